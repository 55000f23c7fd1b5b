import { copy } from './copy.ts'
import type { Cause, Desk } from './desk.ts'
import { makeStripeId, randomText } from './ids.ts'
import type { IntentData, IntentObject, IntentRow, MethodType } from './objects.ts'
import { recordEvent } from './record-event.ts'
import type { Stripe } from './stripe-types.ts'

export interface NewIntent {
  readonly amount: number
  readonly currency: string
  readonly customer: string | null
  readonly methodTypes: readonly MethodType[]
  readonly session: string | null
  readonly data: IntentData
  readonly allowRedirects: 'always' | 'never'
}

/** Writes a PaymentIntent that waits for a method to pay with. */
export function makeIntent(desk: Desk, cause: Cause, input: NewIntent): IntentRow {
  const id = makeStripeId('pi')
  const object: IntentObject = {
    id,
    object: 'payment_intent',
    allowed_payment_method_types: null,
    amount: input.amount,
    amount_capturable: 0,
    amount_details: { tip: {} },
    amount_received: 0,
    application: null,
    application_fee_amount: null,
    automatic_payment_methods: { allow_redirects: input.allowRedirects, enabled: true },
    canceled_at: null,
    cancellation_reason: null,
    capture_method: 'automatic_async',
    client_secret: `${id}_secret_${randomText(22)}`,
    confirmation_method: 'automatic',
    created: desk.clock.seconds(),
    currency: input.currency,
    customer: input.customer,
    customer_account: null,
    excluded_payment_method_types: null,
    last_payment_error: null,
    latest_charge: null,
    livemode: false,
    managed_payments: null,
    next_action: null,
    on_behalf_of: null,
    payment_method: null,
    payment_method_configuration_details: null,
    payment_method_options: methodOptions(input.methodTypes),
    payment_method_types: [...input.methodTypes],
    payment_record: null,
    processing: null,
    review: null,
    source: null,
    status: 'requires_payment_method',
    ...copy(input.data),
  }
  const row = desk.books.intents.put({ id, object, session: input.session, attempt: null, returnUrl: null })
  recordEvent(desk, cause, 'payment_intent.created', object)
  return row
}

function methodOptions(types: readonly MethodType[]): Stripe.PaymentIntent.PaymentMethodOptions {
  return {
    ...(types.includes('card')
      ? {
          card: {
            installments: null,
            mandate_options: null,
            network: null,
            request_three_d_secure: 'automatic',
          },
        }
      : {}),
    ...(types.includes('alipay') ? { alipay: {} } : {}),
    ...(types.includes('wechat_pay') ? { wechat_pay: { app_id: null, client: 'web' } } : {}),
  }
}
