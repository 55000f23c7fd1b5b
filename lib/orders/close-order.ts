import 'server-only'
import type { Context } from '#lib/kernel/context.ts'
import { type Closing, closePayment } from '#lib/payments/close-payment.ts'
import { paymentOf } from '#lib/payments/queries.ts'
import { releaseOrder } from './release-order.ts'
import { settleOrder } from './settle-order.ts'

/** Asks the provider to close the door on an order's payment, and does what its answer means. */
export async function closeOrder(context: Context, orderId: string): Promise<Closing> {
  const closing = await closePayment(context, orderId)
  if (closing === 'closed') await releaseOrder(context, orderId)
  if (closing === 'succeeded') {
    const payment = await paymentOf(orderId)
    if (payment) await settleOrder(context, { paymentId: payment.paymentId, reference: orderId })
  }
  return closing
}
