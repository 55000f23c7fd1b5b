import 'server-only'
import type { Context } from '#lib/kernel/context.ts'
import { emit } from '#lib/kernel/outbox.ts'
import type { Tx } from '#lib/kernel/transaction.ts'
import type { LevelChanged } from './events.ts'
import { lockHolds, recordMovements } from './store.ts'
import { refillLots, soldUnder } from './store-lots.ts'

/**
 * Everything sold under a reference goes back to the lots it came from; a second time there is nothing left to give
 * back. Packs of a lot that was written off in the meantime come back and are written off with it: they are never
 * sold again.
 *
 * @param actorId who gave it back; null when the house did
 */
export async function returnStock(
  tx: Tx,
  context: Context,
  reference: string,
  actorId: string | null,
): Promise<void> {
  await lockHolds(tx, reference)
  const back = await soldUnder(tx, reference)
  if (back.length === 0) return
  await refillLots(
    tx,
    back.filter(({ writtenOff }) => !writtenOff),
  )
  await recordMovements(
    tx,
    back.flatMap(({ variantId, lotId, quantity, writtenOff }) => {
      const own = { variantId, lotId, held: 0, actorId, cause: reference }
      const returned = { ...own, kind: 'RETURN' as const, onHand: quantity }
      if (!writtenOff) return [returned]
      return [returned, { ...own, kind: 'SPOILAGE' as const, onHand: -quantity }]
    }),
    context.now(),
  )
  await emit<LevelChanged>(tx, context, {
    type: 'inventory.level-changed',
    variantIds: [...new Set(back.map(({ variantId }) => variantId))],
  })
}
