import { createHash } from 'node:crypto'
import { existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import Stripe from 'stripe'
import { type SchemaBook, typesToSchema } from './type-to-schema.ts'

const ROOT = join(import.meta.dirname, '../..')
const CACHE = join(ROOT, 'node_modules/.cache/cunbo-contract')

/** What the API answers with, by the `object` it says it is. */
export const OBJECT_TYPES = {
  'checkout.session': 'Stripe.Checkout.Session',
  payment_intent: 'Stripe.PaymentIntent',
  charge: 'Stripe.Charge',
  refund: 'Stripe.Refund',
  customer: 'Stripe.Customer',
  payment_method: 'Stripe.PaymentMethod',
  item: 'Stripe.LineItem',
} as const

/** What the sandbox may put in the place of an id, and what else it sends within objects. */
const OBJECTS = [...Object.keys(OBJECT_TYPES), 'event', 'list', 'price']

/** Every event the sandbox may send. */
export const EVENT_TYPES = [
  'charge.failed',
  'charge.pending',
  'charge.refund.updated',
  'charge.refunded',
  'charge.succeeded',
  'checkout.session.async_payment_failed',
  'checkout.session.async_payment_succeeded',
  'checkout.session.completed',
  'checkout.session.expired',
  'customer.created',
  'customer.updated',
  'payment_intent.canceled',
  'payment_intent.created',
  'payment_intent.payment_failed',
  'payment_intent.processing',
  'payment_intent.requires_action',
  'payment_intent.succeeded',
  'payment_method.attached',
  'payment_method.detached',
  'refund.created',
  'refund.failed',
  'refund.updated',
] as const

/** The SDK's parameters for each endpoint. */
export const PARAM_TYPES = {
  'POST /v1/checkout/sessions': 'Stripe.Checkout.SessionCreateParams',
  'GET /v1/checkout/sessions': 'Stripe.Checkout.SessionListParams',
  'GET /v1/checkout/sessions/:id': 'Stripe.Checkout.SessionRetrieveParams',
  'GET /v1/checkout/sessions/:id/line_items': 'Stripe.Checkout.SessionListLineItemsParams',
  'POST /v1/checkout/sessions/:id/expire': 'Stripe.Checkout.SessionExpireParams',
  'POST /v1/payment_intents': 'Stripe.PaymentIntentCreateParams',
  'GET /v1/payment_intents': 'Stripe.PaymentIntentListParams',
  'GET /v1/payment_intents/:id': 'Stripe.PaymentIntentRetrieveParams',
  'POST /v1/payment_intents/:id/confirm': 'Stripe.PaymentIntentConfirmParams',
  'POST /v1/payment_intents/:id/cancel': 'Stripe.PaymentIntentCancelParams',
  'GET /v1/charges': 'Stripe.ChargeListParams',
  'GET /v1/charges/:id': 'Stripe.ChargeRetrieveParams',
  'POST /v1/refunds': 'Stripe.RefundCreateParams',
  'GET /v1/refunds': 'Stripe.RefundListParams',
  'GET /v1/refunds/:id': 'Stripe.RefundRetrieveParams',
  'POST /v1/customers': 'Stripe.CustomerCreateParams',
  'GET /v1/customers': 'Stripe.CustomerListParams',
  'GET /v1/customers/:id': 'Stripe.CustomerRetrieveParams',
  'POST /v1/customers/:id': 'Stripe.CustomerUpdateParams',
  'GET /v1/customers/:id/payment_methods': 'Stripe.CustomerListPaymentMethodsParams',
  'GET /v1/payment_methods': 'Stripe.PaymentMethodListParams',
  'GET /v1/payment_methods/:id': 'Stripe.PaymentMethodRetrieveParams',
  'POST /v1/payment_methods/:id/attach': 'Stripe.PaymentMethodAttachParams',
  'POST /v1/payment_methods/:id/detach': 'Stripe.PaymentMethodDetachParams',
  'GET /v1/events': 'Stripe.EventListParams',
  'GET /v1/events/:id': 'Stripe.EventRetrieveParams',
} as const satisfies Record<string, string>

/** The name under which a type stands among the roots. */
export function rootName(kind: 'object' | 'event' | 'params', of: string): string {
  return `${kind}_${of.replace(/\W/g, '_')}`
}

function probeSource(): string {
  const aliases = [
    ...Object.entries(OBJECT_TYPES).map(([of, type]) => [rootName('object', of), type]),
    ...EVENT_TYPES.map((type) => [rootName('event', type), `Extract<Stripe.Event, { type: '${type}' }>`]),
    ...Object.entries(PARAM_TYPES).map(([of, type]) => [rootName('params', of), type]),
  ]
  return [
    "import type Stripe from 'stripe'",
    ...aliases.map(([name, type]) => `export type ${name} = ${type}`),
  ].join('\n')
}

/**
 * The SDK's types as JSON Schema. Making it takes seconds, so it is kept beside the packages under the SDK's version
 * and a digest of what makes it.
 */
export function stripeSchema(): SchemaBook {
  made ??= readOrMake()
  return made
}

let made: SchemaBook | undefined

function readOrMake(): SchemaBook {
  const source = probeSource()
  const maker = readFileSync(join(import.meta.dirname, 'type-to-schema.ts'))
  const digest = createHash('sha256')
    .update(source)
    .update(OBJECTS.join())
    .update(maker)
    .digest('hex')
    .slice(0, 16)
  const file = join(CACHE, `stripe-${Stripe.PACKAGE_VERSION}-${digest}.json`)
  if (existsSync(file)) return JSON.parse(readFileSync(file, 'utf8')) as SchemaBook
  const book = typesToSchema({ file: join(import.meta.dirname, 'stripe-probe.ts'), source, objects: OBJECTS })
  mkdirSync(CACHE, { recursive: true })
  // Two test processes may make it at once: each renames a whole file into place.
  const draft = `${file}.${process.pid}`
  writeFileSync(draft, JSON.stringify(book))
  renameSync(draft, file)
  return book
}
