import 'server-only'
import type { Context } from '#lib/kernel/context.ts'
import type { Tx } from '#lib/kernel/transaction.ts'
import { sellLocked } from './sell-hold.ts'
import { lockHolds, lockLevels, recordMovements, turnHolds } from './store.ts'
import { soldUnder } from './store-lots.ts'

/**
 * Money came after the hold was released: takes the same stock again and sells it, if all of it is still there.
 * True when the reference is sold, now or before; false when the stock is gone, or was sold and given back.
 */
export async function retakeStock(tx: Tx, context: Context, reference: string): Promise<boolean> {
  const holds = await lockHolds(tx, reference)
  if (holds.length === 0) return false
  if (holds.every(({ state }) => state === 'SOLD')) return (await soldUnder(tx, reference)).length > 0

  const gone = holds.filter(({ state }) => state === 'RELEASED')
  const levels = await lockLevels(
    tx,
    gone.map(({ variantId }) => variantId),
  )
  const isThere = gone.every(({ variantId, quantity }) => {
    const level = levels.get(variantId)
    return level !== undefined && level.onHand - level.held >= quantity
  })
  if (!isThere) return false

  const retaken = await turnHolds(tx, reference, 'HELD', context.now())
  await recordMovements(
    tx,
    retaken.map(({ variantId, quantity }) => ({
      variantId,
      lotId: null,
      kind: 'HOLD',
      onHand: 0,
      held: quantity,
      actorId: null,
      cause: reference,
    })),
    context.now(),
  )
  await sellLocked(tx, context, reference)
  return true
}
