import type { SessionObject } from './objects.ts'
import type { SessionCreate } from './session-params.ts'
import type { Stripe } from './stripe-types.ts'

/** A hosted session for one payment before anything was asked of it. */
export function emptySession(id: string, now: number): Omit<SessionObject, FilledIn> {
  return {
    id,
    object: 'checkout.session',
    adaptive_pricing: null,
    after_expiration: null,
    allow_promotion_codes: null,
    automatic_tax: { enabled: false, liability: null, provider: null, status: null },
    billing_address_collection: null,
    client_secret: null,
    collected_information: null,
    consent: null,
    consent_collection: null,
    created: now,
    currency_conversion: null,
    custom_fields: [],
    custom_text: {
      after_submit: null,
      shipping_address: null,
      submit: null,
      terms_of_service_acceptance: null,
    },
    customer_account: null,
    customer_details: null,
    discounts: [],
    invoice: null,
    invoice_creation: null,
    livemode: false,
    managed_payments: null,
    mode: 'payment',
    payment_intent: null,
    payment_link: null,
    payment_method_collection: 'if_required',
    payment_method_configuration_details: null,
    payment_status: 'unpaid',
    permissions: null,
    recovered_from: null,
    setup_intent: null,
    shipping_address_collection: null,
    shipping_cost: null,
    status: 'open',
    subscription: null,
    total_details: { amount_discount: 0, amount_shipping: 0, amount_tax: 0 },
    ui_mode: 'hosted_page',
    wallet_options: null,
  }
}

/** What makeSession takes from the parameters. */
type FilledIn =
  | 'allowed_payment_method_types'
  | 'amount_subtotal'
  | 'amount_total'
  | 'cancel_url'
  | 'client_reference_id'
  | 'currency'
  | 'customer'
  | 'customer_creation'
  | 'customer_email'
  | 'expires_at'
  | 'integration_identifier'
  | 'locale'
  | 'metadata'
  | 'origin_context'
  | 'payment_method_options'
  | 'payment_method_types'
  | 'saved_payment_method_options'
  | 'shipping_options'
  | 'submit_type'
  | 'success_url'
  | 'url'

export function methodOptionsOf(params: SessionCreate): Stripe.Checkout.Session.PaymentMethodOptions {
  const { alipay, card, wechat_pay: wechat } = params.payment_method_options ?? {}
  return {
    card: {
      request_three_d_secure: card?.request_three_d_secure ?? 'automatic',
      ...(card?.setup_future_usage ? { setup_future_usage: card.setup_future_usage } : {}),
    },
    ...(alipay ? { alipay: alipay.setup_future_usage ? { setup_future_usage: 'none' as const } : {} } : {}),
    ...(wechat ? { wechat_pay: { app_id: wechat.app_id ?? null, client: wechat.client } } : {}),
  }
}

export function savedOptionsOf(
  params: SessionCreate,
): Stripe.Checkout.Session.SavedPaymentMethodOptions | null {
  const { saved_payment_method_options: saved } = params
  if (!saved) return null
  return {
    allow_redisplay_filters: saved.allow_redisplay_filters ?? ['always'],
    payment_method_remove: saved.payment_method_remove ?? 'disabled',
    payment_method_save: saved.payment_method_save ?? 'disabled',
  }
}
