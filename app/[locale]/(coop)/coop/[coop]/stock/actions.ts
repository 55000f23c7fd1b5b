'use server'
import { getTranslations } from 'next-intl/server'
import { INVENTORY_FAULT_WORDS } from '#components/inventory/fault-words.ts'
import { type FormState, formState } from '#components/ui/form-state.ts'
import { action } from '#lib/edge/action.ts'
import { paths } from '#lib/edge/paths.ts'
import { visit } from '#lib/edge/request.ts'
import { adjustStock } from '#lib/inventory/adjust-stock.ts'
import { adjustInput } from '#lib/inventory/model.ts'
import { isStaffSomewhere } from '#lib/members/policy.ts'

const adjust = action({
  name: 'inventory.adjust-stock',
  input: adjustInput,
  allow: isStaffSomewhere,
  run: ({ context, actor }, input) => adjustStock(context, actor, input),
  touches: ({ locale }) => [paths.coop(locale)],
})

/** The shelf differs from the books, with the reason. */
export async function correctCount(_before: FormState, form: FormData): Promise<FormState> {
  const [answer, { locale }, t] = await Promise.all([
    adjust(null, form),
    visit(),
    getTranslations('inventory'),
  ])
  const said = answer?.ok ? t('adjusted', { onHand: answer.value.onHand }) : ''
  return formState(answer, INVENTORY_FAULT_WORDS, locale, form, said)
}
