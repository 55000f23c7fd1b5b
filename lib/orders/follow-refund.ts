import 'server-only'
import { returnStock } from '#lib/inventory/return-stock.ts'
import type { Context } from '#lib/kernel/context.ts'
import { emit } from '#lib/kernel/outbox.ts'
import { ok } from '#lib/kernel/result.ts'
import { inTransaction, type Tx } from '#lib/kernel/transaction.ts'
import { audit } from '#lib/members/audit.ts'
import { readPayment } from '#lib/payments/queries.ts'
import { refundOf } from '#lib/payments/refund-queries.ts'
import type { OrdersEvent } from './events.ts'
import { lockOrder, moveOrder, type OrderRow } from './store.ts'

/**
 * An order whose money goes back follows how far it is: refunded when all of it is with the buyer, refunding again
 * when her bank has returned it. One that is not packed and whose money somebody gave back at the provider's own desk
 * is cancelled: nobody packs what nobody paid. Looks for itself, so it may be told late, twice or in any order.
 */
export async function followRefund(context: Context, orderId: string): Promise<void> {
  await inTransaction(async (tx) => {
    const order = await lockOrder(tx, orderId)
    const payment = order?.paymentId ? await readPayment(tx, order.paymentId) : null
    if (order?.state === 'PAID' && payment?.state === 'REFUNDED') {
      await cancelUnpaid(tx, context, order)
      return ok()
    }
    if (order?.state !== 'REFUNDING' && order?.state !== 'REFUNDED') return ok()
    const state = payment?.state === 'REFUNDED' ? 'REFUNDED' : 'REFUNDING'
    if (state === order.state) return ok()
    await moveOrder(tx, context, order, state)
    const type = state === 'REFUNDED' ? 'orders.refunded' : 'orders.refunding'
    await emit<OrdersEvent>(tx, context, { type, orderId })
    return ok()
  })
}

async function cancelUnpaid(tx: Tx, context: Context, order: OrderRow): Promise<void> {
  await returnStock(tx, context, order.id, null)
  await moveOrder(tx, context, order, 'CANCELLED')
  await audit(tx, context, {
    actorId: null,
    cooperativeId: order.cooperativeId,
    action: 'orders.cancel',
    subject: order.id,
    data: { number: order.number, amount: order.total, currency: order.currency },
  })
  await emit<OrdersEvent>(tx, context, { type: 'orders.cancelled', orderId: order.id })
}

/** A refund was given up: a person has to look. It stands in the cooperative's trail, where managers read. */
export async function tellOfFailedRefund(context: Context, orderId: string, refundId: string): Promise<void> {
  await inTransaction(async (tx) => {
    const order = await lockOrder(tx, orderId)
    if (order)
      await audit(tx, context, {
        actorId: null,
        cooperativeId: order.cooperativeId,
        action: 'orders.refund-failed',
        subject: orderId,
        data: { refundId, number: order.number },
      })
    return ok()
  })
}

/**
 * Somebody gave money back at the provider's own desk, perhaps of an order that is packed or on its way: nobody here
 * knows why, so the cooperative is told.
 */
export async function tellOfDeskRefund(context: Context, orderId: string, refundId: string): Promise<void> {
  const refund = await refundOf(refundId)
  await inTransaction(async (tx) => {
    const order = await lockOrder(tx, orderId)
    if (order && refund)
      await audit(tx, context, {
        actorId: null,
        cooperativeId: order.cooperativeId,
        action: 'orders.refund-elsewhere',
        subject: orderId,
        data: { refundId, number: order.number, state: order.state, ...refund },
      })
    return ok()
  })
}
