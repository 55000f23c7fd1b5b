import 'server-only'
import type { Context } from '#lib/kernel/context.ts'
import { emit } from '#lib/kernel/outbox.ts'
import type { Tx } from '#lib/kernel/transaction.ts'
import type { LevelChanged } from './events.ts'
import { lockHolds, recordMovements, turnHolds } from './store.ts'

/** What was held is for everyone again. False when the reference was sold, which nothing here undoes. */
export async function releaseHold(tx: Tx, context: Context, reference: string): Promise<boolean> {
  const holds = await lockHolds(tx, reference)
  if (holds.some(({ state }) => state === 'SOLD')) return false
  const released = await turnHolds(tx, reference, 'RELEASED', context.now())
  if (released.length === 0) return true
  await recordMovements(
    tx,
    released.map(({ variantId, quantity }) => ({
      variantId,
      lotId: null,
      kind: 'RELEASE',
      onHand: 0,
      held: -quantity,
      actorId: null,
      cause: reference,
    })),
    context.now(),
  )
  await emit<LevelChanged>(tx, context, {
    type: 'inventory.level-changed',
    variantIds: released.map(({ variantId }) => variantId),
  })
  return true
}
