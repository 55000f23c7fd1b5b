import type { Stripe } from './stripe-types.ts'

// The API's objects as the books keep them: references are ids, expanded only on the way out (expand.ts).

export interface SessionObject extends Stripe.Checkout.Session {
  customer: string | null
  payment_intent: string | null
  metadata: Stripe.Metadata
  amount_subtotal: number
  amount_total: number
  currency: string
}

/** On the wire a decimal is text; the SDK's type is what it makes of it. */
export type PriceObject = Omit<Stripe.Price, 'unit_amount_decimal'> & { unit_amount_decimal: string | null }
export type LineItemObject = Omit<Stripe.LineItem, 'price'> & { price: PriceObject; quantity: number }

export interface IntentObject extends Stripe.PaymentIntent {
  customer: string | null
  latest_charge: string | null
  payment_method: string | null
}

export interface ChargeObject extends Stripe.Charge {
  customer: string | null
  payment_intent: string
  balance_transaction: null
}

export interface RefundObject extends Stripe.Refund {
  charge: string
  payment_intent: string
  status: 'pending' | 'succeeded' | 'failed'
}

export interface CustomerObject extends Stripe.Customer {
  default_source: null
}

export interface MethodObject extends Stripe.PaymentMethod {
  customer: string | null
}

export interface EventObject extends Stripe.EventBase {
  data: { object: object; previous_attributes?: object }
}

/** What a webhook may be about. */
export type Announced =
  | SessionObject
  | IntentObject
  | ChargeObject
  | RefundObject
  | CustomerObject
  | MethodObject

export type Wallet = 'alipay' | 'wechat_pay'
export type MethodType = 'card' | Wallet

/** One buyer's try that waits for a word from elsewhere: the bank's challenge or the wallet's page. */
export interface Attempt {
  readonly id: string
  readonly kind: 'challenge' | Wallet
  readonly method: string
}

/** What becomes of refunds of a charge. https://docs.stripe.com/testing#refunds */
export type RefundCourse = 'succeeds' | 'pends_then_succeeds' | 'fails_later'

export interface IntentData {
  readonly metadata: Stripe.Metadata
  readonly description: string | null
  readonly receipt_email: string | null
  readonly setup_future_usage: 'on_session' | 'off_session' | null
  readonly shipping: Stripe.PaymentIntent.Shipping | null
  readonly statement_descriptor: string | null
  readonly statement_descriptor_suffix: string | null
  readonly transfer_group: string | null
}

export interface SessionRow {
  readonly id: string
  readonly object: SessionObject
  readonly items: readonly LineItemObject[]
  readonly rates: readonly Stripe.ShippingRate[]
  /** One picture's address a line, or null; the API's lines have none. */
  readonly images: readonly (string | null)[]
  /** What the PaymentIntent will be made of, at the first try to pay. */
  readonly intentData: IntentData
  /** `payment_method_options.card.setup_future_usage`. */
  readonly keepCard: 'on_session' | 'off_session' | null
}

export interface IntentRow {
  readonly id: string
  readonly object: IntentObject
  /** The Checkout Session it belongs to. */
  readonly session: string | null
  attempt: Attempt | null
  returnUrl: string | null
}

export interface ChargeRow {
  readonly id: string
  readonly object: ChargeObject
  readonly refunds: RefundCourse
}

export interface RefundRow {
  readonly id: string
  readonly object: RefundObject
  /** What it turns into when its time comes; null when it is final. */
  next: 'succeeded' | 'failed' | null
}

export interface CustomerRow {
  readonly id: string
  readonly object: CustomerObject
}

export interface MethodRow {
  readonly id: string
  readonly object: MethodObject
  /** The test card it stands for; null for wallets. Never a number anybody typed that is not a test card. */
  readonly testCard: string | null
  /** The holder once authenticated in order to be charged later without being present. */
  setUp: boolean
}

export interface EventRow {
  readonly id: string
  readonly object: EventObject
}

/** One copy of an event on its way to the webhook. */
export interface DeliveryRow {
  readonly id: string
  readonly event: string
  /** Their order on the way out. */
  turn: number
  attempts: number
  /** The sandbox's clock, milliseconds. */
  dueAt: number
}

/** The answer an idempotency key replays. */
export interface AnswerRow {
  /** The key itself. */
  readonly id: string
  readonly path: string
  readonly form: string
  readonly status: number
  readonly body: string
  readonly request: string
  /** Seconds. */
  readonly at: number
}

/** Work for a later moment of the sandbox's clock. */
export interface TaskRow {
  readonly id: string
  readonly kind: 'expire_session' | 'settle_refund'
  readonly subject: string
  /** Seconds. */
  readonly at: number
}
