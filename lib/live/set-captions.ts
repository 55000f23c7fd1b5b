import 'server-only'
import { z } from 'zod'
import type { Context } from '#lib/kernel/context.ts'
import { idField } from '#lib/kernel/fields.ts'
import { LOCALES } from '#lib/kernel/locale.ts'
import { emit } from '#lib/kernel/outbox.ts'
import { ok, type Result, refuse } from '#lib/kernel/result.ts'
import { inTransaction } from '#lib/kernel/transaction.ts'
import { audit } from '#lib/members/audit.ts'
import type { Actor } from '#lib/members/model.ts'
import { admit } from './admit.ts'
import type { LiveEvent } from './events.ts'
import type { CaptionsFault, LiveFault } from './model.ts'
import { mayHost } from './policy.ts'
import { plainVtt } from './web-vtt.ts'

/** Ten hours of speech are a quarter of it. */
export const CAPTIONS_LIMIT_BYTES = 1024 * 1024
export const setCaptionsInput = z.strictObject({
  showId: idField('show'),
  language: z.enum(LOCALES),
  file: z.instanceof(Blob),
})
export type SetCaptions = z.output<typeof setCaptionsInput>

/**
 * Captions for a replay, in place of those it had: a WebVTT file whose times count from the replay's beginning. Kept
 * as plain text under an id of its own, so that caches never show the ones before.
 */
export async function setCaptions(
  context: Context,
  actor: Actor,
  { showId, language, file }: SetCaptions,
): Promise<Result<{ captionsId: string }, LiveFault | CaptionsFault>> {
  if (file.size > CAPTIONS_LIMIT_BYTES)
    return refuse({ code: 'captions-too-big', limitBytes: CAPTIONS_LIMIT_BYTES })
  const bytes = new Uint8Array(await file.arrayBuffer())
  return await inTransaction<{ captionsId: string }, LiveFault | CaptionsFault>(async (tx) => {
    const admitted = await admit(tx, actor, showId, 'caption', mayHost)
    if (!admitted.ok) return admitted
    // Read only for those who may: a megabyte takes a few milliseconds.
    const read = plainVtt(bytes)
    if (!read.ok) return read
    const { vtt: text, cues } = read.value
    await tx.showCaptions.deleteMany({ where: { showId } })
    const id = context.id('captions')
    await tx.showCaptions.create({
      data: { id, showId, language, text, cues, setById: actor.id, createdAt: context.now() },
      select: { id: true },
    })
    await emit<LiveEvent>(tx, context, { type: 'live.show-changed', showId })
    await audit(tx, context, {
      actorId: actor.id,
      cooperativeId: admitted.value.cooperativeId,
      action: 'live.set-captions',
      subject: showId,
      data: { language, cues },
    })
    return ok({ captionsId: id })
  })
}
