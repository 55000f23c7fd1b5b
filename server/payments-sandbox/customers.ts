import { copy } from './copy.ts'
import { addressOf } from './intent-data.ts'
import { inRange, listPage, range } from './list-page.ts'
import { makeCustomer } from './make-customer.ts'
import type { CustomerRow } from './objects.ts'
import {
  email,
  emptyable,
  list,
  mergeMetadata,
  metadata,
  record,
  required,
  text,
  type ValueOf,
} from './params.ts'
import { recordEvent } from './record-event.ts'
import { missing } from './refusal.ts'
import { type Call, expandField, pageFields, type Route, route } from './route.ts'
import type { Stripe } from './stripe-types.ts'

// https://docs.stripe.com/api/customers

const address = record({
  city: text(),
  country: text({ max: 2 }),
  line1: text(),
  line2: text(),
  postal_code: text(),
  state: text(),
})

const customerFields = {
  ...expandField,
  address: emptyable(address),
  description: emptyable(text()),
  email: emptyable(email()),
  metadata: metadata(),
  name: emptyable(text({ max: 256 })),
  phone: emptyable(text({ max: 20 })),
  preferred_locales: list(text()),
  shipping: emptyable(
    record({ address: required(address), name: required(text()), phone: text({ max: 20 }) }),
  ),
}

const beyond = [
  'balance',
  'business_name',
  'cash_balance',
  'individual_name',
  'invoice_prefix',
  'invoice_settings',
  'next_invoice_sequence',
  'source',
  'tax',
  'tax_exempt',
  'validate',
]

const CUSTOMER_CREATE = record(customerFields, [...beyond, 'payment_method', 'tax_id_data', 'test_clock'])
const CUSTOMER_UPDATE = record(customerFields, [...beyond, 'default_source'])

type CustomerParams = NonNullable<ValueOf<typeof CUSTOMER_UPDATE>>

function shippingOf(given: CustomerParams['shipping']): Stripe.Customer.Shipping | null {
  if (!given) return null
  return { address: addressOf(given.address), name: given.name, phone: given.phone ?? null }
}

function find({ desk, path }: Call): CustomerRow {
  const [id = ''] = path
  const row = desk.books.customers.get(id)
  if (!row) throw missing('customer', id, 'id')
  return row
}

function update(call: Call, params: CustomerParams): object {
  const row = find(call)
  const { desk, cause } = call
  const before: Record<string, unknown> = copy({ ...row.object })
  const { address, expand: _, metadata, shipping, ...plain } = params
  for (const [name, value] of Object.entries(plain))
    if (value !== undefined) Object.assign(row.object, { [name]: value })
  if (address !== undefined) row.object.address = address && addressOf(address)
  if (shipping !== undefined) row.object.shipping = shippingOf(shipping)
  row.object.metadata = mergeMetadata(row.object.metadata, metadata)
  desk.books.customers.put(row)
  const changed = Object.entries(row.object).filter(
    ([name, value]) => JSON.stringify(value) !== JSON.stringify(before[name]),
  )
  if (changed.length > 0)
    recordEvent(
      desk,
      cause,
      'customer.updated',
      row.object,
      Object.fromEntries(changed.map(([name]) => [name, before[name]])),
    )
  return row.object
}

export const CUSTOMER_ROUTES: readonly Route[] = [
  route('POST', '/v1/customers', CUSTOMER_CREATE, ({ desk, cause }, params) => {
    const { object } = makeCustomer(desk, cause, {
      address: params.address ? addressOf(params.address) : null,
      description: params.description ?? null,
      email: params.email ?? null,
      metadata: mergeMetadata({}, params.metadata),
      name: params.name ?? null,
      phone: params.phone ?? null,
      preferred_locales: params.preferred_locales ?? [],
      shipping: shippingOf(params.shipping),
    })
    return object
  }),

  route(
    'GET',
    '/v1/customers',
    record({ ...pageFields, created: range(), email: text() }, ['test_clock']),
    ({ desk }, params) =>
      listPage(desk.books.customers.all(), params, {
        url: '/v1/customers',
        name: 'customer',
        keep: (customer) =>
          inRange(customer.created, params.created) &&
          (params.email === undefined || customer.email === params.email),
      }),
  ),

  route('GET', '/v1/customers/:id', record(expandField), (call) => find(call).object),
  route('POST', '/v1/customers/:id', CUSTOMER_UPDATE, update),
]
