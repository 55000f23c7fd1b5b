import 'server-only'
import type { Context } from '#lib/kernel/context.ts'
import { type Result, refuse } from '#lib/kernel/result.ts'
import type { Actor } from '#lib/members/model.ts'
import { linkOrder, type OrderPageOf } from './link-order.ts'
import { isPayable, type PayOrderFault, type PayOrderInput } from './model.ts'
import { checkOrderKey } from './order-key.ts'
import { ownsOrder } from './policy.ts'
import { findOrder } from './store.ts'

/** The link of a held order once more: the buyer came back, or the first try had no answer. */
export async function payOrder(
  context: Context,
  actor: Actor,
  { orderId, key }: PayOrderInput,
  pageOf: OrderPageOf,
): Promise<Result<{ payUrl: string }, PayOrderFault>> {
  const order = await findOrder(orderId)
  if (!order || !ownsOrder(actor, order, checkOrderKey(orderId, key)))
    return refuse({ code: 'order-unknown' })
  if (!isPayable(order.state)) return refuse({ code: 'not-payable', state: order.state })
  const link = await linkOrder(context, order, pageOf)
  if (!link.ok && link.fault.code === 'already-paid') return refuse({ code: 'not-payable', state: 'PAID' })
  return link as Result<{ payUrl: string }, PayOrderFault>
}
