import 'server-only'
import type { Context } from '#lib/kernel/context.ts'
import { emit } from '#lib/kernel/outbox.ts'
import { ok, type Result } from '#lib/kernel/result.ts'
import { inTransaction } from '#lib/kernel/transaction.ts'
import { audit } from '#lib/members/audit.ts'
import type { Actor } from '#lib/members/model.ts'
import { advanceOrder } from '#lib/orders/advance-order.ts'
import type { FulfilmentEvent } from './events.ts'
import type { FulfilmentFault, PackInput } from './model.ts'
import { mayPack, maySeePacking } from './policy.ts'
import { findParcel, insertParcel } from './store.ts'

/** The box is closed. Refused when the buyer has cancelled meanwhile: then it is to be opened again. */
export async function packOrder(
  context: Context,
  actor: Actor,
  { orderId }: PackInput,
): Promise<Result<{ parcelId: string }, FulfilmentFault>> {
  return inTransaction<{ parcelId: string }, FulfilmentFault>(async (tx) => {
    const advanced = await advanceOrder(tx, context, orderId, 'PACKED', {
      see: (cooperativeId) => maySeePacking(actor, cooperativeId),
      move: (cooperativeId) => mayPack(actor, cooperativeId),
    })
    if (!advanced.ok) return advanced
    const { moved, cooperativeId, number } = advanced.value
    const known = await findParcel(tx, orderId)
    if (!moved && known) return ok({ parcelId: known.id })
    const parcelId = await insertParcel(tx, context, { orderId, packedById: actor.id })
    await audit(tx, context, {
      actorId: actor.id,
      cooperativeId,
      action: 'fulfilment.pack',
      subject: orderId,
      data: { number, parcelId },
    })
    await emit<FulfilmentEvent>(tx, context, { type: 'fulfilment.packed', orderId, parcelId })
    return ok({ parcelId })
  })
}
