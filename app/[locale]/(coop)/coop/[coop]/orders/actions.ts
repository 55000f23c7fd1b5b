'use server'
import { getTranslations } from 'next-intl/server'
import { z } from 'zod'
import { FULFILMENT_FAULT_WORDS } from '#components/fulfilment/fault-words.ts'
import { ORDERS_FAULT_WORDS } from '#components/orders/fault-words.ts'
import { type FormState, formState } from '#components/ui/form-state.ts'
import { action } from '#lib/edge/action.ts'
import type { EdgeFault } from '#lib/edge/faults.ts'
import { paths } from '#lib/edge/paths.ts'
import { type Visit, visit } from '#lib/edge/request.ts'
import { markDelivered } from '#lib/fulfilment/mark-delivered.ts'
import { deliverInput, packInput, shipInput } from '#lib/fulfilment/model.ts'
import { packOrder } from '#lib/fulfilment/pack-order.ts'
import { shipOrder } from '#lib/fulfilment/ship-order.ts'
import { parseMoney } from '#lib/kernel/money.ts'
import { type Result, refuse } from '#lib/kernel/result.ts'
import { isStaffSomewhere } from '#lib/members/policy.ts'
import { cancelOrder } from '#lib/orders/cancel-order.ts'
import { cancelOrderInput, type RefundOrderFault, refundOrderInput } from '#lib/orders/model.ts'
import { refundOrder } from '#lib/orders/refund-order.ts'

// Whatever is touched, the page that was sent from is made anew as well.
const touches = ({ locale }: Visit) => [paths.coop(locale)]
// Which cooperative's order it is, the verb decides under lock.
const allow = isStaffSomewhere

const pack = action({
  name: 'fulfilment.pack',
  input: packInput,
  allow,
  run: ({ context, actor }, input) => packOrder(context, actor, input),
  touches,
})

/** The box is closed. */
export async function packNow(_before: FormState, form: FormData): Promise<FormState> {
  const [answer, { locale }] = await Promise.all([pack(null, form), visit()])
  return formState(answer, FULFILMENT_FAULT_WORDS, locale, form)
}

const ship = action({
  name: 'fulfilment.ship',
  input: shipInput,
  allow,
  run: ({ context, actor }, input) => shipOrder(context, actor, input),
  touches,
})

/** The courier has it. */
export async function shipNow(_before: FormState, form: FormData): Promise<FormState> {
  const [answer, { locale }, t] = await Promise.all([ship(null, form), visit(), getTranslations('orders')])
  return formState(answer, FULFILMENT_FAULT_WORDS, locale, form, t('done'))
}

const deliver = action({
  name: 'fulfilment.deliver',
  input: deliverInput,
  allow,
  run: ({ context, actor }, input) => markDelivered(context, actor, input),
  touches,
})

/** It arrived. */
export async function deliverNow(_before: FormState, form: FormData): Promise<FormState> {
  const [answer, { locale }] = await Promise.all([deliver(null, form), visit()])
  return formState(answer, FULFILMENT_FAULT_WORDS, locale, form)
}

const cancel = action({
  name: 'orders.cancel-for-buyer',
  input: cancelOrderInput,
  allow,
  run: ({ context, actor }, input) => cancelOrder(context, actor, input),
  touches,
})

/** Goods and money go back, with a reason. */
export async function cancelForBuyer(_before: FormState, form: FormData): Promise<FormState> {
  const [answer, { locale }, t] = await Promise.all([cancel(null, form), visit(), getTranslations('orders')])
  return formState(answer, ORDERS_FAULT_WORDS, locale, form, t('done'))
}

/** The amount as it is typed, beside the currency that it is typed in. */
const refundForm = refundOrderInput.extend({
  amount: z.string().trim().max(20),
  currency: z.string().regex(/^[a-z]{3}$/),
})

const refund = action({
  name: 'orders.refund',
  input: refundForm,
  allow,
  async run(
    { context, actor },
    { amount, currency, ...input },
  ): Promise<Result<{ amount: number; left: number }, RefundOrderFault | EdgeFault>> {
    const money = parseMoney(amount, currency)
    if (!money || money.amount <= 0) return refuse({ code: 'input', fields: { amount: 'price' } })
    return await refundOrder(context, actor, { ...input, amount: money.amount })
  },
  touches,
})

/** Part of the money goes back; the order goes on. */
export async function refundPart(_before: FormState, form: FormData): Promise<FormState> {
  const [answer, { locale }, t] = await Promise.all([refund(null, form), visit(), getTranslations('orders')])
  return formState(answer, ORDERS_FAULT_WORDS, locale, form, t('done'))
}
