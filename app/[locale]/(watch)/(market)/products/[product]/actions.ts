'use server'
import { getTranslations } from 'next-intl/server'
import { ORDERS_FAULT_WORDS } from '#components/orders/fault-words.ts'
import type { PutState } from '#components/shop/buy-box.tsx'
import { EDGE_FAULT_WORDS, sayFault } from '#components/ui/fault-words.ts'
import { action } from '#lib/edge/action.ts'
import { paths } from '#lib/edge/paths.ts'
import { visit } from '#lib/edge/request.ts'
import { anyone } from '#lib/members/policy.ts'
import { putInCartInput } from '#lib/orders/model.ts'
import { putInCart } from '#lib/orders/put-in-cart.ts'

const put = action({
  name: 'orders.put-in-cart',
  input: putInCartInput,
  allow: anyone,
  limits: [{ name: 'cart', points: 60, seconds: 60, by: 'actor' }],
  run: ({ context, actor }, input) => putInCart(context, actor, input),
  touches: ({ locale }) => [paths.cart(locale)],
})

/** So many packs more into the basket. */
export async function putPacks(_before: PutState, form: FormData): Promise<PutState> {
  const [answer, { locale }, t] = await Promise.all([put(null, form), visit(), getTranslations('shop')])
  if (!answer || answer.ok) return { done: true, message: t('added') }
  return {
    done: false,
    message: sayFault(answer.fault, { ...ORDERS_FAULT_WORDS, ...EDGE_FAULT_WORDS }, locale),
  }
}
