import 'server-only'
import type { Context } from '#lib/kernel/context.ts'
import { emit } from '#lib/kernel/outbox.ts'
import type { Tx } from '#lib/kernel/transaction.ts'
import type { LevelChanged } from './events.ts'
import { lockHolds, recordMovements, turnHolds } from './store.ts'
import { drawLots } from './store-lots.ts'

/**
 * What was held is sold, from the lots that expire first. True when the reference is sold, now or before; false when
 * there is no hold to sell (never made, or released: then ask `retakeStock`).
 */
export async function sellHold(tx: Tx, context: Context, reference: string): Promise<boolean> {
  const holds = await lockHolds(tx, reference)
  if (holds.length === 0 || holds.some(({ state }) => state === 'RELEASED')) return false
  await sellLocked(tx, context, reference)
  return true
}

/** Sells whatever the reference still holds; its levels are locked. */
export async function sellLocked(tx: Tx, context: Context, reference: string): Promise<void> {
  const sold = await turnHolds(tx, reference, 'SOLD', context.now())
  if (sold.length === 0) return
  const draws = await drawLots(tx, sold)
  await recordMovements(
    tx,
    draws.map(({ variantId, lotId, quantity }) => ({
      variantId,
      lotId,
      kind: 'SALE',
      onHand: -quantity,
      held: -quantity,
      actorId: null,
      cause: reference,
    })),
    context.now(),
  )
  await emit<LevelChanged>(tx, context, {
    type: 'inventory.level-changed',
    variantIds: sold.map(({ variantId }) => variantId),
  })
}
