import type { Cause, Desk } from './desk.ts'
import { makeStripeId, randomText } from './ids.ts'
import type { CustomerRow, MethodRow } from './objects.ts'
import { recordEvent } from './record-event.ts'
import type { Stripe } from './stripe-types.ts'

export interface NewCustomer {
  readonly address?: Stripe.Address | null
  readonly description?: string | null
  readonly email?: string | null
  readonly metadata?: Stripe.Metadata
  readonly name?: string | null
  readonly phone?: string | null
  readonly preferred_locales?: string[]
  readonly shipping?: Stripe.Customer.Shipping | null
}

export function makeCustomer(desk: Desk, cause: Cause, input: NewCustomer): CustomerRow {
  const id = makeStripeId('cus', 14)
  const row = desk.books.customers.put({
    id,
    object: {
      id,
      object: 'customer',
      address: input.address ?? null,
      balance: 0,
      created: desk.clock.seconds(),
      currency: null,
      customer_account: null,
      default_source: null,
      delinquent: false,
      description: input.description ?? null,
      discount: null,
      email: input.email ?? null,
      invoice_prefix: randomText(8).toUpperCase(),
      invoice_settings: {
        custom_fields: null,
        default_payment_method: null,
        footer: null,
        rendering_options: null,
      },
      livemode: false,
      metadata: input.metadata ?? {},
      name: input.name ?? null,
      next_invoice_sequence: 1,
      phone: input.phone ?? null,
      preferred_locales: input.preferred_locales ?? [],
      shipping: input.shipping ?? null,
      tax_exempt: 'none',
      test_clock: null,
    },
  })
  recordEvent(desk, cause, 'customer.created', row.object)
  return row
}

/** Keeps a method for the customer's next payments; doing it again changes nothing. */
export function attachMethod(desk: Desk, cause: Cause, method: MethodRow, customer: string): void {
  if (method.object.customer === customer) return
  method.object.customer = customer
  desk.books.methods.put(method)
  recordEvent(desk, cause, 'payment_method.attached', method.object)
}
