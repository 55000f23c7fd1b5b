import 'server-only'
import type { Tx } from '#lib/kernel/transaction.ts'
import { type DisputeView, holdsMoney, type PaymentState, type RefundState, wasPaid } from './model.ts'
import { findPaidBetween, findPayment, findPayments, lockReference, type PaymentRow } from './store.ts'
import { findRefundsOf } from './store-refunds.ts'

export interface RefundView {
  readonly refundId: string
  readonly state: RefundState
  /** It failed too often; a person has to look. */
  readonly givenUp: boolean
  /** Minor units. */
  readonly amount: number
  readonly reason: string
  readonly createdAt: Date
  readonly settledAt: Date | null
}

export interface PaymentView {
  readonly paymentId: string
  readonly state: PaymentState
  readonly amount: number
  /** Back with the buyer for good; minor units. */
  readonly refunded: number
  readonly currency: string
  /** Where to pay, while that is possible. */
  readonly url: string | null
  readonly refunds: readonly RefundView[]
  /** The last time the buyer's bank asked it back. */
  readonly dispute: DisputeView | null
}

/** The payment that says most about `reference`: the paid one, else the latest. Null when none was ever begun. */
export async function paymentOf(reference: string): Promise<PaymentView | null> {
  const payments = await findPayments(reference)
  const payment = payments.find(({ state }) => wasPaid(state)) ?? payments.at(-1)
  if (!payment) return null
  const { id: paymentId, state, amount, refunded, currency, url } = payment
  const refunds = await findRefundsOf(paymentId)
  return { paymentId, state, amount, refunded, currency, url, refunds, dispute: disputeOf(payment) }
}

function disputeOf({ disputeState, disputeAmount, disputeReason }: PaymentRow): DisputeView | null {
  if (disputeState === null) return null
  return { state: disputeState, amount: disputeAmount ?? 0, reason: disputeReason ?? '' }
}

/** A payment as the verb that acts on it must see it, inside its transaction. */
export async function readPayment(
  tx: Tx,
  paymentId: string,
): Promise<{
  reference: string
  amount: number
  refunded: number
  currency: string
  state: PaymentState
  dispute: DisputeView | null
} | null> {
  const payment = await findPayment(paymentId, tx)
  if (!payment) return null
  const { reference, amount, refunded, currency, state } = payment
  return { reference, amount, refunded, currency, state, dispute: disputeOf(payment) }
}

/** Whether money for `reference` is there or could still come. While `tx` lasts, no payment is begun for it. */
export async function moneyMayCome(tx: Tx, reference: string): Promise<boolean> {
  await lockReference(tx, reference)
  const payments = await findPayments(reference, tx)
  return payments.some(({ state }) => state === 'OPEN' || holdsMoney(state))
}

/** Payments that money came in on between two moments and is still with us: for a sweep that settles what was missed. */
export async function paidBetween(
  from: Date,
  until: Date,
): Promise<{ paymentId: string; reference: string }[]> {
  return findPaidBetween(from, until)
}
