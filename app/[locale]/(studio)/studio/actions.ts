'use server'
import { getTranslations } from 'next-intl/server'
import { z } from 'zod'
import { CATALOG_FAULT_WORDS } from '#components/catalog/fault-words.ts'
import { CAPTIONS_FAULT_WORDS } from '#components/live/captions-fault-words.ts'
import { LIVE_FAULT_WORDS } from '#components/live/fault-words.ts'
import type { KeyState } from '#components/live/key-panel.tsx'
import { PREPARE_FAULT_WORDS } from '#components/live/prepare-fault-words.ts'
import { EDGE_FAULT_WORDS, sayFault } from '#components/ui/fault-words.ts'
import { type FormState, formState } from '#components/ui/form-state.ts'
import type { PictureFault } from '#lib/catalog/model.ts'
import { type ActionResult, action } from '#lib/edge/action.ts'
import { paths } from '#lib/edge/paths.ts'
import { type Visit, visit } from '#lib/edge/request.ts'
import { idField } from '#lib/kernel/fields.ts'
import type { Result } from '#lib/kernel/result.ts'
import { cancelShow } from '#lib/live/cancel-show.ts'
import { createShow } from '#lib/live/create-show.ts'
import { editShow } from '#lib/live/edit-show.ts'
import { endShow } from '#lib/live/end-show.ts'
import { lineUp } from '#lib/live/line-up.ts'
import {
  type CaptionsFault,
  createShowInput,
  editShowInput,
  type LiveFault,
  lineUpInput,
  scheduleShowInput,
  setPosterInput,
  showInput,
} from '#lib/live/model.ts'
import { mayHost } from '#lib/live/policy.ts'
import { removeCaptions } from '#lib/live/remove-captions.ts'
import { rotateStreamKey } from '#lib/live/rotate-stream-key.ts'
import { scheduleShow } from '#lib/live/schedule-show.ts'
import { setCaptions, setCaptionsInput } from '#lib/live/set-captions.ts'
import { setPoster } from '#lib/live/set-poster.ts'
import { lineUpWith } from '#lib/live/studio-queries.ts'
import { isStaffSomewhere } from '#lib/members/policy.ts'
import { type PriceFault, readPrices, typedLineUpInput } from './typed-line-up.ts'
import { villageTime } from './village-time.ts'

// What is touched is the studio and the show's own page; both are drawn anew.
const touches = ({ locale }: Visit) => [paths.studio(locale)]

async function said(
  answer: ActionResult<unknown, LiveFault | PictureFault | PriceFault | CaptionsFault> | null,
  form: FormData,
  word?: 'saved',
): Promise<FormState> {
  const [{ locale }, t] = await Promise.all([visit(), getTranslations('studio')])
  const words = {
    ...CATALOG_FAULT_WORDS,
    ...PREPARE_FAULT_WORDS,
    ...CAPTIONS_FAULT_WORDS,
    ...LIVE_FAULT_WORDS,
  }
  return formState(answer, words, locale, form, word && t(word))
}

const create = action({
  name: 'live.create-show',
  input: createShowInput.extend({ scheduledAt: villageTime }),
  allow: (actor, { cooperativeId }) => mayHost(actor, cooperativeId),
  run: ({ context, actor }, input) => createShow(context, actor, input),
  touches,
  leadsTo: ({ locale }, { slug }) => paths.prepareShow(locale, slug),
})

/** A scheduled show, and on to its page. */
export async function planShow(_before: FormState, form: FormData): Promise<FormState> {
  return said(await create(null, form), form)
}

const edit = action({
  name: 'live.edit-show',
  input: editShowInput,
  allow: isStaffSomewhere,
  run: ({ context, actor }, input) => editShow(context, actor, input),
  touches,
})

export async function saveWords(_before: FormState, form: FormData): Promise<FormState> {
  return said(await edit(null, form), form, 'saved')
}

const schedule = action({
  name: 'live.schedule-show',
  input: scheduleShowInput.extend({ scheduledAt: villageTime }),
  allow: isStaffSomewhere,
  run: ({ context, actor }, input) => scheduleShow(context, actor, input),
  touches,
})

export async function saveTime(_before: FormState, form: FormData): Promise<FormState> {
  return said(await schedule(null, form), form, 'saved')
}

const hang = action({
  name: 'live.set-poster',
  input: setPosterInput,
  allow: isStaffSomewhere,
  limits: [{ name: 'poster', points: 20, seconds: 600, by: 'actor' }],
  run: ({ context, actor }, input) => setPoster(context, actor, input),
  touches,
})

export async function sendPoster(_before: FormState, form: FormData): Promise<FormState> {
  return said(await hang(null, form), form, 'saved')
}

const subtitle = action({
  name: 'live.set-captions',
  input: setCaptionsInput,
  allow: isStaffSomewhere,
  limits: [{ name: 'captions', points: 20, seconds: 600, by: 'actor' }],
  run: ({ context, actor }, input) => setCaptions(context, actor, input),
  touches,
})

export async function sendCaptions(_before: FormState, form: FormData): Promise<FormState> {
  return said(await subtitle(null, form), form, 'saved')
}

const takeCaptions = action({
  name: 'live.remove-captions',
  input: showInput,
  allow: isStaffSomewhere,
  run: ({ context, actor }, input) => removeCaptions(context, actor, input),
  touches,
})

export async function dropCaptions(_before: FormState, form: FormData): Promise<FormState> {
  return said(await takeCaptions(null, form), form)
}

const arrange = action({
  name: 'live.line-up',
  input: typedLineUpInput,
  allow: isStaffSomewhere,
  async run({ context, actor }, input): Promise<Result<undefined, LiveFault | PriceFault>> {
    const read = await readPrices(input)
    return read.ok ? await lineUp(context, actor, lineUpInput.parse(read.value)) : read
  },
  touches,
})

/** The whole line-up as the page has it: order, and prices as typed. */
export async function saveLineUp(_before: FormState, form: FormData): Promise<FormState> {
  return said(await arrange(null, form), form, 'saved')
}

const addListing = action({
  name: 'live.add-listing',
  input: z.strictObject({ showId: idField('show'), productId: idField('product') }),
  allow: isStaffSomewhere,
  async run({ context, actor }, { showId, productId }): Promise<Result<undefined, LiveFault>> {
    return await lineUp(context, actor, lineUpInput.parse(await lineUpWith(showId, productId)))
  },
  touches,
})

/** One more product at the end of the line-up. */
export async function addToLineUp(_before: FormState, form: FormData): Promise<FormState> {
  return said(await addListing(null, form), form)
}

const rotate = action({
  name: 'live.rotate-stream-key',
  input: showInput,
  allow: isStaffSomewhere,
  limits: [{ name: 'stream-key', points: 20, seconds: 600, by: 'actor' }],
  run: ({ context, actor }, input) => rotateStreamKey(context, actor, input),
})

/** A new key, in this one answer and never again. */
export async function makeKey(_before: KeyState, form: FormData): Promise<KeyState> {
  const [answer, { locale }] = await Promise.all([rotate(null, form), visit()])
  if (!answer) return null
  if (answer.ok) return { streamKey: answer.value.streamKey }
  return { problem: sayFault(answer.fault, { ...LIVE_FAULT_WORDS, ...EDGE_FAULT_WORDS }, locale) }
}

/** What ends something asks for a tick beside the button. */
const sureInput = showInput.extend({ sure: z.literal('on') })

const cancel = action({
  name: 'live.cancel-show',
  input: sureInput,
  allow: isStaffSomewhere,
  run: ({ context, actor }, { showId }) => cancelShow(context, actor, { showId }),
  touches,
})

export async function callOff(_before: FormState, form: FormData): Promise<FormState> {
  return said(await cancel(null, form), form)
}

const end = action({
  name: 'live.end-show',
  input: sureInput,
  allow: isStaffSomewhere,
  run: ({ context, actor }, { showId }) => endShow(context, actor, { showId }),
  touches,
})

/** Off the air, for good. */
export async function finish(_before: FormState, form: FormData): Promise<FormState> {
  return said(await end(null, form), form)
}
