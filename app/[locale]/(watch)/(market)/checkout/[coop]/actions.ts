'use server'
import { refresh } from 'next/cache'
import { redirect } from 'next/navigation'
import { type CheckoutState, refusedCheckout } from '#components/orders/checkout-state.ts'
import { action } from '#lib/edge/action.ts'
import { orderAddress } from '#lib/edge/order-address.ts'
import { paths } from '#lib/edge/paths.ts'
import { visit } from '#lib/edge/request.ts'
import { anyone } from '#lib/members/policy.ts'
import { checkoutInput } from '#lib/orders/model.ts'
import { startCheckout } from '#lib/orders/start-checkout.ts'

const start = action({
  name: 'orders.start-checkout',
  input: checkoutInput,
  allow: anyone,
  limits: [
    { name: 'checkout', points: 10, seconds: 60, by: 'actor' },
    { name: 'checkout-address', points: 120, seconds: 60, by: 'address' },
  ],
  run: ({ context, actor, locale }, input) =>
    startCheckout(context, actor, { ...input, locale }, orderAddress(locale)),
  touches: ({ locale }) => [paths.cart(locale)],
})

const OLD_PAGE: ReadonlySet<string> = new Set(['price-changed', 'sold-out', 'variant-gone'])

/** Orders and leads on to pay; refused, it says why and keeps what was typed. */
export async function placeOrder(_before: CheckoutState, form: FormData): Promise<CheckoutState> {
  const [answer, { locale }] = await Promise.all([start(null, form), visit()])
  if (answer?.ok) redirect(answer.value.payUrl ?? paths.order(locale, answer.value.orderId, answer.value.key))
  if (!answer) return null
  // The page is old: drawn anew around the form, its prices and stock are those that the next try is made with.
  if (OLD_PAGE.has(answer.fault.code)) refresh()
  return refusedCheckout(answer.fault, form, locale)
}
