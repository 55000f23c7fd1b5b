import 'server-only'
import type { Context } from '#lib/kernel/context.ts'
import { emit } from '#lib/kernel/outbox.ts'
import { ok, type Result } from '#lib/kernel/result.ts'
import { inTransaction } from '#lib/kernel/transaction.ts'
import { audit } from '#lib/members/audit.ts'
import type { Actor } from '#lib/members/model.ts'
import { advanceOrder } from '#lib/orders/advance-order.ts'
import type { FulfilmentEvent } from './events.ts'
import { type DeliverInput, type FulfilmentFault, parcelMayBecome } from './model.ts'
import { mayPack, maySeePacking } from './policy.ts'
import { findParcel, updateParcel } from './store.ts'

/** The courier's word, or the buyer's on the phone, that it arrived. */
export async function markDelivered(
  context: Context,
  actor: Actor,
  { orderId }: DeliverInput,
): Promise<Result<{ parcelId: string }, FulfilmentFault>> {
  return inTransaction<{ parcelId: string }, FulfilmentFault>(async (tx) => {
    const advanced = await advanceOrder(tx, context, orderId, 'DELIVERED', {
      see: (cooperativeId) => maySeePacking(actor, cooperativeId),
      move: (cooperativeId) => mayPack(actor, cooperativeId),
    })
    if (!advanced.ok) return advanced
    const parcel = await findParcel(tx, orderId)
    if (!parcel) throw new Error(`${orderId} was shipped and has no parcel`)
    if (parcelMayBecome(parcel.state, 'DELIVERED')) {
      await updateParcel(tx, parcel.id, { state: 'DELIVERED', deliveredAt: context.now() })
      await audit(tx, context, {
        actorId: actor.id,
        cooperativeId: advanced.value.cooperativeId,
        action: 'fulfilment.deliver',
        subject: orderId,
        data: { number: advanced.value.number },
      })
      await emit<FulfilmentEvent>(tx, context, { type: 'fulfilment.delivered', orderId, parcelId: parcel.id })
    }
    return ok({ parcelId: parcel.id })
  })
}
