import { copy } from './copy.ts'
import type { Cause, Desk } from './desk.ts'
import { makeStripeId } from './ids.ts'
import { makeCharge } from './make-charge.ts'
import { testCardOf } from './methods.ts'
import type { Attempt, IntentRow, MethodRow } from './objects.ts'
import { recordEvent } from './record-event.ts'
import { docUrl } from './refusal.ts'
import type { Stripe } from './stripe-types.ts'
import type { Decline } from './test-cards.ts'

// A payment's way through its states. https://docs.stripe.com/payments/paymentintents/lifecycle

export type Outcome =
  | { readonly kind: 'succeeded' }
  | { readonly kind: 'processing' }
  | { readonly kind: 'requires_action'; readonly attempt: Attempt }
  | { readonly kind: 'declined'; readonly decline: Decline; readonly charge: string }

const AUTHENTICATION_REQUIRED: Decline = {
  code: 'authentication_required',
  declineCode: 'authentication_required',
  message: 'Your card was declined. This transaction requires authentication.',
}

const WALLET_FAILED: Decline = {
  code: 'payment_intent_payment_attempt_failed',
  declineCode: 'generic_decline',
  message: 'The payment failed.',
}

/**
 * Tries a card. `approved` runs once the bank has said yes, before the charge is written.
 * Unattended, nobody is there for a challenge, so that a card which wants one is declined.
 */
export function tryCard(
  desk: Desk,
  cause: Cause,
  row: IntentRow,
  method: MethodRow,
  options: { unattended: boolean; approved?: () => void },
): Outcome {
  const card = testCardOf(method)
  row.object.payment_method = method.id
  const challenged = card?.challenge === 'always' || (card?.challenge === 'unless_set_up' && !method.setUp)
  if (challenged && options.unattended) return decline(desk, cause, row, method, AUTHENTICATION_REQUIRED)
  if (challenged) return awaitAction(desk, cause, row, method, 'challenge')
  if (card?.decline) return decline(desk, cause, row, method, card.decline)
  return succeed(desk, cause, row, method, { authenticated: false, approved: options.approved })
}

/** The buyer must go elsewhere first: to the bank's challenge or the wallet. */
export function awaitAction(
  desk: Desk,
  cause: Cause,
  row: IntentRow,
  method: MethodRow,
  kind: Attempt['kind'],
): Outcome {
  const attempt: Attempt = { id: makeStripeId('att', 16), kind, method: method.id }
  row.attempt = attempt
  row.object.status = 'requires_action'
  row.object.payment_method = method.id
  row.object.last_payment_error = null
  row.object.next_action = nextAction(desk, row, attempt)
  desk.books.intents.put(row)
  recordEvent(desk, cause, 'payment_intent.requires_action', row.object)
  return { kind: 'requires_action', attempt }
}

function nextAction(desk: Desk, row: IntentRow, attempt: Attempt): Stripe.PaymentIntent.NextAction {
  const page = row.session ? `c/pay/${row.session}` : `c/authenticate/${row.id}`
  const url = `${desk.publicUrl()}/${page}/${attempt.id}`
  if (attempt.kind === 'alipay')
    return {
      type: 'alipay_handle_redirect',
      alipay_handle_redirect: { native_data: null, native_url: null, return_url: row.returnUrl, url },
    }
  // WeChat shows a code to scan; the stand-in has a page to go to for it as well.
  if (row.returnUrl || row.session)
    return { type: 'redirect_to_url', redirect_to_url: { return_url: row.returnUrl, url } }
  return { type: 'use_stripe_sdk', use_stripe_sdk: {} }
}

/** What the buyer did at the bank or in the wallet. Only the wallet can leave it open. */
export function resolveAttempt(
  desk: Desk,
  cause: Cause,
  row: IntentRow,
  answer: 'approve' | 'fail' | 'pending',
  approved?: () => void,
): Outcome | { readonly kind: 'not_authenticated' } {
  const method = row.attempt ? desk.books.methods.get(row.attempt.method) : undefined
  if (!row.attempt || !method || row.object.status !== 'requires_action')
    throw new Error(`${row.id} waits for nobody`)
  const { kind } = row.attempt
  row.attempt = null
  row.object.next_action = null
  if (answer === 'fail') return notAuthenticated(desk, cause, row, method)
  if (kind === 'challenge') {
    const card = testCardOf(method)
    if (card?.decline) return decline(desk, cause, row, method, card.decline)
    method.setUp = true
    desk.books.methods.put(method)
    return succeed(desk, cause, row, method, { authenticated: true, approved })
  }
  if (answer === 'pending') return leaveOpen(desk, cause, row, method)
  return succeed(desk, cause, row, method, { authenticated: false, approved })
}

/** The money of a payment that was left open arrives, or never will. */
export function settleProcessing(desk: Desk, cause: Cause, row: IntentRow, answer: 'succeed' | 'fail'): void {
  const { object } = row
  const charge = object.latest_charge ? desk.books.charges.get(object.latest_charge) : undefined
  if (object.status !== 'processing' || !charge) throw new Error(`${row.id} is not processing`)
  const arrived = answer === 'succeed'
  const { latest_charge: id } = object
  Object.assign(charge.object, {
    status: arrived ? 'succeeded' : 'failed',
    paid: arrived,
    captured: arrived,
    amount_captured: arrived ? object.amount : 0,
    failure_code: arrived ? null : WALLET_FAILED.code,
    failure_message: arrived ? null : WALLET_FAILED.message,
  })
  desk.books.charges.put(charge)
  recordEvent(desk, cause, arrived ? 'charge.succeeded' : 'charge.failed', charge.object)
  if (arrived) {
    object.status = 'succeeded'
    object.amount_received = object.amount
  } else {
    const method = desk.books.methods.get(object.payment_method ?? '')
    object.status = 'requires_payment_method'
    object.payment_method = null
    object.last_payment_error = paymentError(WALLET_FAILED, 'card_error', method, id)
  }
  desk.books.intents.put(row)
  recordEvent(desk, cause, arrived ? 'payment_intent.succeeded' : 'payment_intent.payment_failed', object)
}

/** Closes an intent for good: what waited for the buyer can no longer succeed. */
export function cancelIntent(
  desk: Desk,
  cause: Cause,
  row: IntentRow,
  reason: Stripe.PaymentIntent.CancellationReason | null,
): void {
  row.attempt = null
  row.object.status = 'canceled'
  row.object.canceled_at = desk.clock.seconds()
  row.object.cancellation_reason = reason
  row.object.next_action = null
  desk.books.intents.put(row)
  recordEvent(desk, cause, 'payment_intent.canceled', row.object)
}

function succeed(
  desk: Desk,
  cause: Cause,
  row: IntentRow,
  method: MethodRow,
  options: { authenticated: boolean; approved: (() => void) | undefined },
): Outcome {
  options.approved?.()
  const charge = makeCharge(desk, row, method, {
    status: 'succeeded',
    authenticated: options.authenticated,
  })
  recordEvent(desk, cause, 'charge.succeeded', charge.object)
  row.object.status = 'succeeded'
  row.object.payment_method = method.id
  row.object.amount_received = row.object.amount
  row.object.last_payment_error = null
  desk.books.intents.put(row)
  recordEvent(desk, cause, 'payment_intent.succeeded', row.object)
  return { kind: 'succeeded' }
}

function leaveOpen(desk: Desk, cause: Cause, row: IntentRow, method: MethodRow): Outcome {
  const charge = makeCharge(desk, row, method, { status: 'pending' })
  row.object.status = 'processing'
  desk.books.intents.put(row)
  recordEvent(desk, cause, 'payment_intent.processing', row.object)
  recordEvent(desk, cause, 'charge.pending', charge.object)
  return { kind: 'processing' }
}

function decline(desk: Desk, cause: Cause, row: IntentRow, method: MethodRow, why: Decline): Outcome {
  const charge = makeCharge(desk, row, method, { status: 'failed', decline: why })
  recordEvent(desk, cause, 'charge.failed', charge.object)
  failBack(desk, cause, row, paymentError(why, 'card_error', method, charge.id))
  return { kind: 'declined', decline: why, charge: charge.id }
}

function notAuthenticated(desk: Desk, cause: Cause, row: IntentRow, method: MethodRow) {
  const why: Decline = {
    code: 'payment_intent_authentication_failure',
    declineCode: '',
    message:
      'The provided PaymentMethod has failed authentication. You can provide payment_method_data or a new PaymentMethod to attempt to fulfill this PaymentIntent again.',
  }
  failBack(desk, cause, row, paymentError(why, 'invalid_request_error', method, null))
  return { kind: 'not_authenticated' as const }
}

function failBack(
  desk: Desk,
  cause: Cause,
  row: IntentRow,
  error: Stripe.PaymentIntent.LastPaymentError,
): void {
  row.object.status = 'requires_payment_method'
  row.object.payment_method = null
  row.object.last_payment_error = error
  desk.books.intents.put(row)
  recordEvent(desk, cause, 'payment_intent.payment_failed', row.object)
}

function paymentError(
  why: Decline,
  type: 'card_error' | 'invalid_request_error',
  method: MethodRow | undefined,
  charge: string | null,
): Stripe.PaymentIntent.LastPaymentError {
  return {
    type,
    code: why.code as Stripe.PaymentIntent.LastPaymentError.Code,
    ...(why.declineCode ? { decline_code: why.declineCode } : {}),
    doc_url: docUrl(why.code),
    message: why.message,
    ...(charge ? { charge } : {}),
    ...(method ? { payment_method: copy(method.object) } : {}),
  }
}
