import 'server-only'
import type { Context } from '#lib/kernel/context.ts'
import { ok } from '#lib/kernel/result.ts'
import { inTransaction } from '#lib/kernel/transaction.ts'
import { audit } from '#lib/members/audit.ts'
import { readPayment } from '#lib/payments/queries.ts'
import { lockOrder, noteDispute } from './store.ts'

const DEEDS = {
  OPEN: { action: 'orders.disputed' },
  LOST: { action: 'orders.dispute-lost' },
  WON: { action: 'orders.dispute-won' },
} as const

/**
 * The buyer's bank asks an order's money back: whoever packs sees it, and it stands in the cooperative's trail. Looks
 * for itself, so it may be told late or twice.
 */
export async function followDispute(context: Context, orderId: string): Promise<void> {
  await inTransaction(async (tx) => {
    const order = await lockOrder(tx, orderId)
    const payment = order?.paymentId ? await readPayment(tx, order.paymentId) : null
    if (!order || !payment?.dispute || payment.dispute.state === order.dispute) return ok()
    const { state, amount, reason } = payment.dispute
    await noteDispute(tx, orderId, state)
    await audit(tx, context, {
      ...DEEDS[state],
      actorId: null,
      cooperativeId: order.cooperativeId,
      subject: orderId,
      data: { number: order.number, amount, currency: order.currency, reason },
    })
    return ok()
  })
}
