import 'server-only'
import type { Context } from '#lib/kernel/context.ts'
import { applyRefund, refuseRefund } from './apply-refund.ts'
import { createRefund, readRefund } from './gateway.ts'
import { findPayment } from './store.ts'
import { findRefund } from './store-refunds.ts'

/**
 * Takes a refund one step further: sends the current try, or asks how it stands. Safe to repeat: a try has one
 * idempotency key. Throws when the provider does not answer, so that the job is tried again.
 */
export async function sendRefund(context: Context, refundId: string): Promise<void> {
  const refund = await findRefund(refundId)
  if (!refund?.nextTryAt || refund.nextTryAt > context.now()) return
  if (refund.state === 'SENT' && refund.providerId) {
    const answer = await readRefund(refund.providerId)
    if (answer.ok) return applyRefund(context, answer.value)
    throw new Error(`refund ${refundId}: ${answer.fault.detail}`)
  }
  const payment = await findPayment(refund.paymentId)
  if (!payment?.intentId) throw new Error(`refund ${refundId}: its payment has no money`)
  const { tries: attempt, amount } = refund
  const answer = await createRefund(
    { id: refundId, attempt, intentId: payment.intentId, amount },
    // The try's number is part of it, so that a failed try may be followed by another.
    `${refundId}:${attempt}`,
  )
  if (answer.ok) return applyRefund(context, answer.value)
  if (answer.fault.code === 'silent') throw new Error(`refund ${refundId}: ${answer.fault.detail}`)
  await refuseRefund(context, { id: refundId, attempt }, answer.fault.detail)
}
