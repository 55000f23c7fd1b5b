'use server'
import { action } from '#lib/edge/action.ts'
import { paths } from '#lib/edge/paths.ts'
import { anyone } from '#lib/members/policy.ts'
import { changeQuantity, removeFromCart } from '#lib/orders/change-quantity.ts'
import { changeQuantityInput, removeFromCartInput } from '#lib/orders/model.ts'

const limits = [{ name: 'cart', points: 60, seconds: 60, by: 'actor' }] as const

export const changePacks = action({
  name: 'orders.change-quantity',
  input: changeQuantityInput,
  allow: anyone,
  limits,
  run: ({ context, actor }, input) => changeQuantity(context, actor, input),
  touches: ({ locale }) => [paths.cart(locale)],
})

export const takeOut = action({
  name: 'orders.remove-from-cart',
  input: removeFromCartInput,
  allow: anyone,
  limits,
  run: ({ context, actor }, input) => removeFromCart(context, actor, input),
  touches: ({ locale }) => [paths.cart(locale)],
})
