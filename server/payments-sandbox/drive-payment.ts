import type { Cause, Desk } from './desk.ts'
import { makeStripeId } from './ids.ts'
import type { MethodType } from './objects.ts'
import { payByCard, payByWallet, payNothing, resolveSessionAttempt } from './pay-session.ts'
import { findTestCard } from './test-cards.ts'
import type { Outcome } from './try-payment.ts'

/** A buyer's doings on the hosted page without the page. */
export interface DrivenPayment {
  readonly method?: MethodType | undefined
  /** A test card's number; 4242 4242 4242 4242 if not given. */
  readonly number?: string | undefined
  readonly email?: string | undefined
  /** What the buyer does at the bank or in the wallet; left there if not given. */
  readonly answer?: 'approve' | 'fail' | 'pending' | undefined
}

/** Says how it went: `succeeded`, `processing`, `requires_action`, `not_authenticated`, a decline code, or `closed`. */
export function drivePayment(desk: Desk, id: string, payment: DrivenPayment): string {
  const session = desk.books.sessions.get(id)
  if (!session) throw new Error(`There is no Checkout Session ${id}.`)
  if (session.object.status !== 'open') return 'closed'
  const cause: Cause = { request: makeStripeId('req', 14), idempotencyKey: null }
  const payer = { email: payment.email ?? session.object.customer_email ?? 'buyer@example.org', name: null }
  if (session.object.amount_total === 0) {
    payNothing(desk, cause, session, payer)
    return 'succeeded'
  }
  const method = payment.method ?? 'card'
  if (!session.object.payment_method_types.includes(method)) throw new Error(`${id} does not take ${method}.`)
  let outcome: Outcome
  if (method === 'card') {
    const card = findTestCard((payment.number ?? '4242424242424242').replaceAll(' ', ''))
    if (!card) throw new Error('This is no test card.')
    const expiry = { month: 12, year: new Date(desk.clock.ms()).getUTCFullYear() + 3 }
    outcome = payByCard(desk, cause, session, { card, expiry, payer, keepCard: false })
  } else outcome = payByWallet(desk, cause, session, { wallet: method, payer })
  if (outcome.kind !== 'requires_action' || !payment.answer) return inAWord(outcome)
  return inAWord(resolveSessionAttempt(desk, cause, session, payment.answer))
}

function inAWord(outcome: ReturnType<typeof resolveSessionAttempt>): string {
  return outcome.kind === 'declined' ? outcome.decline.declineCode : outcome.kind
}
