import 'server-only'
import type { Context } from '#lib/kernel/context.ts'
import { emit } from '#lib/kernel/outbox.ts'
import { ok, type Result, refuse } from '#lib/kernel/result.ts'
import { inTransaction } from '#lib/kernel/transaction.ts'
import { audit } from '#lib/members/audit.ts'
import type { Actor } from '#lib/members/model.ts'
import { belowHeld } from './adjust-stock.ts'
import type { LevelChanged } from './events.ts'
import { type InventoryFault, lotMayBecome, type WriteOffInput } from './model.ts'
import { mayMoveStock } from './policy.ts'
import { lockLevel, recordMovements } from './store.ts'
import { closeLot, countLot, readLot } from './store-lots.ts'

/**
 * Packs of a lot spoiled. Without a quantity it is all that remains, and the lot is closed for good. Never below what
 * buyers hold: those orders are somebody's to cancel first.
 */
export async function writeOffLot(
  context: Context,
  actor: Actor,
  input: WriteOffInput,
): Promise<Result<{ spoiled: number }, InventoryFault>> {
  return await inTransaction<{ spoiled: number }, InventoryFault>(async (tx) => {
    const found = await readLot(tx, input.lotId)
    if (!found) return refuse({ code: 'lot-unknown' })
    if (!mayMoveStock(actor, found.cooperativeId)) return refuse({ code: 'not-allowed' })
    const { variantId } = found
    const level = await lockLevel(tx, variantId)
    const lot = (await readLot(tx, input.lotId)) ?? found
    if (lot.state === 'WRITTEN_OFF') return refuse({ code: 'lot-written-off' })
    const spoiled = input.quantity ?? lot.remaining
    const closes = input.quantity === undefined
    if (spoiled > lot.remaining || (closes && !lotMayBecome(lot.state, 'WRITTEN_OFF')))
      return refuse({ code: 'lot-too-small', remaining: lot.remaining })
    const tooMany = belowHeld(level, -spoiled)
    if (tooMany) return refuse(tooMany)

    await (closes ? closeLot(tx, lot.id) : countLot(tx, lot.id, -spoiled))
    await recordMovements(
      tx,
      [
        {
          variantId,
          lotId: lot.id,
          kind: 'SPOILAGE',
          onHand: -spoiled,
          held: 0,
          actorId: actor.id,
          cause: lot.id,
          reason: input.reason,
        },
      ],
      context.now(),
    )
    await audit(tx, context, {
      actorId: actor.id,
      cooperativeId: lot.cooperativeId,
      action: 'inventory.write-off-lot',
      subject: lot.id,
      data: { spoiled, closes, reason: input.reason },
    })
    await emit<LevelChanged>(tx, context, { type: 'inventory.level-changed', variantIds: [variantId] })
    return ok({ spoiled })
  })
}
