import type { Locale } from '#lib/kernel/locale.ts'
import type { Cause, Desk } from '../desk.ts'
import { decodeForm, type FormBranch } from '../form.ts'
import { makeStripeId } from '../ids.ts'
import type { MethodType, SessionRow } from '../objects.ts'
import { isEmail } from '../params.ts'
import {
  intentOf,
  type Payer,
  payByCard,
  payByWallet,
  payNothing,
  resolveSessionAttempt,
  settleSessionPayment,
} from '../pay-session.ts'
import type { Outcome } from '../try-payment.ts'
import { checkoutPage, type Typed } from './checkout-page.ts'
import type { Page } from './markup.ts'
import { attemptPage, closedPage, processingPage } from './other-pages.ts'
import { readCard } from './read-card.ts'
import { pageLocale, type Word } from './words.ts'

export type Shown = { readonly page: Page } | { readonly goTo: string }

export interface PageRequest {
  readonly method: string
  readonly path: string
  readonly body: string
  readonly acceptLanguage: string | undefined
}

/** `/c/pay/{session}` and `/c/pay/{session}/{attempt}`. */
export function showSession(desk: Desk, request: PageRequest): Shown {
  const [id = '', attempt] = request.path.split('/').slice(3)
  const session = desk.books.sessions.get(id)
  if (!session) return { page: closedPage('unknown', pageLocale(null, request.acceptLanguage), null) }
  const locale = pageLocale(session.object.locale, request.acceptLanguage)
  const form = request.method === 'POST' ? decodeForm(request.body) : null
  if (session.object.status !== 'open') return showClosed(desk, session, locale, form)
  if (attempt !== undefined) return showAttempt(desk, session, attempt, locale, form)
  if (form) return takePayment(desk, session, locale, form)
  const typed = { ...NOTHING_TYPED, email: session.object.customer_details?.email ?? '' }
  return { page: checkoutPage(session, locale, { status: 200, problem: lastProblem(desk, session), typed }) }
}

const NOTHING_TYPED: Typed = { email: '', method: '', name: '' }

/** Why the last try failed, for a buyer who comes back from elsewhere. */
function lastProblem(desk: Desk, session: SessionRow): Word | null {
  const error = intentOf(desk, session)?.object.last_payment_error
  if (!error) return null
  if (error.code === 'payment_intent_authentication_failure') return 'notAuthenticated'
  return declinedWord(error.decline_code)
}

function declinedWord(declineCode: string | undefined): Word {
  return declineCode === 'insufficient_funds' ? 'insufficient' : 'declined'
}

function causeOf(): Cause {
  return { request: makeStripeId('req', 14), idempotencyKey: null }
}

function showClosed(desk: Desk, session: SessionRow, locale: Locale, form: FormBranch | null): Shown {
  const { object } = session
  if (object.status === 'expired') return { page: closedPage('expired', locale, object.cancel_url) }
  const intent = intentOf(desk, session)
  if (intent?.object.status === 'processing') {
    const answer = form?.answer
    if (answer === 'succeed' || answer === 'fail') settleSessionPayment(desk, causeOf(), intent, answer)
    else return { page: processingPage(locale, successUrl(session)) }
  }
  const outcome = object.payment_status === 'unpaid' ? 'notPaid' : 'paid'
  return { page: closedPage(outcome, locale, successUrl(session)) }
}

function showAttempt(
  desk: Desk,
  session: SessionRow,
  attempt: string,
  locale: Locale,
  form: FormBranch | null,
): Shown {
  const intent = intentOf(desk, session)
  const { object } = session
  if (!intent?.attempt || intent.attempt.id !== attempt)
    return { page: closedPage('replaced', locale, object.url) }
  const answer = form?.answer
  const mayPend = intent.attempt.kind !== 'challenge'
  if (answer !== 'approve' && answer !== 'fail' && !(answer === 'pending' && mayPend)) {
    const due = { amount: object.amount_total, currency: object.currency }
    return { page: attemptPage(intent.attempt.kind, due, locale, [object.success_url, object.cancel_url]) }
  }
  const outcome = resolveSessionAttempt(desk, causeOf(), session, answer)
  if (outcome.kind === 'not_authenticated' || outcome.kind === 'declined') return { goTo: `../${session.id}` }
  return afterTry(session, locale, outcome, NOTHING_TYPED)
}

function takePayment(desk: Desk, session: SessionRow, locale: Locale, form: FormBranch): Shown {
  const { object } = session
  const typed: Typed = {
    email: textIn(form, 'email').trim(),
    method: textIn(form, 'method'),
    name: textIn(form, 'name').trim().slice(0, 200),
  }
  const email = object.customer
    ? (desk.books.customers.get(object.customer)?.object.email ?? null)
    : (object.customer_email ?? typed.email)
  if (email !== null && !isEmail(email)) return again(session, locale, 400, 'badEmail', typed)
  const payer: Payer = { email, name: typed.name || null, shippingRate: textIn(form, 'shipping_rate') }
  if (object.amount_total === 0) {
    payNothing(desk, causeOf(), session, payer)
    return { goTo: successUrl(session) ?? '' }
  }
  const types = object.payment_method_types as MethodType[]
  const method = types.find((type) => type === typed.method)
  if (!method) return again(session, locale, 400, 'badMethod', typed)
  if (method !== 'card')
    return afterTry(session, locale, payByWallet(desk, causeOf(), session, { wallet: method, payer }), typed)
  const read = readCard(
    { number: textIn(form, 'number'), expiry: textIn(form, 'expiry'), cvc: textIn(form, 'cvc') },
    desk.clock.ms(),
  )
  if (!read.ok) return again(session, locale, read.problem === 'notTestCard' ? 402 : 400, read.problem, typed)
  const outcome = payByCard(desk, causeOf(), session, {
    card: read.card,
    expiry: read.expiry,
    payer,
    keepCard: textIn(form, 'keep') === 'yes',
  })
  return afterTry(session, locale, outcome, typed)
}

function afterTry(session: SessionRow, locale: Locale, outcome: Outcome, typed: Typed): Shown {
  if (outcome.kind === 'succeeded' || outcome.kind === 'processing')
    return { goTo: successUrl(session) ?? '' }
  // Relative, so that a proxy may put the pages wherever it likes.
  if (outcome.kind === 'requires_action') return { goTo: `${session.id}/${outcome.attempt.id}` }
  return again(session, locale, 402, declinedWord(outcome.decline.declineCode), typed)
}

function again(session: SessionRow, locale: Locale, status: number, problem: Word, typed: Typed): Shown {
  return { page: checkoutPage(session, locale, { status, problem, typed }) }
}

/** Where a buyer goes who is through. https://docs.stripe.com/payments/checkout/custom-success-page */
export function successUrl({ object }: SessionRow): string | null {
  return object.success_url?.replaceAll('{CHECKOUT_SESSION_ID}', object.id) ?? null
}

function textIn(form: FormBranch, name: string): string {
  const value = form[name]
  return typeof value === 'string' ? value : ''
}
