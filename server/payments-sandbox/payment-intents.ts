import { CONFIRM_FIELDS, confirmIntent, methodFor, unexpected } from './confirm-intent.ts'
import { amountInWords, leastAmount, MOST } from './currencies.ts'
import { intentDataOf } from './intent-data.ts'
import { inRange, listPage, range } from './list-page.ts'
import { makeIntent } from './make-intent.ts'
import type { IntentRow } from './objects.ts'
import { email, flag, integer, metadata, oneOf, record, required, text, type ValueOf } from './params.ts'
import { invalid, missing } from './refusal.ts'
import { type Call, expandField, pageFields, type Route, route } from './route.ts'
import { currency, futureUse, shippingDetails } from './session-params.ts'
import { cancelIntent } from './try-payment.ts'

// https://docs.stripe.com/api/payment_intents

const CANCELABLE = ['requires_payment_method', 'requires_confirmation', 'requires_action', 'processing']

const PAYMENT_INTENT_CREATE = record(
  {
    ...CONFIRM_FIELDS,
    amount: required(integer({ min: 1, max: MOST })),
    automatic_payment_methods: record({
      allow_redirects: oneOf(['always', 'never']),
      enabled: required(flag()),
    }),
    capture_method: oneOf(['automatic', 'automatic_async']),
    confirm: flag(),
    confirmation_method: oneOf(['automatic']),
    currency: required(currency()),
    customer: text(),
    description: text({ max: 1000 }),
    metadata: metadata(),
    receipt_email: email(),
    setup_future_usage: futureUse(),
    shipping: shippingDetails,
    statement_descriptor: text({ max: 22 }),
    statement_descriptor_suffix: text({ max: 22 }),
    transfer_group: text(),
  },
  [
    'allowed_payment_method_types',
    'amount_details',
    'application_fee_amount',
    'confirmation_token',
    'customer_account',
    'excluded_payment_method_types',
    'hooks',
    'mandate',
    'mandate_data',
    'on_behalf_of',
    'payment_details',
    'payment_method_configuration',
    'payment_method_data',
    'payment_method_options',
    'radar_options',
    'transfer_data',
  ],
)

const PAYMENT_INTENT_CONFIRM = record(CONFIRM_FIELDS, [
  'allowed_payment_method_types',
  'amount_details',
  'amount_to_confirm',
  'capture_method',
  'confirmation_token',
  'excluded_payment_method_types',
  'hooks',
  'mandate',
  'mandate_data',
  'payment_details',
  'payment_method_data',
  'payment_method_options',
  'radar_options',
  'receipt_email',
  'setup_future_usage',
  'shipping',
])

type CreateParams = NonNullable<ValueOf<typeof PAYMENT_INTENT_CREATE>>

function find({ desk, path }: Call): IntentRow {
  const [id = ''] = path
  const row = desk.books.intents.get(id)
  if (!row) throw missing('payment_intent', id, 'intent')
  return row
}

function create(call: Call, params: CreateParams): object {
  const { desk, cause } = call
  const least = leastAmount(params.currency)
  if (params.amount < least)
    throw invalid(
      `Amount must be at least ${amountInWords(least, params.currency)} ${params.currency}`,
      'amount',
      'amount_too_small',
    )
  const customer = params.customer ?? null
  if (customer && !desk.books.customers.get(customer)) throw missing('customer', customer, 'customer', 400)
  for (const name of ['off_session', 'return_url', 'error_on_requires_action'] as const)
    if (params[name] !== undefined && !params.confirm)
      throw invalid(
        `The parameter \`${name}\` cannot be passed when creating a PaymentIntent unless \`confirm\` is set to true.`,
        name,
      )
  const method = params.payment_method ? methodFor(call, params.payment_method, customer) : undefined
  const row = makeIntent(desk, cause, {
    amount: params.amount,
    currency: params.currency,
    customer,
    methodTypes: ['card'],
    session: null,
    data: intentDataOf(params),
    allowRedirects: params.automatic_payment_methods?.allow_redirects ?? 'always',
  })
  if (method) {
    row.object.payment_method = method.id
    row.object.status = 'requires_confirmation'
  }
  if (!params.confirm) return row.object
  return confirmIntent(call, row, { ...params, payment_method: method?.id })
}

function cancel(call: Call, reason: Parameters<typeof cancelIntent>[3]): object {
  const row = find(call)
  const { status } = row.object
  if (row.session)
    throw unexpected(
      row,
      'You cannot cancel this PaymentIntent because it was created by Checkout. To cancel it, expire its Checkout Session instead.',
    )
  if (!CANCELABLE.includes(status))
    throw unexpected(
      row,
      `You cannot cancel this PaymentIntent because it has a status of ${status}. Only a PaymentIntent with one of the following statuses may be canceled: ${CANCELABLE.join(', ')}.`,
    )
  cancelIntent(call.desk, call.cause, row, reason)
  return row.object
}

export const PAYMENT_INTENT_ROUTES: readonly Route[] = [
  route('POST', '/v1/payment_intents', PAYMENT_INTENT_CREATE, create),

  route(
    'GET',
    '/v1/payment_intents',
    record({ ...pageFields, created: range(), customer: text() }, ['customer_account']),
    ({ desk }, params) =>
      listPage(desk.books.intents.all(), params, {
        url: '/v1/payment_intents',
        name: 'payment_intent',
        keep: (intent) =>
          inRange(intent.created, params.created) &&
          (params.customer === undefined || intent.customer === params.customer),
      }),
  ),

  route(
    'GET',
    '/v1/payment_intents/:id',
    record({ ...expandField, client_secret: text() }),
    (call) => find(call).object,
  ),

  route('POST', '/v1/payment_intents/:id/confirm', PAYMENT_INTENT_CONFIRM, (call, params) =>
    confirmIntent(call, find(call), params),
  ),

  route(
    'POST',
    '/v1/payment_intents/:id/cancel',
    record({
      ...expandField,
      cancellation_reason: oneOf(['abandoned', 'duplicate', 'fraudulent', 'requested_by_customer']),
    }),
    (call, params) => cancel(call, params.cancellation_reason ?? null),
  ),
]
