import 'server-only'
import type { Context } from '#lib/kernel/context.ts'
import { emit } from '#lib/kernel/outbox.ts'
import { ok, type Result, refuse } from '#lib/kernel/result.ts'
import type { Tx } from '#lib/kernel/transaction.ts'
import type { PaymentsEvent } from './events.ts'
import { holdsMoney, type RefundFault, wasPaid } from './model.ts'
import { lockPayment } from './store.ts'
import { findRefundByCause, insertRefund, sumRefunds } from './store-refunds.ts'

/**
 * Writes down that money shall go back, with what made it due; the worker sends it after the commit. Asking twice
 * with one `causeKey` is asking once. `rest` is all that is neither back nor on its way, possibly nothing.
 * `left` is what could still go back after it; `again` says that it had been asked before.
 */
export async function requestRefund(
  tx: Tx,
  context: Context,
  request: { paymentId: string; amount: number | 'rest'; reason: string; causeKey: string },
): Promise<Result<{ refundId: string | null; amount: number; left: number; again: boolean }, RefundFault>> {
  const payment = await lockPayment(tx, request.paymentId)
  if (!payment || !wasPaid(payment.state)) return refuse({ code: 'not-paid' })
  const left = payment.amount - (await sumRefunds(tx, payment.id)).promised
  const known = await findRefundByCause(tx, request.causeKey)
  if (known) return ok({ refundId: known.id, amount: known.amount, left, again: true })
  const amount = request.amount === 'rest' ? left : request.amount
  if (amount > left || (amount <= 0 && request.amount !== 'rest'))
    return refuse({ code: 'refund-too-much', left, currency: payment.currency })
  if (amount <= 0 || !holdsMoney(payment.state))
    return ok({ refundId: null, amount: 0, left: Math.max(left, 0), again: false })
  const refundId = context.id('refund')
  const { reason, causeKey } = request
  await insertRefund(tx, context, { id: refundId, payment, causeKey, amount, reason })
  await emit<PaymentsEvent>(tx, context, { type: 'payments.refund-due', refundId })
  return ok({ refundId, amount, left: left - amount, again: false })
}
