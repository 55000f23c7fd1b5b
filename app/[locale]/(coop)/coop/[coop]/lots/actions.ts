'use server'
import { getTranslations } from 'next-intl/server'
import { CATALOG_FAULT_WORDS } from '#components/catalog/fault-words.ts'
import { INVENTORY_FAULT_WORDS } from '#components/inventory/fault-words.ts'
import { type FormState, formState } from '#components/ui/form-state.ts'
import { saveProducerInput } from '#lib/catalog/model.ts'
import { mayEditProducers } from '#lib/catalog/policy.ts'
import { saveProducer } from '#lib/catalog/save-producer.ts'
import { action } from '#lib/edge/action.ts'
import { paths } from '#lib/edge/paths.ts'
import { type Visit, visit } from '#lib/edge/request.ts'
import { receiveInput, writeOffInput } from '#lib/inventory/model.ts'
import { mayMoveStock } from '#lib/inventory/policy.ts'
import { receiveLot } from '#lib/inventory/receive-lot.ts'
import { writeOffLot } from '#lib/inventory/write-off-lot.ts'
import { isStaffSomewhere } from '#lib/members/policy.ts'
import { PICTURE_LIMIT } from '../products/picture-limit.ts'

const touches = ({ locale }: Visit) => [paths.coop(locale)]

const take = action({
  name: 'inventory.receive-lot',
  input: receiveInput,
  allow: (actor, { cooperativeId }) => mayMoveStock(actor, cooperativeId),
  run: ({ context, actor }, input) => receiveLot(context, actor, input),
  touches,
})

/** A harvest comes in; the answer says the code for its boxes. */
export async function receive(_before: FormState, form: FormData): Promise<FormState> {
  const [answer, { locale }, t] = await Promise.all([take(null, form), visit(), getTranslations('inventory')])
  const said = answer?.ok ? t('receivedAs', { code: answer.value.code }) : ''
  return formState(answer, INVENTORY_FAULT_WORDS, locale, form, said)
}

const spoil = action({
  name: 'inventory.write-off-lot',
  input: writeOffInput,
  allow: isStaffSomewhere,
  run: ({ context, actor }, input) => writeOffLot(context, actor, input),
  touches,
})

/** Some packs of a lot, or without a quantity all that remain. */
export async function writeOff(_before: FormState, form: FormData): Promise<FormState> {
  const [answer, { locale }, t] = await Promise.all([
    spoil(null, form),
    visit(),
    getTranslations('inventory'),
  ])
  const said = answer?.ok ? t('spoiled', { spoiled: answer.value.spoiled }) : ''
  return formState(answer, INVENTORY_FAULT_WORDS, locale, form, said)
}

const keep = action({
  name: 'catalog.save-producer',
  input: saveProducerInput,
  allow: (actor, { cooperativeId }) => mayEditProducers(actor, cooperativeId),
  limits: [PICTURE_LIMIT],
  run: ({ context, actor }, input) => saveProducer(context, actor, input),
  touches,
})

export async function keepProducer(_before: FormState, form: FormData): Promise<FormState> {
  const [answer, { locale }, t] = await Promise.all([keep(null, form), visit(), getTranslations('inventory')])
  return formState(answer, CATALOG_FAULT_WORDS, locale, form, t('producerSaved'))
}
