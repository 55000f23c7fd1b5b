'use server'
import { redirect } from 'next/navigation'
import { ORDERS_FAULT_WORDS } from '#components/orders/fault-words.ts'
import type { DeedState } from '#components/orders/order-deeds.tsx'
import { EDGE_FAULT_WORDS, sayFault } from '#components/ui/fault-words.ts'
import { action } from '#lib/edge/action.ts'
import { orderAddress } from '#lib/edge/order-address.ts'
import { paths } from '#lib/edge/paths.ts'
import { visit } from '#lib/edge/request.ts'
import { anyone } from '#lib/members/policy.ts'
import { cancelOrder } from '#lib/orders/cancel-order.ts'
import { cancelOrderInput, payOrderInput } from '#lib/orders/model.ts'
import { payOrder } from '#lib/orders/pay-order.ts'

const WORDS = { ...ORDERS_FAULT_WORDS, ...EDGE_FAULT_WORDS }
const limits = [{ name: 'order-deed', points: 20, seconds: 60, by: 'actor' }] as const

const pay = action({
  name: 'orders.pay',
  input: payOrderInput,
  allow: anyone,
  limits,
  run: ({ context, actor, locale }, input) => payOrder(context, actor, input, orderAddress(locale)),
  touches: ({ locale }, { orderId }) => [paths.order(locale, orderId)],
})

/** Leads on to the provider's page. */
export async function payNow(_before: DeedState, form: FormData): Promise<DeedState> {
  const [answer, { locale }] = await Promise.all([pay(null, form), visit()])
  if (answer?.ok) redirect(answer.value.payUrl)
  return answer && { problem: sayFault(answer.fault, WORDS, locale) }
}

const cancel = action({
  name: 'orders.cancel',
  input: cancelOrderInput,
  allow: anyone,
  limits,
  run: ({ context, actor }, input) => cancelOrder(context, actor, input),
  touches: ({ locale }, { orderId }) => [paths.order(locale, orderId), paths.orders(locale)],
})

/** Money and goods go back. */
export async function cancelNow(_before: DeedState, form: FormData): Promise<DeedState> {
  const [answer, { locale }] = await Promise.all([cancel(null, form), visit()])
  return !answer || answer.ok ? null : { problem: sayFault(answer.fault, WORDS, locale) }
}
