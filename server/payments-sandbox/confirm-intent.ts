import { copy } from './copy.ts'
import { attachMethod } from './make-customer.ts'
import { makeCardMethod } from './methods.ts'
import type { IntentObject, IntentRow, MethodRow } from './objects.ts'
import { flag, text, webUrl } from './params.ts'
import { forbidden, invalid, missing, Refusal } from './refusal.ts'
import { type Call, expandField } from './route.ts'
import { findTestCardByAlias } from './test-cards.ts'
import { type Outcome, tryCard } from './try-payment.ts'

/** What confirming takes, at once with creating or later. */
export const CONFIRM_FIELDS = {
  ...expandField,
  error_on_requires_action: flag(),
  off_session: flag(),
  payment_method: text(),
  return_url: webUrl(),
  use_stripe_sdk: flag(),
}

export interface ConfirmParams {
  readonly error_on_requires_action: boolean | undefined
  readonly off_session: boolean | undefined
  readonly payment_method: string | undefined
  readonly return_url: string | undefined
}

const CONFIRMABLE = ['requires_payment_method', 'requires_confirmation', 'requires_action']

/** A kept card by its id, or a new one for an alias such as `pm_card_visa`. */
export function methodFor({ desk }: Call, id: string, customer: string | null): MethodRow {
  const card = findTestCardByAlias(id)
  if (card) {
    const inThreeYears = new Date(desk.clock.ms()).getUTCFullYear() + 3
    return makeCardMethod(desk, card, { month: 12, year: inThreeYears }, { email: null, name: null })
  }
  const kept = desk.books.methods.get(id)
  if (!kept) throw missing('PaymentMethod', id, 'payment_method', 400)
  const owner = kept.object.customer
  if (owner && !customer)
    throw forbidden(
      `The payment method supplied (${id}) belongs to the Customer ${owner}. Please include the Customer in the \`customer\` parameter on the PaymentIntent.`,
      { param: 'payment_method' },
    )
  if (owner && owner !== customer)
    throw forbidden(
      `The PaymentMethod ${id} does not belong to the Customer you supplied ${customer}. Please use this PaymentMethod with the Customer that it belongs to instead.`,
      { param: 'payment_method' },
    )
  if (kept.object.type !== 'card')
    throw forbidden(`The payments sandbox takes ${kept.object.type} through Checkout Sessions alone.`, {
      param: 'payment_method',
    })
  return kept
}

/** Tries the payment. A decline is a 402 that keeps what it wrote. https://docs.stripe.com/api/payment_intents/confirm */
export function confirmIntent(call: Call, row: IntentRow, params: ConfirmParams): IntentObject {
  const { desk, cause } = call
  refuseUnfit(row, params)
  const id = params.payment_method ?? row.object.payment_method
  if (!id)
    throw unexpected(
      row,
      "You cannot confirm this PaymentIntent because it's missing a payment method. You can either update the PaymentIntent with a payment method and then confirm it again, or confirm it again directly with a payment method or ConfirmationToken.",
    )
  const method = methodFor(call, id, row.object.customer)
  row.returnUrl = params.return_url ?? row.returnUrl
  const outcome = tryCard(desk, cause, row, method, {
    unattended: params.off_session || params.error_on_requires_action || false,
    approved: () => {
      const { customer, setup_future_usage: keep } = row.object
      if (customer && keep) attachMethod(desk, cause, method, customer)
    },
  })
  if (outcome.kind === 'declined') throw cardRefusal(row, outcome, method)
  return row.object
}

function refuseUnfit(row: IntentRow, params: ConfirmParams): void {
  if (row.session)
    throw unexpected(
      row,
      'You cannot confirm this PaymentIntent because it was created by Checkout. The customer confirms it on the page of its Checkout Session.',
    )
  const { status, automatic_payment_methods: automatic } = row.object
  if (!CONFIRMABLE.includes(status))
    throw unexpected(
      row,
      status === 'succeeded'
        ? 'You cannot confirm this PaymentIntent because it has already succeeded after being previously confirmed.'
        : `You cannot confirm this PaymentIntent because it has a status of ${status}. Only a PaymentIntent with one of the following statuses may be confirmed: ${CONFIRMABLE.join(', ')}.`,
    )
  const mayRedirect = automatic?.allow_redirects !== 'never'
  if (mayRedirect && !params.return_url && !row.returnUrl && !params.off_session)
    throw invalid(
      "This PaymentIntent is configured to accept payment methods enabled in your Dashboard. Because some of these payment methods might redirect your customer off of your page, you must provide a `return_url`. If you don't want to accept redirect-based payment methods, set `automatic_payment_methods[enabled]` to `true` and `automatic_payment_methods[allow_redirects]` to `never` when creating Setup Intents and Payment Intents.",
    )
  if (params.off_session && params.return_url)
    throw invalid('You may only specify one of these parameters: off_session, return_url.')
}

/** The intent's state forbids it; the refusal carries the intent. */
export function unexpected(row: IntentRow, message: string): Refusal {
  return forbidden(message, {
    code: 'payment_intent_unexpected_state',
    payment_intent: copy(row.object),
  })
}

function cardRefusal(row: IntentRow, outcome: Extract<Outcome, { kind: 'declined' }>, method: MethodRow) {
  const { code, declineCode, message } = outcome.decline
  return new Refusal(
    402,
    {
      type: 'card_error',
      code,
      decline_code: declineCode,
      message,
      charge: outcome.charge,
      payment_intent: copy(row.object),
      payment_method: copy(method.object),
    },
    { begun: true },
  )
}
