import 'server-only'
import { returnStock } from '#lib/inventory/return-stock.ts'
import type { Context } from '#lib/kernel/context.ts'
import { emit } from '#lib/kernel/outbox.ts'
import { ok, type Result, refuse } from '#lib/kernel/result.ts'
import { inTransaction, type Tx } from '#lib/kernel/transaction.ts'
import { audit } from '#lib/members/audit.ts'
import type { Actor } from '#lib/members/model.ts'
import { requestRefund } from '#lib/payments/request-refund.ts'
import { closeOrder } from './close-order.ts'
import type { OrdersEvent } from './events.ts'
import { type CancelFault, type CancelOrderInput, isPayable, orderMayBecome } from './model.ts'
import { checkOrderKey } from './order-key.ts'
import { mayCancelFor, maySeeOrders, ownsOrder } from './policy.ts'
import { lockOrder, moveOrder, noteReason, type OrderRow } from './store.ts'

type Ended = 'RELEASED' | 'CANCELLED'

/**
 * Before packing, by the buyer (signed in, or with the order's key) or by staff with a reason. Unpaid: the provider
 * closes the payment, then the goods are for everyone again. Paid: goods and money go back.
 */
export async function cancelOrder(
  context: Context,
  actor: Actor,
  input: CancelOrderInput,
): Promise<Result<{ state: Ended }, CancelFault>> {
  const first = await tryToCancel(context, actor, input)
  if (!first.ok) return first
  if (first.value !== 'HELD') return ok({ state: first.value })
  if ((await closeOrder(context, input.orderId)) === 'unknown') return refuse({ code: 'provider-silent' })
  // Given up now; or she had paid at the last moment, and wants it back.
  const second = await tryToCancel(context, actor, input)
  if (!second.ok) return second
  return second.value === 'HELD' ? refuse({ code: 'provider-silent' }) : ok({ state: second.value })
}

/** What can be done without the provider is done; `HELD` when it has to be asked first. */
async function tryToCancel(
  context: Context,
  actor: Actor,
  input: CancelOrderInput,
): Promise<Result<Ended | 'HELD', CancelFault>> {
  return inTransaction<Ended | 'HELD', CancelFault>(async (tx) => {
    const order = await lockOrder(tx, input.orderId)
    if (!order) return refuse({ code: 'order-unknown' })
    const reason = reasonOf(actor, order, input)
    if (!reason.ok) return reason
    if (order.state === 'CANCELLED' || order.state === 'RELEASED') return ok(order.state)
    if (isPayable(order.state)) {
      await giveUp(tx, context, actor, order, reason.value)
      return ok('HELD')
    }
    if (!orderMayBecome(order.state, 'CANCELLED'))
      return refuse({ code: 'not-cancellable', state: order.state })
    await cancelPaid(tx, context, actor, order, reason.value)
    return ok('CANCELLED')
  })
}

/** Who may, and why: the buyer needs no reason, staff do. */
function reasonOf(
  actor: Actor,
  order: OrderRow,
  { orderId, key, reason }: CancelOrderInput,
): Result<string, CancelFault> {
  if (ownsOrder(actor, order, checkOrderKey(orderId, key))) return ok('buyer')
  if (!maySeeOrders(actor, order.cooperativeId)) return refuse({ code: 'order-unknown' })
  if (!mayCancelFor(actor, order.cooperativeId)) return refuse({ code: 'not-allowed' })
  return reason ? ok(reason) : refuse({ code: 'reason-missing' })
}

/** Said before the provider is asked. Whoever releases the order then only knows the reason, so staff sign here. */
async function giveUp(
  tx: Tx,
  context: Context,
  actor: Actor,
  order: OrderRow,
  reason: string,
): Promise<void> {
  if (order.endedReason === reason) return
  await noteReason(tx, order.id, reason)
  if (mayCancelFor(actor, order.cooperativeId))
    await audit(tx, context, {
      actorId: actor.id,
      cooperativeId: order.cooperativeId,
      action: 'orders.give-up',
      subject: order.id,
      data: { number: order.number, reason },
    })
}

async function cancelPaid(
  tx: Tx,
  context: Context,
  actor: Actor,
  order: OrderRow,
  reason: string,
): Promise<void> {
  if (!order.paymentId) throw new Error(`${order.id} is paid by nothing`)
  await returnStock(tx, context, order.id, actor.id)
  await moveOrder(tx, context, order, 'CANCELLED', { endedReason: reason })
  const refund = await requestRefund(tx, context, {
    paymentId: order.paymentId,
    amount: 'rest',
    reason,
    causeKey: `cancel:${order.id}`,
  })
  if (!refund.ok) throw new Error(`${order.id} is paid and has no money: ${refund.fault.code}`)
  await audit(tx, context, {
    actorId: actor.id,
    cooperativeId: order.cooperativeId,
    action: 'orders.cancel',
    subject: order.id,
    data: { number: order.number, reason, amount: refund.value.amount, currency: order.currency },
  })
  await emit<OrdersEvent>(tx, context, { type: 'orders.cancelled', orderId: order.id })
}
