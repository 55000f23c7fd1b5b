import { completeSession } from './close-session.ts'
import type { Cause, Desk } from './desk.ts'
import { attachMethod, makeCustomer } from './make-customer.ts'
import { makeIntent } from './make-intent.ts'
import { type Expiry, type Holder, makeCardMethod, makeWalletMethod } from './methods.ts'
import type { IntentRow, MethodRow, MethodType, SessionRow, Wallet } from './objects.ts'
import { recordEvent } from './record-event.ts'
import { chooseShipping } from './session-items.ts'
import type { TestCard } from './test-cards.ts'
import { awaitAction, type Outcome, resolveAttempt, settleProcessing, tryCard } from './try-payment.ts'

// What the hosted page does on the buyer's behalf. Every function wants an open session.

export interface Payer extends Holder {
  /** A shipping rate's id, where there is a choice. */
  readonly shippingRate?: string | undefined
}

export function payByCard(
  desk: Desk,
  cause: Cause,
  session: SessionRow,
  payment: { card: TestCard; expiry: Expiry; payer: Payer; keepCard: boolean },
): Outcome {
  const intent = beginPayment(desk, cause, session, payment.payer)
  const method = makeCardMethod(desk, payment.card, payment.expiry, payment.payer)
  if (payment.keepCard) method.object.allow_redisplay = 'always'
  const outcome = tryCard(desk, cause, intent, method, {
    unattended: false,
    approved: () => settleCustomer(desk, cause, session, intent, method),
  })
  return finish(desk, cause, session, outcome)
}

/** Sends the buyer to the wallet's page. */
export function payByWallet(
  desk: Desk,
  cause: Cause,
  session: SessionRow,
  payment: { wallet: Wallet; payer: Payer },
): Outcome {
  const intent = beginPayment(desk, cause, session, payment.payer)
  const method = makeWalletMethod(desk, payment.wallet, payment.payer)
  return awaitAction(desk, cause, intent, method, payment.wallet)
}

/** The buyer came back from the bank or the wallet. */
export function resolveSessionAttempt(
  desk: Desk,
  cause: Cause,
  session: SessionRow,
  answer: 'approve' | 'fail' | 'pending',
): ReturnType<typeof resolveAttempt> {
  const intent = intentOf(desk, session)
  const method = desk.books.methods.get(intent?.attempt?.method ?? '')
  if (!intent || !method) throw new Error(`${session.id} waits for nobody`)
  const outcome = resolveAttempt(desk, cause, intent, answer, () =>
    settleCustomer(desk, cause, session, intent, method),
  )
  if (outcome.kind === 'not_authenticated') return outcome
  return finish(desk, cause, session, outcome)
}

/** Nothing is due: the order is complete with a word. */
export function payNothing(desk: Desk, cause: Cause, session: SessionRow, payer: Payer): void {
  session.object.customer_details = customerDetails(payer)
  if (session.object.customer_creation === 'always') newCustomer(desk, cause, session)
  completeSession(desk, cause, session, 'no_payment_required')
}

/** Money that was left pending arrives or fails, long after the session was complete. */
export function settleSessionPayment(
  desk: Desk,
  cause: Cause,
  intent: IntentRow,
  answer: 'succeed' | 'fail',
): void {
  settleProcessing(desk, cause, intent, answer)
  const session = desk.books.sessions.get(intent.session ?? '')
  if (!session) return
  if (answer === 'succeed') session.object.payment_status = 'paid'
  desk.books.sessions.put(session)
  recordEvent(
    desk,
    cause,
    answer === 'succeed'
      ? 'checkout.session.async_payment_succeeded'
      : 'checkout.session.async_payment_failed',
    session.object,
  )
}

export function intentOf(desk: Desk, session: SessionRow): IntentRow | undefined {
  return desk.books.intents.get(session.object.payment_intent ?? '')
}

/** The intent is made at the first try and used again for the next ones. */
function beginPayment(desk: Desk, cause: Cause, session: SessionRow, payer: Payer): IntentRow {
  const { object } = session
  const rate = session.rates.find((one) => one.id === payer.shippingRate)
  if (rate) chooseShipping(object, rate)
  object.customer_details = customerDetails(payer)
  const known = intentOf(desk, session)
  if (known) {
    known.attempt = null
    known.object.next_action = null
    known.object.amount = object.amount_total
    desk.books.sessions.put(session)
    return known
  }
  const made = makeIntent(desk, cause, {
    amount: object.amount_total,
    currency: object.currency,
    customer: object.customer,
    methodTypes: object.payment_method_types as MethodType[],
    session: session.id,
    data: {
      ...session.intentData,
      setup_future_usage: session.intentData.setup_future_usage ?? session.keepCard,
    },
    allowRedirects: 'always',
  })
  object.payment_intent = made.id
  desk.books.sessions.put(session)
  return made
}

function customerDetails(payer: Payer): SessionRow['object']['customer_details'] {
  return {
    address: null,
    business_name: null,
    email: payer.email,
    individual_name: null,
    name: payer.name,
    phone: null,
    tax_exempt: 'none',
    tax_ids: [],
  }
}

function finish(desk: Desk, cause: Cause, session: SessionRow, outcome: Outcome): Outcome {
  if (outcome.kind === 'succeeded') completeSession(desk, cause, session, 'paid')
  if (outcome.kind === 'processing') completeSession(desk, cause, session, 'unpaid')
  return outcome
}

/** Runs once the bank agreed: a card to be kept needs a customer to keep it for. */
function settleCustomer(
  desk: Desk,
  cause: Cause,
  session: SessionRow,
  intent: IntentRow,
  method: MethodRow,
): void {
  const keep = intent.object.setup_future_usage !== null || method.object.allow_redisplay === 'always'
  const wanted = session.object.customer_creation === 'always' || (keep && method.testCard !== null)
  if (!session.object.customer && wanted) newCustomer(desk, cause, session)
  intent.object.customer = session.object.customer
  if (keep && method.testCard && session.object.customer)
    attachMethod(desk, cause, method, session.object.customer)
}

function newCustomer(desk: Desk, cause: Cause, session: SessionRow): void {
  const { email, name } = session.object.customer_details ?? { email: null, name: null }
  session.object.customer = makeCustomer(desk, cause, { email, name }).id
}
