import 'server-only'
import type { Context } from '#lib/kernel/context.ts'
import { ok } from '#lib/kernel/result.ts'
import { inTransaction, type Tx } from '#lib/kernel/transaction.ts'
import { dropCart, findLinesOfCart, lockCart, saveLine } from './cart-store.ts'
import { MOST_LINES } from './model.ts'

/**
 * Whoever signs in brings along what she put in before. Of what lies in both, the larger quantity counts: it is the
 * same wish said twice. What does not fit stays out.
 */
export async function mergeCarts(tx: Tx, context: Context, guestId: string, userId: string): Promise<void> {
  const from = await lockCart(tx, context, { guestId })
  const guestLines = await findLinesOfCart(tx, from)
  if (guestLines.length > 0) {
    const to = await lockCart(tx, context, { userId })
    const own = new Map((await findLinesOfCart(tx, to)).map((line) => [line.variantId, line]))
    for (const line of guestLines) {
      const known = own.get(line.variantId)
      if (!known && own.size >= MOST_LINES) continue
      const merged = {
        variantId: line.variantId,
        showId: line.showId ?? known?.showId ?? null,
        quantity: Math.max(line.quantity, known?.quantity ?? 0),
      }
      own.set(line.variantId, merged)
      await saveLine(tx, context, to, merged)
    }
  }
  await dropCart(tx, from)
}

/** The same for whoever has no transaction of its own. */
export async function bringCartAlong(context: Context, guestId: string, userId: string): Promise<void> {
  await inTransaction(async (tx) => {
    await mergeCarts(tx, context, guestId, userId)
    return ok()
  })
}
