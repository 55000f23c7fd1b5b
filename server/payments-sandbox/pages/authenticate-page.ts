import type { Cause, Desk } from '../desk.ts'
import { decodeForm } from '../form.ts'
import { makeStripeId } from '../ids.ts'
import { attachMethod } from '../make-customer.ts'
import type { IntentRow } from '../objects.ts'
import { resolveAttempt } from '../try-payment.ts'
import { attemptPage, closedPage } from './other-pages.ts'
import type { PageRequest, Shown } from './pay-pages.ts'
import { pageLocale } from './words.ts'

/**
 * `/c/authenticate/{intent}/{attempt}`: the bank's challenge for a PaymentIntent that no Checkout Session made.
 * It leads back to `return_url` as https://docs.stripe.com/payments/3d-secure/authentication-flow says.
 */
export function showAuthentication(desk: Desk, request: PageRequest): Shown {
  const [id = '', attempt = ''] = request.path.split('/').slice(3)
  const intent = desk.books.intents.get(id)
  const locale = pageLocale(null, request.acceptLanguage)
  if (!intent || intent.session) return { page: closedPage('unknown', locale, null) }
  if (intent.attempt?.id !== attempt) {
    const outcome = intent.object.status === 'succeeded' ? 'paid' : 'replaced'
    return { page: closedPage(outcome, locale, intent.returnUrl) }
  }
  const answer = request.method === 'POST' ? decodeForm(request.body).answer : undefined
  if (answer !== 'approve' && answer !== 'fail') {
    const { amount, currency } = intent.object
    return { page: attemptPage('challenge', { amount, currency }, locale, [intent.returnUrl]) }
  }
  resolve(desk, intent, answer)
  const succeeded = intent.object.status === 'succeeded'
  if (!intent.returnUrl) return { page: closedPage(succeeded ? 'paid' : 'notPaid', locale, null) }
  return { goTo: backTo(intent, intent.returnUrl, succeeded ? 'succeeded' : 'failed') }
}

function resolve(desk: Desk, intent: IntentRow, answer: 'approve' | 'fail'): void {
  const cause: Cause = { request: makeStripeId('req', 14), idempotencyKey: null }
  const method = desk.books.methods.get(intent.attempt?.method ?? '')
  resolveAttempt(desk, cause, intent, answer, () => {
    const { customer, setup_future_usage: keep } = intent.object
    if (method && customer && keep) attachMethod(desk, cause, method, customer)
  })
}

function backTo(intent: IntentRow, returnUrl: string, status: 'succeeded' | 'failed'): string {
  const url = new URL(returnUrl)
  url.searchParams.set('payment_intent', intent.id)
  url.searchParams.set('payment_intent_client_secret', intent.object.client_secret ?? '')
  url.searchParams.set('redirect_status', status)
  return url.href
}
