import 'server-only'
import type { Context } from '#lib/kernel/context.ts'
import { ok, type Result, refuse } from '#lib/kernel/result.ts'
import { inTransaction } from '#lib/kernel/transaction.ts'
import type { Actor } from '#lib/members/model.ts'
import { cartOwner, findLinesOfCart, lockCart, saveLine } from './cart-store.ts'
import { type CartFault, MOST_LINES, MOST_PACKS, type PutInCartInput } from './model.ts'
import { priceLines } from './price-lines.ts'

/** So many packs more of it. Putting in holds nothing: only checkout does. The newest show's price counts. */
export async function putInCart(
  context: Context,
  actor: Actor,
  input: PutInCartInput,
): Promise<Result<undefined, CartFault>> {
  const owner = cartOwner(actor)
  if (!owner) throw new Error('the house has no cart')
  return inTransaction<undefined, CartFault>(async (tx) => {
    const { variantId, quantity, showId = null } = input
    const [line] = await priceLines(tx, [{ variantId, quantity, showId }])
    if (!line?.forSale) {
      const { title = null, pack = null } = line?.variant ?? {}
      return refuse({ code: 'variant-gone', lines: [{ variantId, title, pack }] })
    }
    const cartId = await lockCart(tx, context, owner)
    const lines = await findLinesOfCart(tx, cartId)
    const known = lines.find((one) => one.variantId === variantId)
    if (!known && lines.length >= MOST_LINES) return refuse({ code: 'cart-full', most: MOST_LINES })
    await saveLine(tx, context, cartId, {
      variantId,
      showId: showId ?? known?.showId ?? null,
      quantity: Math.min((known?.quantity ?? 0) + quantity, MOST_PACKS),
    })
    return ok()
  })
}
