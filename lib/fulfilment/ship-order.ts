import 'server-only'
import type { Context } from '#lib/kernel/context.ts'
import { emit } from '#lib/kernel/outbox.ts'
import { ok, type Result } from '#lib/kernel/result.ts'
import { inTransaction } from '#lib/kernel/transaction.ts'
import { audit } from '#lib/members/audit.ts'
import type { Actor } from '#lib/members/model.ts'
import { advanceOrder } from '#lib/orders/advance-order.ts'
import type { FulfilmentEvent } from './events.ts'
import { type FulfilmentFault, parcelMayBecome, type ShipInput } from './model.ts'
import { mayPack, maySeePacking } from './policy.ts'
import { findParcel, updateParcel } from './store.ts'

/** The courier has it. Said again, it corrects courier and number, for labels are mistyped; the buyer is told once. */
export async function shipOrder(
  context: Context,
  actor: Actor,
  { orderId, courier, trackingNumber }: ShipInput,
): Promise<Result<{ parcelId: string }, FulfilmentFault>> {
  return inTransaction<{ parcelId: string }, FulfilmentFault>(async (tx) => {
    const advanced = await advanceOrder(tx, context, orderId, 'SHIPPED', {
      see: (cooperativeId) => maySeePacking(actor, cooperativeId),
      move: (cooperativeId) => mayPack(actor, cooperativeId),
    })
    if (!advanced.ok) return advanced
    const parcel = await findParcel(tx, orderId)
    if (!parcel) throw new Error(`${orderId} is packed and has no parcel`)
    const { cooperativeId, number } = advanced.value
    const hands = parcelMayBecome(parcel.state, 'HANDED_OVER')
    await updateParcel(tx, parcel.id, {
      courier,
      trackingNumber,
      ...(hands ? { state: 'HANDED_OVER', handedOverAt: context.now() } : {}),
    })
    const relabelled = parcel.courier !== courier || parcel.trackingNumber !== trackingNumber
    if (hands || relabelled)
      await audit(tx, context, {
        actorId: actor.id,
        cooperativeId,
        action: hands ? 'fulfilment.ship' : 'fulfilment.correct-label',
        subject: orderId,
        data: { number, courier, trackingNumber },
      })
    if (hands)
      await emit<FulfilmentEvent>(tx, context, { type: 'fulfilment.shipped', orderId, parcelId: parcel.id })
    return ok({ parcelId: parcel.id })
  })
}
