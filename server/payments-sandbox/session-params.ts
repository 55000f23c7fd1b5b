import { CURRENCIES, MOST } from './currencies.ts'
import {
  email,
  integer,
  list,
  metadata,
  oneOf,
  type Reader,
  record,
  required,
  text,
  type ValueOf,
  webUrl,
} from './params.ts'
import { invalid } from './refusal.ts'

/** What the shop's pages are in, and what Checkout takes besides: `auto` follows the browser. */
const LOCALES =
  'auto bg cs da de el en en-GB es es-419 et fi fil fr fr-CA hi-IN hr hu id it ja ko lt lv ms mt nb nl pl pt pt-BR ro ru sk sl sv th tr vi zh zh-HK zh-TW'.split(
    ' ',
  )

/** All the methods Checkout knows; the sandbox offers card, Alipay and WeChat Pay. */
const METHOD_TYPES =
  'acss_debit affirm afterpay_clearpay alipay alma amazon_pay au_becs_debit bacs_debit bancontact billie bizum blik boleto card cashapp crypto customer_balance eps fpx giropay grabpay ideal kakao_pay klarna konbini kr_card link mb_way mobilepay multibanco naver_pay nz_bank_account oxxo p24 pay_by_bank payco paynow paypal paypay payto pix promptpay revolut_pay samsung_pay satispay scalapay sepa_debit sequra sofort sunbit swish twint upi us_bank_account wechat_pay zip'.split(
    ' ',
  )

/** Those whose options are modelled, and those for which Checkout has none. */
const WITHOUT_OPTIONS = 'alipay card wechat_pay bizum mb_way nz_bank_account paypay promptpay zip'.split(' ')

const FUTURE_USE = ['on_session', 'off_session'] as const
export const futureUse = () => oneOf(FUTURE_USE)

export function currency(): Reader<string | undefined> {
  return {
    read(value, at) {
      if (value === undefined) return undefined
      const code = typeof value === 'string' ? value.toLowerCase() : ''
      if (CURRENCIES.includes(code)) return code
      throw invalid(
        `Invalid currency: ${code}. Stripe currently supports these currencies: ${CURRENCIES.join(', ')}`,
        at,
      )
    },
  }
}

const addressFields = {
  city: text(),
  country: text({ max: 2 }),
  line1: required(text()),
  line2: text(),
  postal_code: text(),
  state: text(),
}

export const shippingDetails = record({
  address: required(record(addressFields)),
  name: required(text()),
  carrier: text(),
  phone: text(),
  tracking_number: text(),
})

const span = record({
  unit: required(oneOf(['business_day', 'day', 'hour', 'month', 'week'])),
  value: required(integer({ min: 1 })),
})

const lineItem = record(
  {
    metadata: metadata(),
    price_data: record(
      {
        currency: required(currency()),
        product_data: record(
          {
            name: required(text({ max: 250 })),
            description: text(),
            images: list(webUrl(), { max: 8 }),
            metadata: metadata(),
            tax_code: text(),
            unit_label: text({ max: 12 }),
          },
          ['tax_details'],
        ),
        tax_behavior: oneOf(['exclusive', 'inclusive', 'unspecified']),
        unit_amount: integer({ min: 0, max: MOST }),
      },
      ['product', 'recurring', 'unit_amount_decimal'],
    ),
    quantity: integer({ min: 1, max: 999_999 }),
  },
  ['adjustable_quantity', 'price', 'tax_rates'],
)

const shippingOption = record(
  {
    shipping_rate_data: record(
      {
        display_name: required(text({ max: 100 })),
        type: oneOf(['fixed_amount']),
        fixed_amount: record(
          {
            amount: required(integer({ min: 0, max: MOST })),
            currency: required(currency()),
          },
          ['currency_options'],
        ),
        delivery_estimate: record({ maximum: span, minimum: span }),
        metadata: metadata(),
        tax_behavior: oneOf(['exclusive', 'inclusive', 'unspecified']),
      },
      ['tax_code'],
    ),
  },
  ['shipping_rate'],
)

/** `POST /v1/checkout/sessions`: https://docs.stripe.com/api/checkout/sessions/create */
export const SESSION_CREATE = record(
  {
    allowed_payment_method_types: list(oneOf(METHOD_TYPES)),
    cancel_url: webUrl(),
    client_reference_id: text({ max: 200 }),
    currency: currency(),
    customer: text(),
    customer_creation: oneOf(['always', 'if_required']),
    customer_email: email(),
    excluded_payment_method_types: list(oneOf(METHOD_TYPES)),
    expand: list(text()),
    expires_at: integer({ min: 0 }),
    integration_identifier: text(),
    line_items: list(lineItem, { max: 100 }),
    locale: oneOf(LOCALES),
    metadata: metadata(),
    mode: required(oneOf(['payment', 'setup', 'subscription'])),
    origin_context: oneOf(['mobile_app', 'web']),
    payment_intent_data: record(
      {
        capture_method: oneOf(['automatic', 'automatic_async']),
        description: text({ max: 1000 }),
        metadata: metadata(),
        receipt_email: email(),
        setup_future_usage: futureUse(),
        shipping: shippingDetails,
        statement_descriptor: text({ max: 22 }),
        statement_descriptor_suffix: text({ max: 22 }),
        transfer_group: text(),
      },
      ['application_fee_amount', 'on_behalf_of', 'transfer_data'],
    ),
    payment_method_options: record(
      {
        alipay: record({ setup_future_usage: oneOf(['none']) }),
        card: record(
          {
            request_three_d_secure: oneOf(['any', 'automatic', 'challenge']),
            setup_future_usage: futureUse(),
          },
          [
            'capture_method',
            'installments',
            'request_extended_authorization',
            'request_incremental_authorization',
            'request_multicapture',
            'request_overcapture',
            'restrictions',
            'statement_descriptor_suffix_kana',
            'statement_descriptor_suffix_kanji',
          ],
        ),
        wechat_pay: record({
          app_id: text(),
          client: required(oneOf(['android', 'ios', 'web'])),
          setup_future_usage: oneOf(['none']),
        }),
      },
      METHOD_TYPES.filter((type) => !WITHOUT_OPTIONS.includes(type)),
    ),
    saved_payment_method_options: record({
      allow_redisplay_filters: list(oneOf(['always', 'limited', 'unspecified'])),
      payment_method_remove: oneOf(['disabled', 'enabled']),
      payment_method_save: oneOf(['disabled', 'enabled']),
    }),
    shipping_options: list(shippingOption, { max: 5 }),
    submit_type: oneOf(['auto', 'book', 'donate', 'pay', 'subscribe']),
    success_url: webUrl(),
    ui_mode: oneOf(['elements', 'embedded_page', 'form', 'hosted_page']),
  },
  [
    'adaptive_pricing',
    'after_expiration',
    'allow_promotion_codes',
    'automatic_tax',
    'billing_address_collection',
    'branding_settings',
    'consent_collection',
    'custom_fields',
    'custom_text',
    'customer_account',
    'customer_update',
    'discounts',
    'invoice_creation',
    'managed_payments',
    'name_collection',
    'optional_items',
    'payment_method_collection',
    'payment_method_configuration',
    'payment_method_data',
    'permissions',
    'phone_number_collection',
    'redirect_on_completion',
    'return_url',
    'setup_intent_data',
    'shipping_address_collection',
    'subscription_data',
    'tax_id_collection',
    'wallet_options',
  ],
)

export type SessionCreate = NonNullable<ValueOf<typeof SESSION_CREATE>>
export type LineItemParams = NonNullable<SessionCreate['line_items']>[number]
export type ShippingOptionParams = NonNullable<SessionCreate['shipping_options']>[number]
