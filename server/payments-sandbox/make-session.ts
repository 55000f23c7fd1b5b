import { emptySession, methodOptionsOf, savedOptionsOf } from './empty-session.ts'
import { makeStripeId } from './ids.ts'
import { intentDataOf } from './intent-data.ts'
import type { SessionObject } from './objects.ts'
import { mergeMetadata } from './params.ts'
import { invalid, missing } from './refusal.ts'
import type { Call } from './route.ts'
import {
  chooseShipping,
  makeLineItem,
  makeShippingRate,
  methodTypesOf,
  oneCurrency,
  refuseTotal,
} from './session-items.ts'
import type { SessionCreate } from './session-params.ts'
import type { Stripe } from './stripe-types.ts'

const SHORTEST_SECONDS = 30 * 60
const LONGEST_SECONDS = 24 * 3600

/** `POST /v1/checkout/sessions`. https://docs.stripe.com/api/checkout/sessions/create */
export function makeSession({ desk }: Call, params: SessionCreate): SessionObject {
  refuseUnfit(params)
  const now = desk.clock.seconds()
  const given = params.line_items ?? []
  const currency = oneCurrency(given, params)
  const items = given.map((item, index) => makeLineItem(item, index, now))
  const rates = (params.shipping_options ?? []).map((option, index) =>
    makeShippingRate(option, index, currency, now),
  )
  const types = methodTypesOf(params, currency)
  if (params.customer !== undefined && !desk.books.customers.get(params.customer))
    throw missing('customer', params.customer, 'customer', 400)

  const id = makeStripeId('cs_test', 58)
  const subtotal = items.reduce((sum, item) => sum + item.amount_total, 0)
  const object: SessionObject = {
    ...emptySession(id, now),
    allowed_payment_method_types: params.allowed_payment_method_types ?? null,
    amount_subtotal: subtotal,
    amount_total: subtotal,
    cancel_url: params.cancel_url ?? null,
    client_reference_id: params.client_reference_id ?? null,
    currency,
    customer: params.customer ?? null,
    customer_creation: params.customer ? null : (params.customer_creation ?? 'if_required'),
    customer_email: params.customer_email ?? null,
    ...(params.excluded_payment_method_types
      ? { excluded_payment_method_types: params.excluded_payment_method_types }
      : {}),
    expires_at: expiryOf(params.expires_at, now),
    integration_identifier: params.integration_identifier ?? null,
    locale: (params.locale as Stripe.Checkout.Session.Locale | undefined) ?? null,
    metadata: mergeMetadata({}, params.metadata),
    origin_context: params.origin_context ?? null,
    payment_method_options: methodOptionsOf(params),
    payment_method_types: types,
    saved_payment_method_options: savedOptionsOf(params),
    shipping_options: rates.map((rate) => ({
      shipping_amount: rate.fixed_amount?.amount ?? 0,
      shipping_rate: rate.id,
    })),
    submit_type: params.submit_type ?? null,
    success_url: params.success_url ?? null,
    url: `${desk.publicUrl()}/c/pay/${id}`,
  }
  if (rates[0]) chooseShipping(object, rates[0])
  refuseTotal(object.amount_total, currency)
  desk.books.sessions.put({
    id,
    object,
    items,
    rates,
    images: given.map((item) => item.price_data?.product_data?.images?.[0] ?? null),
    intentData: intentDataOf(params.payment_intent_data),
    keepCard: params.payment_method_options?.card?.setup_future_usage ?? null,
  })
  desk.schedule({ id: `expire ${id}`, kind: 'expire_session', subject: id, at: object.expires_at })
  return object
}

function refuseUnfit(params: SessionCreate): void {
  if (params.mode !== 'payment') throw invalid('The payments sandbox models mode=payment alone.', 'mode')
  if (params.ui_mode && params.ui_mode !== 'hosted_page')
    throw invalid('The payments sandbox models ui_mode=hosted_page alone.', 'ui_mode')
  if (params.success_url === undefined)
    throw invalid('Missing required param: success_url.', 'success_url', 'parameter_missing')
  if (!params.line_items?.length)
    throw invalid('Missing required param: line_items.', 'line_items', 'parameter_missing')
  for (const other of ['customer_email', 'customer_creation'] as const)
    if (params.customer !== undefined && params[other] !== undefined)
      throw invalid(`You may only specify one of these parameters: customer, ${other}.`)
  const client = params.payment_method_options?.wechat_pay?.client
  if (client && client !== 'web')
    throw invalid(
      'Checkout supports payment_method_options[wechat_pay][client]=web alone.',
      'payment_method_options[wechat_pay][client]',
    )
}

function expiryOf(given: number | undefined, now: number): number {
  const expiry = given ?? now + LONGEST_SECONDS
  const refused = (bound: string) =>
    invalid(`The \`expires_at\` timestamp must be ${bound} from Checkout Session creation.`, 'expires_at')
  if (expiry < now + SHORTEST_SECONDS) throw refused('at least 30 minutes')
  if (expiry > now + LONGEST_SECONDS) throw refused('less than 24 hours')
  return expiry
}
