import { createHash } from 'node:crypto'
import type { Desk } from './desk.ts'
import { makeStripeId } from './ids.ts'
import type { MethodRow, Wallet } from './objects.ts'
import type { Stripe } from './stripe-types.ts'
import { findTestCard, type TestCard } from './test-cards.ts'

export interface Holder {
  readonly email: string | null
  readonly name: string | null
}

export interface Expiry {
  readonly month: number
  readonly year: number
}

export const NOWHERE: Stripe.Address = {
  city: null,
  country: null,
  line1: null,
  line2: null,
  postal_code: null,
  state: null,
}

/** A new PaymentMethod for a test card. */
export function makeCardMethod(desk: Desk, card: TestCard, expiry: Expiry, holder: Holder): MethodRow {
  const id = makeStripeId('pm')
  return desk.books.methods.put({
    id,
    testCard: card.number,
    setUp: false,
    object: {
      ...methodBase(desk, id, holder),
      type: 'card',
      card: {
        brand: card.brand,
        checks: { address_line1_check: null, address_postal_code_check: null, cvc_check: 'pass' },
        country: card.country,
        display_brand: card.brand,
        exp_month: expiry.month,
        exp_year: expiry.year,
        fingerprint: fingerprint(card.number),
        funding: card.funding,
        generated_from: null,
        last4: card.number.slice(-4),
        networks: { available: [card.brand], preferred: null },
        regulated_status: 'unregulated',
        three_d_secure_usage: { supported: true },
        wallet: null,
      },
    },
  })
}

export function makeWalletMethod(desk: Desk, wallet: Wallet, holder: Holder): MethodRow {
  const id = makeStripeId('pm')
  return desk.books.methods.put({
    id,
    testCard: null,
    setUp: false,
    object: { ...methodBase(desk, id, holder), type: wallet, [wallet]: {} },
  })
}

function methodBase(desk: Desk, id: string, holder: Holder) {
  return {
    id,
    object: 'payment_method' as const,
    allow_redisplay: 'unspecified' as const,
    billing_details: {
      address: { ...NOWHERE },
      email: holder.email,
      name: holder.name,
      phone: null,
      tax_id: null,
    },
    created: desk.clock.seconds(),
    customer: null,
    customer_account: null,
    livemode: false,
    metadata: {},
  }
}

/** Equal for equal numbers, as Stripe's is. */
function fingerprint(number: string): string {
  return createHash('sha256').update(`fingerprint ${number}`).digest('base64url').slice(0, 16)
}

/** What a charge says of the method it was made with. */
export function methodDetails(
  method: MethodRow,
  amount: number,
  authenticated: boolean,
): Stripe.Charge.PaymentMethodDetails {
  const { card, type } = method.object
  if (!card) {
    const details = { fingerprint: fingerprint(method.id), transaction_id: makeStripeId('txn', 20).slice(4) }
    return { type, [type]: details }
  }
  return {
    type: 'card',
    card: {
      amount_authorized: amount,
      authorization_code: null,
      brand: card.brand,
      checks: { address_line1_check: null, address_postal_code_check: null, cvc_check: 'pass' },
      country: card.country,
      electronic_commerce_indicator: authenticated ? '05' : '07',
      exp_month: card.exp_month,
      exp_year: card.exp_year,
      extended_authorization: { status: 'disabled' },
      fingerprint: card.fingerprint ?? null,
      funding: card.funding,
      incremental_authorization: { status: 'unavailable' },
      installments: null,
      last4: card.last4,
      mandate: null,
      multicapture: { status: 'unavailable' },
      network: card.brand,
      network_token: { used: false },
      network_transaction_id: null,
      overcapture: { maximum_amount_capturable: amount, status: 'unavailable' },
      regulated_status: card.regulated_status,
      three_d_secure: authenticated ? AUTHENTICATED : null,
      transaction_link_id: null,
      wallet: null,
    },
  }
}

const AUTHENTICATED: Stripe.Charge.PaymentMethodDetails.Card.ThreeDSecure = {
  authentication_flow: 'challenge',
  electronic_commerce_indicator: '05',
  exemption_indicator: null,
  result: 'authenticated',
  result_reason: null,
  transaction_id: null,
  version: '2.2.0',
}

/** The test card behind a method, with what it does; undefined for wallets. */
export function testCardOf(method: MethodRow): TestCard | undefined {
  return method.testCard ? findTestCard(method.testCard) : undefined
}
