import type { Locale } from '#lib/kernel/locale.ts'

export type PaymentState = 'OPEN' | 'SUCCEEDED' | 'FAILED' | 'EXPIRED' | 'PARTLY_REFUNDED' | 'REFUNDED'
export type RefundState = 'DUE' | 'SENT' | 'SUCCEEDED' | 'FAILED'

/** What may follow what. Nothing else in the house decides it. */
const PAYMENT_NEXT: Readonly<Record<PaymentState, readonly PaymentState[]>> = {
  OPEN: ['SUCCEEDED', 'FAILED', 'EXPIRED'],
  // The provider's books win over what we believed of them: money that is there is never ignored.
  FAILED: ['SUCCEEDED'],
  EXPIRED: ['SUCCEEDED'],
  SUCCEEDED: ['PARTLY_REFUNDED', 'REFUNDED'],
  // Backwards when the buyer's bank returns a refund that had succeeded.
  PARTLY_REFUNDED: ['SUCCEEDED', 'REFUNDED'],
  REFUNDED: ['SUCCEEDED', 'PARTLY_REFUNDED'],
}

const REFUND_NEXT: Readonly<Record<RefundState, readonly RefundState[]>> = {
  DUE: ['SENT', 'SUCCEEDED', 'FAILED'],
  SENT: ['SUCCEEDED', 'FAILED'],
  // Tried again, under a new idempotency key.
  FAILED: ['SENT', 'SUCCEEDED', 'FAILED'],
  // A closed card or account: the bank sends the money back days later.
  SUCCEEDED: ['FAILED'],
}

export function paymentMayBecome(from: PaymentState, to: PaymentState): boolean {
  return PAYMENT_NEXT[from].includes(to)
}

export function refundMayBecome(from: RefundState, to: RefundState): boolean {
  return REFUND_NEXT[from].includes(to)
}

/** Money came in on it, whatever went back since. */
export function wasPaid(state: PaymentState): boolean {
  return state === 'SUCCEEDED' || state === 'PARTLY_REFUNDED' || state === 'REFUNDED'
}

/** Some of the buyer's money is with us. */
export function holdsMoney(state: PaymentState): boolean {
  return state === 'SUCCEEDED' || state === 'PARTLY_REFUNDED'
}

/** What the provider's checkout session says at this moment; nothing of it comes from a webhook's payload. */
export interface SessionFacts {
  readonly sessionId: string
  /** Of our own metadata; null when the session is not this shop's. */
  readonly paymentId: string | null
  readonly status: 'open' | 'complete' | 'expired'
  readonly paid: boolean
  /** Complete, but the money will not come: a slow payment method was refused afterwards. */
  readonly failed: boolean
  /** Minor units, with the currency in lower case. */
  readonly amount: number
  readonly currency: string
  readonly intentId: string | null
  /** Where the buyer pays, while the session is open. */
  readonly url: string | null
}

/**
 * The state that the provider's word leads to, or null when it says nothing new. Any order of any facts, old or
 * repeated, ends in the same state, because nothing paid ever becomes unpaid here.
 */
export function judgeSession(
  state: PaymentState,
  facts: Pick<SessionFacts, 'status' | 'paid' | 'failed'>,
): PaymentState | null {
  const said = facts.paid
    ? 'SUCCEEDED'
    : facts.status === 'expired'
      ? 'EXPIRED'
      : facts.failed
        ? 'FAILED'
        : null
  if (said === null || wasPaid(state)) return null
  return paymentMayBecome(state, said) ? said : null
}

/** The state that goes with so much refunded of so much. */
export function refundedState(amount: number, refunded: number): PaymentState {
  if (refunded <= 0) return 'SUCCEEDED'
  return refunded < amount ? 'PARTLY_REFUNDED' : 'REFUNDED'
}

/** What the provider's refund says at this moment. */
export interface RefundFacts {
  readonly providerId: string
  /** Of our own metadata; null when it was made at the provider's own desk. */
  readonly refundId: string | null
  /** Which of our tries it is; null as above. */
  readonly attempt: number | null
  readonly intentId: string | null
  readonly amount: number
  readonly state: 'SENT' | 'SUCCEEDED' | 'FAILED'
  readonly failure: string | null
}

/** As above, for refunds; facts about an earlier try than the current one say nothing any more. */
export function judgeRefund(
  refund: { readonly state: RefundState; readonly tries: number },
  facts: Pick<RefundFacts, 'state' | 'attempt'>,
): RefundState | null {
  if (facts.attempt !== null && facts.attempt !== refund.tries) return null
  if (facts.attempt === null && refund.state === 'FAILED') return null
  if (refund.state === facts.state && refund.state !== 'FAILED') return null
  return refundMayBecome(refund.state, facts.state) ? facts.state : null
}

/** `LOST` is for good unless an appeal is won; all the others end as `WON`. */
export type DisputeState = 'OPEN' | 'WON' | 'LOST'

/** What the provider says at this moment of a payment that the buyer's bank asks back. */
export interface DisputeFacts {
  readonly disputeId: string
  readonly intentId: string | null
  /** Minor units. */
  readonly amount: number
  /** The bank's, as the provider names it: `fraudulent`, `product_not_received`. */
  readonly reason: string
  readonly state: DisputeState
}

/** What is asked back, for those who are to act on it. */
export type DisputeView = Pick<DisputeFacts, 'amount' | 'reason' | 'state'>

/** After that many failures a person has to look: the card is gone, the balance is empty, the account is blocked. */
export const REFUND_TRIES = 5

/** Minutes until a failed refund is tried again: an empty balance is often filled by the next day's sales. */
export function refundPauseMinutes(tries: number): number {
  return Math.min(5 * 4 ** (tries - 1), 24 * 60)
}

/** Minutes until a refund that the provider is working on is asked after again; Alipay and WeChat take hours. */
export function refundCheckMinutes(minutesSinceSent: number): number {
  return Math.min(Math.max(minutesSinceSent / 2, 1), 6 * 60)
}

/**
 * How long the provider keeps the link open beyond our own hold: its shortest is 30 minutes from the moment of
 * creation (https://docs.stripe.com/api/checkout/sessions/create#create_checkout_session-expires_at), and the
 * request is fixed before it is sent, so whatever lies above the 30 is how long it can be sent again.
 */
export const SHORTEST_SESSION_MINUTES = 30

/** Clocks differ and requests travel; sessions are counted as gone only that much later. */
export const EXPIRY_MARGIN_SECONDS = 120

/** The webhook's event types that mean something here; subscribe to these at the provider. */
export const EVENT_TYPES = [
  'checkout.session.completed',
  'checkout.session.expired',
  'checkout.session.async_payment_succeeded',
  'checkout.session.async_payment_failed',
  'refund.created',
  'refund.updated',
  'refund.failed',
  'charge.dispute.created',
  'charge.dispute.updated',
  'charge.dispute.closed',
] as const

export interface PaymentLine {
  readonly name: string
  readonly quantity: number
  /** Minor units. */
  readonly unitAmount: number
}

/** What somebody is asked to pay for. Payments knows it by `reference` alone. */
export interface PaymentRequest {
  readonly reference: string
  readonly locale: Locale
  readonly email: string
  readonly currency: string
  readonly lines: readonly PaymentLine[]
  readonly shipping: { readonly name: string; readonly amount: number } | null
  /** Absolute. Where the buyer comes back to, having paid or not: that page must show the truth, not the address. */
  readonly successUrl: string
  readonly cancelUrl: string
  /** Above SHORTEST_SESSION_MINUTES. */
  readonly expiresInMinutes: number
}

/** Minor units, shipping included. */
export function amountOf(request: Pick<PaymentRequest, 'lines' | 'shipping'>): number {
  const goods = request.lines.reduce((sum, line) => sum + line.unitAmount * line.quantity, 0)
  const amount = goods + (request.shipping?.amount ?? 0)
  if (!Number.isSafeInteger(amount) || amount <= 0) throw new Error(`${amount} is nothing that can be paid`)
  return amount
}

export interface PaymentLink {
  readonly paymentId: string
  readonly url: string
  /** When the link was there first. */
  readonly openedAt: Date
}

export type PaymentsFault =
  /** This installation takes no money. */
  | { readonly code: 'payments-off' }
  /** Money for this reference is already there. */
  | { readonly code: 'already-paid' }
  /** No answer yet; nothing is lost, asking again is safe. */
  | { readonly code: 'provider-silent' }
  /** The provider will not take this payment, for good. */
  | { readonly code: 'provider-refused' }

export type RefundFault =
  | { readonly code: 'not-paid' }
  /** Minor units that can still go back. */
  | { readonly code: 'refund-too-much'; readonly left: number; readonly currency: string }

export type WebhookFault = { readonly code: 'payments-off' } | { readonly code: 'bad-signature' }
