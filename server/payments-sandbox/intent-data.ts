import type { IntentData } from './objects.ts'
import { mergeMetadata, type ValueOf } from './params.ts'
import type { shippingDetails } from './session-params.ts'
import type { Stripe } from './stripe-types.ts'

type Shipping = NonNullable<ValueOf<typeof shippingDetails>>

interface IntentDataParams {
  readonly metadata?: Record<string, string> | null | undefined
  readonly description?: string | undefined
  readonly receipt_email?: string | undefined
  readonly setup_future_usage?: 'on_session' | 'off_session' | undefined
  readonly shipping?: Shipping | undefined
  readonly statement_descriptor?: string | undefined
  readonly statement_descriptor_suffix?: string | undefined
  readonly transfer_group?: string | undefined
}

/** The part of a PaymentIntent that its maker may word freely, with null for what was not said. */
export function intentDataOf(params: IntentDataParams = {}): IntentData {
  return {
    metadata: mergeMetadata({}, params.metadata),
    description: params.description ?? null,
    receipt_email: params.receipt_email ?? null,
    setup_future_usage: params.setup_future_usage ?? null,
    shipping: params.shipping ? shippingOf(params.shipping) : null,
    statement_descriptor: params.statement_descriptor ?? null,
    statement_descriptor_suffix: params.statement_descriptor_suffix ?? null,
    transfer_group: params.transfer_group ?? null,
  }
}

function shippingOf({
  address,
  name,
  carrier,
  phone,
  tracking_number,
}: Shipping): Stripe.PaymentIntent.Shipping {
  return {
    address: addressOf(address),
    carrier: carrier ?? null,
    name,
    phone: phone ?? null,
    tracking_number: tracking_number ?? null,
  }
}

/** An address as the API shows it: every field is there. */
export function addressOf(
  given: { readonly [K in keyof Stripe.Address]?: string | undefined },
): Stripe.Address {
  return {
    city: given.city ?? null,
    country: given.country ?? null,
    line1: given.line1 ?? null,
    line2: given.line2 ?? null,
    postal_code: given.postal_code ?? null,
    state: given.state ?? null,
  }
}
