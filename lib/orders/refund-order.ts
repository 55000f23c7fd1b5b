import 'server-only'
import type { Context } from '#lib/kernel/context.ts'
import { ok, type Result, refuse } from '#lib/kernel/result.ts'
import { inTransaction } from '#lib/kernel/transaction.ts'
import { audit } from '#lib/members/audit.ts'
import type { Actor } from '#lib/members/model.ts'
import { requestRefund } from '#lib/payments/request-refund.ts'
import { isRefundable, orderMayBecome, type RefundOrderFault, type RefundOrderInput } from './model.ts'
import { mayRefund, maySeeOrders } from './policy.ts'
import { lockOrder } from './store.ts'

/**
 * Part of the money goes back while the order goes on, by a manager, with a reason. All of it before packing would be
 * a gift of the goods: then cancel.
 */
export async function refundOrder(
  context: Context,
  actor: Actor,
  input: RefundOrderInput,
): Promise<Result<{ amount: number; left: number }, RefundOrderFault>> {
  return inTransaction<{ amount: number; left: number }, RefundOrderFault>(async (tx) => {
    const order = await lockOrder(tx, input.orderId)
    if (!order || !maySeeOrders(actor, order.cooperativeId)) return refuse({ code: 'order-unknown' })
    if (!mayRefund(actor, order.cooperativeId)) return refuse({ code: 'not-allowed' })
    if (!isRefundable(order.state) || !order.paymentId)
      return refuse({ code: 'not-refundable', state: order.state })
    const refund = await requestRefund(tx, context, {
      paymentId: order.paymentId,
      amount: input.amount,
      reason: input.reason,
      causeKey: `refund:${order.id}:${input.attemptId}`,
    })
    if (!refund.ok)
      return refund.fault.code === 'refund-too-much'
        ? refuse(refund.fault)
        : refuse({ code: 'not-refundable', state: order.state })
    const { amount, left, again } = refund.value
    // Rolls the refund back with everything else.
    if (left === 0 && orderMayBecome(order.state, 'CANCELLED')) return refuse({ code: 'cancel-instead' })
    if (again) return ok({ amount, left })
    await audit(tx, context, {
      actorId: actor.id,
      cooperativeId: order.cooperativeId,
      action: 'orders.refund',
      subject: order.id,
      data: { number: order.number, amount, currency: order.currency, reason: input.reason },
    })
    return ok({ amount, left })
  })
}
