import 'server-only'
import type { Context } from '#lib/kernel/context.ts'
import { emit } from '#lib/kernel/outbox.ts'
import { ok } from '#lib/kernel/result.ts'
import { inTransaction, type Tx } from '#lib/kernel/transaction.ts'
import type { PaymentsEvent } from './events.ts'
import {
  judgeRefund,
  REFUND_TRIES,
  type RefundFacts,
  refundCheckMinutes,
  refundedState,
  refundPauseMinutes,
} from './model.ts'
import { lockPayment, lockPaymentOfIntent, type PaymentRow, updatePayment } from './store.ts'
import {
  findRefund,
  findRefundOfProvider,
  insertRefund,
  type RefundRow,
  sumRefunds,
  updateRefund,
} from './store-refunds.ts'

/**
 * The only place where a refund moves on the provider's word; `facts` must be fresh from its API. A refund that
 * somebody made at the provider's own desk is written down too, or the books would part.
 */
export async function applyRefund(context: Context, facts: RefundFacts): Promise<void> {
  await inTransaction(async (tx) => {
    const found = await findOrAdopt(tx, context, facts)
    if (found) await move(tx, context, found, facts)
    return ok()
  })
}

/** The provider would not even begin: as good as a failed one. */
export async function refuseRefund(
  context: Context,
  refund: { id: string; attempt: number },
  failure: string,
): Promise<void> {
  await inTransaction(async (tx) => {
    const found = await lockRefund(tx, refund.id)
    const facts = { state: 'FAILED', attempt: refund.attempt, providerId: null, failure } as const
    if (found) await move(tx, context, found, facts)
    return ok()
  })
}

interface Found {
  readonly payment: PaymentRow
  readonly refund: RefundRow
}

/** Payment first, refund second: everybody locks in this order. */
async function lockRefund(tx: Tx, id: string): Promise<Found | null> {
  const before = await findRefund(id, tx)
  const payment = before && (await lockPayment(tx, before.paymentId))
  const refund = payment && (await findRefund(id, tx))
  return refund ? { payment, refund } : null
}

async function findOrAdopt(tx: Tx, context: Context, facts: RefundFacts): Promise<Found | null> {
  if (facts.refundId) return lockRefund(tx, facts.refundId)
  const payment = facts.intentId ? await lockPaymentOfIntent(tx, facts.intentId) : null
  if (!payment) return null
  const known = await findRefundOfProvider(tx, facts.providerId)
  if (known) return { payment, refund: known }
  // Failed before we heard of it: no money moved, nothing to write down.
  if (facts.state === 'FAILED') return null
  const { providerId, amount } = facts
  const refundId = context.id('refund')
  await insertRefund(tx, context, {
    id: refundId,
    payment,
    causeKey: `provider:${providerId}`,
    amount,
    reason: 'made at the payment provider',
    state: 'SENT',
    providerId,
  })
  const { reference } = payment
  await emit<PaymentsEvent>(tx, context, { type: 'payments.refund-found', refundId, reference })
  const refund = await findRefundOfProvider(tx, providerId)
  return refund ? { payment, refund } : null
}

async function move(
  tx: Tx,
  context: Context,
  { payment, refund }: Found,
  facts: Pick<RefundFacts, 'state' | 'attempt' | 'failure'> & { providerId: string | null },
): Promise<void> {
  const next = judgeRefund(refund, facts)
  if (next === null) return keepAsking(tx, context, refund, facts)
  const now = context.now()
  const tries = next === 'FAILED' ? refund.tries + 1 : refund.tries
  // One that was not ours to send is not ours to send again.
  const givenUp = next === 'FAILED' && (facts.attempt === null || tries >= REFUND_TRIES)
  const pause = next === 'SENT' ? refundCheckMinutes(0) : refundPauseMinutes(tries)
  await updateRefund(tx, refund.id, {
    state: next,
    tries,
    // The next try is another refund at the provider, with an id of its own.
    providerId: next === 'FAILED' && !givenUp ? null : (facts.providerId ?? refund.providerId),
    failure: facts.failure,
    ...(next === 'SENT' ? { sentAt: now } : { settledAt: now }),
    nextTryAt: givenUp || next === 'SUCCEEDED' ? null : minutesAfter(now, pause),
  })
  const sums = await sumRefunds(tx, payment.id)
  // More than came in: one of them bounced and we have not heard of it yet.
  const succeeded = Math.min(sums.succeeded, payment.amount)
  const changed = succeeded !== payment.refunded
  if (changed)
    await updatePayment(tx, payment.id, {
      refunded: succeeded,
      state: refundedState(payment.amount, succeeded),
    })
  const about = { refundId: refund.id, reference: refund.reference }
  if (changed) await emit<PaymentsEvent>(tx, context, { type: 'payments.refund-settled', ...about })
  if (givenUp) await emit<PaymentsEvent>(tx, context, { type: 'payments.refund-failed', ...about })
}

/** Still on its way: the intervals grow. */
async function keepAsking(
  tx: Tx,
  context: Context,
  refund: RefundRow,
  facts: Pick<RefundFacts, 'attempt'>,
): Promise<void> {
  if (refund.state !== 'SENT' || (facts.attempt !== null && facts.attempt !== refund.tries)) return
  const now = context.now()
  const minutes = refund.sentAt ? (now.getTime() - refund.sentAt.getTime()) / 60_000 : 0
  await updateRefund(tx, refund.id, { nextTryAt: minutesAfter(now, refundCheckMinutes(minutes)) })
}

function minutesAfter(at: Date, minutes: number): Date {
  return new Date(at.getTime() + minutes * 60_000)
}
