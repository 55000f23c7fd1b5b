import 'server-only'
import type { Context } from '#lib/kernel/context.ts'
import { emit } from '#lib/kernel/outbox.ts'
import { ok } from '#lib/kernel/result.ts'
import { inTransaction, type Tx } from '#lib/kernel/transaction.ts'
import type { PaymentsEvent } from './events.ts'
import { judgeSession, type PaymentState, type SessionFacts } from './model.ts'
import { lockPayment, type PaymentRow, updatePayment } from './store.ts'

/**
 * The only place where a payment's money state moves on the provider's word. `facts` must be fresh from the
 * provider's API, never from a payload. Safe to repeat, in any order, from any process.
 *
 * Answers the state afterwards, or null when the session is not this shop's. Throws when the session contradicts
 * what we asked for: then a person has to look, and nothing moves.
 */
export async function applySession(context: Context, facts: SessionFacts): Promise<PaymentState | null> {
  const { paymentId } = facts
  if (!paymentId) return null
  const applied = await inTransaction(async (tx) => {
    const payment = await lockPayment(tx, paymentId)
    if (!payment) return ok(null)
    refuseStranger(payment, facts)
    const next = judgeSession(payment.state, facts)
    const state = next ?? payment.state
    await updatePayment(tx, paymentId, {
      checkedAt: context.now(),
      ...(payment.sessionId ? {} : { sessionId: facts.sessionId, openedAt: context.now() }),
      ...(facts.intentId && !payment.intentId ? { intentId: facts.intentId } : {}),
      url: state === 'OPEN' ? facts.url : null,
      ...moved(context, next),
    })
    if (next) await say(tx, context, payment, next)
    return ok(state)
  })
  return applied.ok ? applied.value : null
}

/** For a payment that the provider refused to open, so that no session ever was or will be: it is over. */
export async function failPayment(
  context: Context,
  paymentId: string,
  failure: string,
): Promise<PaymentState> {
  const failed = await inTransaction(async (tx) => {
    const payment = await lockPayment(tx, paymentId)
    if (!payment) throw new Error(`${paymentId} is no payment`)
    // Somebody else's call was answered meanwhile: then there is a session, and it tells what it is.
    if (payment.state !== 'OPEN' || payment.sessionId) return ok(payment.state)
    await updatePayment(tx, paymentId, { failure, ...moved(context, 'FAILED') })
    await say(tx, context, payment, 'FAILED')
    return ok('FAILED' as PaymentState)
  })
  return failed.ok ? failed.value : 'OPEN'
}

function moved(context: Context, next: PaymentState | null) {
  if (next === null) return {}
  const at = context.now()
  return next === 'SUCCEEDED' ? { state: next, succeededAt: at } : { state: next, closedAt: at }
}

async function say(tx: Tx, context: Context, payment: PaymentRow, next: PaymentState): Promise<void> {
  const { id: paymentId, reference } = payment
  const type = next === 'SUCCEEDED' ? 'payments.succeeded' : 'payments.closed'
  await emit<PaymentsEvent>(tx, context, { type, paymentId, reference })
}

/**
 * One payment has one session, for our amount. Anything else carries our metadata by mistake or by malice, for
 * instance a payment link of the same account with a reference that its payer chose.
 */
function refuseStranger(payment: PaymentRow, facts: SessionFacts): void {
  if (payment.sessionId && payment.sessionId !== facts.sessionId)
    throw new Error(`${payment.id} has session ${payment.sessionId}; ${facts.sessionId} claims it too`)
  if (payment.amount !== facts.amount || payment.currency !== facts.currency)
    throw new Error(
      `${payment.id} is ${payment.amount} ${payment.currency}; ${facts.sessionId} says ${facts.amount} ${facts.currency}`,
    )
}
