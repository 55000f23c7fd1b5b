import 'server-only'
import type { Context } from '#lib/kernel/context.ts'
import { emit } from '#lib/kernel/outbox.ts'
import { ok, type Result, refuse } from '#lib/kernel/result.ts'
import { inTransaction, type Tx } from '#lib/kernel/transaction.ts'
import { audit } from '#lib/members/audit.ts'
import type { Actor } from '#lib/members/model.ts'
import type { LevelChanged } from './events.ts'
import type { AdjustInput, BelowHeld, InventoryFault } from './model.ts'
import { mayMoveStock } from './policy.ts'
import { type Level, lockLevel, recordMovements, variantOwner } from './store.ts'
import { countLot, type Draw, drawLots, packsInLots, readLot } from './store-lots.ts'

/**
 * The shelf differs from the books: so many packs fewer or more, with the reason. Never below what buyers hold.
 * Without a lot, packs that no lot accounts for go first, then those that expire first.
 */
export async function adjustStock(
  context: Context,
  actor: Actor,
  input: AdjustInput,
): Promise<Result<Level, InventoryFault>> {
  return await inTransaction<Level, InventoryFault>(async (tx) => {
    const owner = await variantOwner(tx, input.variantId)
    if (!owner) return refuse({ code: 'variant-unknown' })
    if (!mayMoveStock(actor, owner.cooperativeId)) return refuse({ code: 'not-allowed' })
    const level = await lockLevel(tx, input.variantId)
    const change = input.direction === 'fewer' ? -input.quantity : input.quantity
    const tooFew = belowHeld(level, change)
    if (tooFew) return refuse(tooFew)

    const draws = await draw(tx, input, change, level)
    if (!draws.ok) return draws
    await recordMovements(
      tx,
      draws.value.map(({ variantId, lotId, quantity }) => ({
        variantId,
        lotId,
        kind: 'ADJUSTMENT',
        onHand: change < 0 ? -quantity : quantity,
        held: 0,
        actorId: actor.id,
        cause: input.lotId ?? input.variantId,
        reason: input.reason,
      })),
      context.now(),
    )
    await audit(tx, context, {
      actorId: actor.id,
      cooperativeId: owner.cooperativeId,
      action: 'inventory.adjust-stock',
      subject: input.variantId,
      data: { change, lotId: input.lotId ?? null, reason: input.reason },
    })
    await emit<LevelChanged>(tx, context, {
      type: 'inventory.level-changed',
      variantIds: [input.variantId],
    })
    return ok({ onHand: level.onHand + change, held: level.held })
  })
}

/** The fault of taking more than nobody holds, or null. */
export function belowHeld({ onHand, held }: Level, change: number): BelowHeld | null {
  return onHand + change < held ? { code: 'below-held', onHand, held, most: onHand - held } : null
}

async function draw(
  tx: Tx,
  { variantId, lotId, quantity }: AdjustInput,
  change: number,
  { onHand }: Level,
): Promise<Result<Draw[], InventoryFault>> {
  if (lotId !== undefined) {
    const lot = await readLot(tx, lotId)
    if (lot?.variantId !== variantId) return refuse({ code: 'lot-unknown' })
    if (lot.state === 'WRITTEN_OFF') return refuse({ code: 'lot-written-off' })
    if (lot.remaining + change < 0) return refuse({ code: 'lot-too-small', remaining: lot.remaining })
    await countLot(tx, lotId, change)
    return ok([{ variantId, lotId, quantity }])
  }
  if (change > 0) return ok([{ variantId, lotId: null, quantity }])
  const loose = Math.min(quantity, onHand - (await packsInLots(tx, variantId)))
  const fromLots = quantity - loose
  const draws = fromLots > 0 ? await drawLots(tx, [{ variantId, quantity: fromLots }]) : []
  return ok(loose > 0 ? [{ variantId, lotId: null, quantity: loose }, ...draws] : draws)
}
