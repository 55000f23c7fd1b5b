import { copy } from './copy.ts'
import type { Desk } from './desk.ts'
import { makeStripeId } from './ids.ts'
import { methodDetails, testCardOf } from './methods.ts'
import type { ChargeRow, IntentRow, MethodRow } from './objects.ts'
import type { Stripe } from './stripe-types.ts'
import type { Decline } from './test-cards.ts'

export type ChargeResult =
  | { readonly status: 'succeeded'; readonly authenticated: boolean }
  | { readonly status: 'pending' }
  | { readonly status: 'failed'; readonly decline: Decline }

const APPROVED: Stripe.Charge.Outcome = {
  advice_code: null,
  network_advice_code: null,
  network_decline_code: null,
  network_status: 'approved_by_network',
  reason: null,
  risk_level: 'normal',
  seller_message: 'Payment complete.',
  type: 'authorized',
}

/** Writes the charge that a try at paying left behind, whatever became of it, and makes it the intent's latest. */
export function makeCharge(
  desk: Desk,
  intent: IntentRow,
  method: MethodRow,
  result: ChargeResult,
): ChargeRow {
  // Payments by other means than cards have another prefix, though the object is a charge all the same.
  const id = makeStripeId(method.testCard ? 'ch' : 'py')
  const { object: pi } = intent
  const row = desk.books.charges.put({
    id,
    refunds: method.testCard ? (testCardOf(method)?.refunds ?? 'succeeds') : 'pends_then_succeeds',
    object: {
      id,
      object: 'charge',
      amount: pi.amount,
      amount_refunded: 0,
      application: null,
      application_fee: null,
      application_fee_amount: null,
      balance_transaction: null,
      billing_details: copy(method.object.billing_details),
      calculated_statement_descriptor: 'CUNBO SANDBOX',
      created: desk.clock.seconds(),
      currency: pi.currency,
      customer: pi.customer,
      description: pi.description,
      disputed: false,
      failure_balance_transaction: null,
      fraud_details: {},
      livemode: false,
      metadata: { ...pi.metadata },
      on_behalf_of: null,
      payment_intent: pi.id,
      payment_method: method.id,
      payment_method_details: methodDetails(
        method,
        pi.amount,
        result.status === 'succeeded' && result.authenticated,
      ),
      receipt_email: pi.receipt_email,
      receipt_number: null,
      receipt_url: null,
      refunded: false,
      review: null,
      shipping: pi.shipping,
      source: null,
      source_transfer: null,
      statement_descriptor: pi.statement_descriptor,
      statement_descriptor_suffix: pi.statement_descriptor_suffix,
      transfer_data: null,
      transfer_group: pi.transfer_group,
      ...resultFields(pi.amount, result),
    },
  })
  pi.latest_charge = id
  return row
}

function resultFields(amount: number, result: ChargeResult) {
  if (result.status === 'failed') {
    const { code, declineCode, message } = result.decline
    return {
      amount_captured: 0,
      captured: false,
      failure_code: code,
      failure_message: message,
      outcome: {
        ...APPROVED,
        network_status: 'declined_by_network',
        reason: declineCode,
        seller_message: 'The bank did not return any further details with this decline.',
        type: 'issuer_declined',
      },
      paid: false,
      status: 'failed' as const,
    }
  }
  const arrived = result.status === 'succeeded'
  return {
    amount_captured: arrived ? amount : 0,
    captured: arrived,
    failure_code: null,
    failure_message: null,
    outcome: APPROVED,
    paid: arrived,
    status: result.status,
  }
}
