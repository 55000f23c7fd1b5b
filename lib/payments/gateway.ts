import 'server-only'
import Stripe from 'stripe'
import { env } from '#lib/kernel/env.ts'
import { houseNow } from '#lib/kernel/house-time.ts'
import { type Result, refuse } from '#lib/kernel/result.ts'
import {
  type DisputeFacts,
  type DisputeState,
  EXPIRY_MARGIN_SECONDS,
  type PaymentRequest,
  type RefundFacts,
  type SessionFacts,
} from './model.ts'

/** The request of a checkout session, kept to the letter: under one idempotency key it must never differ. */
export type SessionRequest = Stripe.Checkout.SessionCreateParams

export type ProviderFault =
  /** No answer, or one that does not say what was done. Asking again is safe and needed. */
  | { readonly code: 'silent'; readonly detail: string }
  /** A definite no: nothing was done, and the same request will never be granted. */
  | { readonly code: 'refused'; readonly detail: string; readonly reason: string | null }

export type Answer<T> = Result<T, ProviderFault>

/** The sandbox takes any test key; it listens on loopback only and there is no money behind it. */
const SANDBOX_KEY = 'sk_test_sandbox'
/** A buyer waits for the link; the SDK's own 80 s would outlast her patience and the transaction's. */
const TIMEOUT_MS = 15_000
/** The SDK's own tolerance. */
const OLDEST_EVENT_SECONDS = 300

// Not shared over globalThis: Next bundles this file once for pages and once for routes, each with a Stripe of its own,
// and neither knows the errors of the other's client.
let client: Stripe | null = null

function stripe(): Stripe {
  client ??= connect()
  return client
}

function connect(): Stripe {
  const { payments, paymentsApiBase, stripeSecretKey } = env()
  const common = { maxNetworkRetries: 2, timeout: TIMEOUT_MS, telemetry: false } as const
  if (payments === 'stripe' && stripeSecretKey) return new Stripe(stripeSecretKey, common)
  if (payments === 'sandbox' && paymentsApiBase) {
    const { hostname, port } = new URL(paymentsApiBase)
    return new Stripe(SANDBOX_KEY, { ...common, protocol: 'http', host: hostname, port })
  }
  throw new Error('Payments are off: there is neither STRIPE_SECRET_KEY nor a sandbox.')
}

/**
 * What is sent for a payment. Shipping is a line of its own, so that the provider's sum is ours.
 * https://docs.stripe.com/api/checkout/sessions/create
 */
export function sessionRequest(paymentId: string, request: PaymentRequest, now: Date): SessionRequest {
  const { lines, shipping, currency, reference } = request
  const items = shipping && shipping.amount > 0 ? [...lines, priced(shipping)] : lines
  const ours = { payment: paymentId, reference }
  return {
    mode: 'payment',
    ui_mode: 'hosted_page',
    client_reference_id: paymentId,
    metadata: ours,
    payment_intent_data: { metadata: ours },
    line_items: items.map(({ name, quantity, unitAmount }) => ({
      quantity,
      price_data: { currency, unit_amount: unitAmount, product_data: { name: name.slice(0, 250) } },
    })),
    customer_email: request.email,
    locale: request.locale,
    // A filter on what the account has switched on, not a list: only ways that pay at once. A bank debit that
    // clears in days would lock a crate of tomatoes until they rot.
    allowed_payment_method_types: ['card', 'link', 'alipay', 'wechat_pay'],
    payment_method_options: { wechat_pay: { client: 'web' } },
    success_url: request.successUrl,
    cancel_url: request.cancelUrl,
    expires_at: Math.floor(now.getTime() / 1000) + request.expiresInMinutes * 60 + EXPIRY_MARGIN_SECONDS,
  }
}

function priced(shipping: { name: string; amount: number }) {
  return { name: shipping.name, quantity: 1, unitAmount: shipping.amount }
}

/** Seconds since 1970 after which this request can neither make a session nor its session take money. */
export function lastMoment(request: SessionRequest): number {
  if (request.expires_at === undefined) throw new Error('every request of ours has an end')
  return request.expires_at + EXPIRY_MARGIN_SECONDS
}

/** The same key and request always lead to the same session, however often they are sent. */
export function createSession(
  request: SessionRequest,
  idempotencyKey: string,
): Promise<Answer<SessionFacts>> {
  return ask(async () => presentSession(await stripe().checkout.sessions.create(request, { idempotencyKey })))
}

export function readSession(sessionId: string): Promise<Answer<SessionFacts>> {
  return ask(async () =>
    presentSession(await stripe().checkout.sessions.retrieve(sessionId, { expand: ['payment_intent'] })),
  )
}

/** Closes the door on an open session; refused when it is not open any more: then read it. */
export function expireSession(sessionId: string): Promise<Answer<SessionFacts>> {
  return ask(async () => presentSession(await stripe().checkout.sessions.expire(sessionId)))
}

/** Page by page, newest first, those made between two moments (seconds since 1970). */
export function listSessions(
  made: { since: number; until?: number },
  cursor?: string,
): Promise<Answer<{ items: SessionFacts[]; next: string | null }>> {
  return ask(async () => {
    const page = await stripe().checkout.sessions.list({
      limit: 100,
      created: { gte: made.since, ...(made.until === undefined ? {} : { lte: made.until }) },
      ...(cursor ? { starting_after: cursor } : {}),
      expand: ['data.payment_intent'],
    })
    return {
      items: page.data.map(presentSession),
      next: page.has_more ? (page.data.at(-1)?.id ?? null) : null,
    }
  })
}

/** One try of one refund; the same key always leads to the same one. */
export function createRefund(
  refund: { id: string; attempt: number; intentId: string; amount: number },
  idempotencyKey: string,
): Promise<Answer<RefundFacts>> {
  const metadata = { refund: refund.id, attempt: String(refund.attempt) }
  return ask(async () =>
    presentRefund(
      await stripe().refunds.create(
        { payment_intent: refund.intentId, amount: refund.amount, metadata },
        { idempotencyKey },
      ),
    ),
  )
}

export function readRefund(providerId: string): Promise<Answer<RefundFacts>> {
  return ask(async () => presentRefund(await stripe().refunds.retrieve(providerId)))
}

/** Page by page, newest first, those made since a moment (seconds since 1970). */
export function listRefunds(
  since: number,
  cursor?: string,
): Promise<Answer<{ items: RefundFacts[]; next: string | null }>> {
  return ask(async () => {
    const page = await stripe().refunds.list({
      limit: 100,
      created: { gte: since },
      ...(cursor ? { starting_after: cursor } : {}),
    })
    return {
      items: page.data.map(presentRefund),
      next: page.has_more ? (page.data.at(-1)?.id ?? null) : null,
    }
  })
}

export function readDispute(disputeId: string): Promise<Answer<DisputeFacts>> {
  return ask(async () => presentDispute(await stripe().disputes.retrieve(disputeId)))
}

/** Who sent it, when and about what; the payload's own story is left unread. Null when the signature is not right. */
export function openEvent(
  rawBody: string,
  signature: string,
): { id: string; type: string; subject: string } | null {
  const { stripeWebhookSecret } = env()
  if (!stripeWebhookSecret) return null
  try {
    // Older ones are replays, by the house's clock.
    const event = stripe().webhooks.constructEvent(
      rawBody,
      signature,
      stripeWebhookSecret,
      OLDEST_EVENT_SECONDS,
      undefined,
      houseNow().getTime(),
    )
    const { object } = event.data
    const subject = 'id' in object && typeof object.id === 'string' ? object.id : ''
    return { id: event.id, type: event.type, subject }
  } catch (error) {
    if (error instanceof Stripe.errors.StripeSignatureVerificationError || error instanceof SyntaxError)
      return null
    throw error
  }
}

async function ask<T>(request: () => Promise<T>): Promise<Answer<T>> {
  try {
    return { ok: true, value: await request() }
  } catch (error) {
    if (!(error instanceof Stripe.errors.StripeError)) throw error
    const detail = `${error.type}: ${error.message}`
    const definite =
      error instanceof Stripe.errors.StripeInvalidRequestError ||
      error instanceof Stripe.errors.StripeCardError
    return definite
      ? refuse({ code: 'refused', detail, reason: error.code ?? null })
      : refuse({ code: 'silent', detail })
  }
}

const SESSION_STATES = { open: 'open', complete: 'complete', expired: 'expired' } as const

function presentSession(session: Stripe.Checkout.Session): SessionFacts {
  const status = SESSION_STATES[(session.status ?? 'open') as keyof typeof SESSION_STATES]
  if (!status) throw new Error(`a session is ${session.status}: the provider says something new`)
  const intent = typeof session.payment_intent === 'object' ? session.payment_intent : null
  return {
    sessionId: session.id,
    paymentId: session.metadata?.payment ?? null,
    status,
    paid: status === 'complete' && session.payment_status === 'paid',
    failed:
      status === 'complete' &&
      session.payment_status === 'unpaid' &&
      (intent?.status === 'canceled' || intent?.status === 'requires_payment_method'),
    amount: session.amount_total ?? 0,
    currency: session.currency ?? '',
    intentId: intent?.id ?? (typeof session.payment_intent === 'string' ? session.payment_intent : null),
    url: status === 'open' ? session.url : null,
  }
}

const REFUND_STATES = {
  pending: 'SENT',
  requires_action: 'SENT',
  succeeded: 'SUCCEEDED',
  failed: 'FAILED',
  canceled: 'FAILED',
} as const

function presentRefund(refund: Stripe.Refund): RefundFacts {
  const state = REFUND_STATES[(refund.status ?? 'pending') as keyof typeof REFUND_STATES]
  if (!state) throw new Error(`a refund is ${refund.status}: the provider says something new`)
  const intent = refund.payment_intent
  const ours = refund.metadata?.refund
  return {
    providerId: refund.id,
    refundId: ours ?? null,
    attempt: ours ? Number(refund.metadata?.attempt) : null,
    intentId: typeof intent === 'string' ? intent : (intent?.id ?? null),
    amount: refund.amount,
    state,
    failure: refund.failure_reason ?? null,
  }
}

/** What is neither decided nor withdrawn is open, whatever it is called; an appeal begins when a dispute is lost. */
const DISPUTE_STATES: Readonly<Record<string, DisputeState>> = {
  won: 'WON',
  warning_closed: 'WON',
  prevented: 'WON',
  lost: 'LOST',
  appeal_needs_response: 'LOST',
  appeal_under_review: 'LOST',
}

function presentDispute(dispute: Stripe.Dispute): DisputeFacts {
  const intent = dispute.payment_intent
  return {
    disputeId: dispute.id,
    intentId: typeof intent === 'string' ? intent : (intent?.id ?? null),
    amount: dispute.amount,
    reason: dispute.reason,
    state: DISPUTE_STATES[dispute.status] ?? 'OPEN',
  }
}
