import 'server-only'
import type { Context } from '#lib/kernel/context.ts'
import { ok, type Result, refuse } from '#lib/kernel/result.ts'
import { inTransaction } from '#lib/kernel/transaction.ts'
import type { Actor } from '#lib/members/model.ts'
import { cartOwner, findLinesOfCart, lockCart, saveLine, takeOutOfCart } from './cart-store.ts'
import type { CartFault, ChangeQuantityInput, RemoveFromCartInput } from './model.ts'

/** So many packs of it, whatever there were. */
export async function changeQuantity(
  context: Context,
  actor: Actor,
  { variantId, quantity }: ChangeQuantityInput,
): Promise<Result<undefined, CartFault>> {
  const owner = cartOwner(actor)
  if (!owner) throw new Error('the house has no cart')
  return inTransaction<undefined, CartFault>(async (tx) => {
    const cartId = await lockCart(tx, context, owner)
    const known = (await findLinesOfCart(tx, cartId)).find((line) => line.variantId === variantId)
    if (!known) return refuse({ code: 'not-in-cart' })
    await saveLine(tx, context, cartId, { ...known, quantity })
    return ok()
  })
}

/** Gone is gone, also when it was before. */
export async function removeFromCart(
  _context: Context,
  actor: Actor,
  { variantId }: RemoveFromCartInput,
): Promise<Result<undefined, CartFault>> {
  return inTransaction(async (tx) => {
    await takeOutOfCart(tx, actor, [variantId])
    return ok()
  })
}
