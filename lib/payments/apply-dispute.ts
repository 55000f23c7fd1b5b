import 'server-only'
import type { Context } from '#lib/kernel/context.ts'
import { emit } from '#lib/kernel/outbox.ts'
import { ok } from '#lib/kernel/result.ts'
import { inTransaction } from '#lib/kernel/transaction.ts'
import type { PaymentsEvent } from './events.ts'
import type { DisputeFacts } from './model.ts'
import { lockPaymentOfIntent, updatePayment } from './store.ts'

/**
 * A buyer's bank asks a payment back, or has decided; `facts` must be fresh from the provider's API. The payment's own
 * state stays: the provider holds the disputed money aside and gives it back when the dispute is won.
 */
export async function applyDispute(context: Context, facts: DisputeFacts): Promise<void> {
  await inTransaction(async (tx) => {
    const payment = facts.intentId ? await lockPaymentOfIntent(tx, facts.intentId) : null
    if (!payment) return ok()
    const same = payment.disputeId === facts.disputeId
    if (same && payment.disputeState === facts.state) return ok()
    // Asked before it was decided, and written after.
    if (same && facts.state === 'OPEN') return ok()
    await updatePayment(tx, payment.id, {
      disputeId: facts.disputeId,
      disputeState: facts.state,
      disputeAmount: facts.amount,
      disputeReason: facts.reason,
    })
    const { reference } = payment
    await emit<PaymentsEvent>(tx, context, { type: 'payments.disputed', paymentId: payment.id, reference })
    return ok()
  })
}
