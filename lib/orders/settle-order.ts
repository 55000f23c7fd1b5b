import 'server-only'
import { retakeStock } from '#lib/inventory/retake-stock.ts'
import { sellHold } from '#lib/inventory/sell-hold.ts'
import type { Context } from '#lib/kernel/context.ts'
import { emit } from '#lib/kernel/outbox.ts'
import { ok, type Result } from '#lib/kernel/result.ts'
import { inTransaction, type Tx } from '#lib/kernel/transaction.ts'
import { readPayment } from '#lib/payments/queries.ts'
import { requestRefund } from '#lib/payments/request-refund.ts'
import type { OrdersEvent } from './events.ts'
import { settlementOf } from './model.ts'
import { lockOrder, moveOrder, type OrderRow } from './store.ts'

/**
 * Money is there for an order: hold becomes sale; or, late, the goods are taken again if they are still there; or it
 * goes back whole. Safe to repeat, in any order, for any payment that ever succeeded.
 */
export async function settleOrder(
  context: Context,
  { paymentId, reference }: { paymentId: string; reference: string },
): Promise<void> {
  await inTransaction(async (tx) => {
    const order = await lockOrder(tx, reference)
    const payment = await readPayment(tx, paymentId)
    if (!order || payment?.reference !== order.id) throw new Error(`${paymentId} is for no order of ours`)
    if (payment.amount !== order.total || payment.currency !== order.currency)
      throw new Error(`${paymentId} is not for what ${order.id} costs`)
    switch (settlementOf(order, { paymentId, state: payment.state })) {
      case 'nothing':
        return ok()
      case 'sell':
        if (!(await sellHold(tx, context, order.id))) throw new Error(`${order.id} is held and has no hold`)
        return pay(tx, context, order, paymentId)
      case 'retake':
        if (await retakeStock(tx, context, order.id)) return pay(tx, context, order, paymentId)
        return giveBack(tx, context, order, paymentId)
      case 'give-back':
        return giveBack(tx, context, order, paymentId)
    }
  })
}

type Done = Result<undefined, { code: 'not-paid' } | { code: 'refund-too-much' }>

async function pay(tx: Tx, context: Context, order: OrderRow, paymentId: string): Promise<Done> {
  await moveOrder(tx, context, order, 'PAID', { paymentId })
  await emit<OrdersEvent>(tx, context, { type: 'orders.paid', orderId: order.id })
  return ok()
}

/** A given-up order takes note of whose money it is; one that has its own payment stays what it is. */
async function giveBack(tx: Tx, context: Context, order: OrderRow, paymentId: string): Promise<Done> {
  const isLate = order.state === 'RELEASED'
  const refund = await requestRefund(tx, context, {
    paymentId,
    amount: 'rest',
    reason: isLate ? 'paid when the goods were gone' : 'paid twice',
    causeKey: `settle:${paymentId}`,
  })
  if (!refund.ok) return refund
  if (isLate) {
    await moveOrder(tx, context, order, 'REFUNDING', { paymentId })
    await emit<OrdersEvent>(tx, context, { type: 'orders.refunding', orderId: order.id })
  }
  return ok()
}
