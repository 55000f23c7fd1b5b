'use server'
import { getTranslations } from 'next-intl/server'
import { CATALOG_FAULT_WORDS } from '#components/catalog/fault-words.ts'
import { type FormState, formState } from '#components/ui/form-state.ts'
import { saveCourierRatesInput } from '#lib/catalog/model.ts'
import { mayEditCourierRates } from '#lib/catalog/policy.ts'
import { saveCourierRates } from '#lib/catalog/save-courier-rates.ts'
import { action } from '#lib/edge/action.ts'
import { paths } from '#lib/edge/paths.ts'
import { visit } from '#lib/edge/request.ts'

const save = action({
  name: 'catalog.save-courier-rates',
  input: saveCourierRatesInput,
  allow: (actor, { cooperativeId }) => mayEditCourierRates(actor, cooperativeId),
  run: ({ context, actor }, input) => saveCourierRates(context, actor, input),
  touches: ({ locale }) => [paths.coop(locale)],
})

/** The whole table at once. */
export async function saveRates(_before: FormState, form: FormData): Promise<FormState> {
  const [answer, { locale }, t] = await Promise.all([save(null, form), visit(), getTranslations('catalog')])
  const said = answer?.ok ? t('ratesSaved', { rates: answer.value.rates }) : ''
  return formState(answer, CATALOG_FAULT_WORDS, locale, form, said)
}
