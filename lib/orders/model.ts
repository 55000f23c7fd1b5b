import { z } from 'zod'
import { idField, lineField, quantityField, wholeNumber } from '#lib/kernel/fields.ts'
import type { Localised } from '#lib/kernel/locale.ts'
import { MOST_MONEY } from '#lib/kernel/money.ts'
import { emailSchema } from '#lib/members/model.ts'
import { holdsMoney, type PaymentState } from '#lib/payments/model.ts'

// ------------------------------------------------------------------ states

export const ORDER_STATES = [
  'HELD',
  'RELEASED',
  'PAID',
  'PACKED',
  'SHIPPED',
  'DELIVERED',
  'CANCELLED',
  'REFUNDING',
  'REFUNDED',
] as const
export type OrderState = (typeof ORDER_STATES)[number]

const ORDER_FLOW: Readonly<Record<OrderState, readonly OrderState[]>> = {
  HELD: ['PAID', 'RELEASED'],
  // Late money: the goods if they are still there, else the money back.
  RELEASED: ['PAID', 'REFUNDING'],
  PAID: ['PACKED', 'CANCELLED'],
  PACKED: ['SHIPPED'],
  SHIPPED: ['DELIVERED'],
  DELIVERED: [],
  CANCELLED: [],
  REFUNDING: ['REFUNDED'],
  // The buyer's bank returned the refund; it is tried again.
  REFUNDED: ['REFUNDING'],
}

export function orderMayBecome(from: OrderState, to: OrderState): boolean {
  return ORDER_FLOW[from].includes(to)
}

/** Its money is there and its goods are or were the buyer's. */
export const PAID_STATES: readonly OrderState[] = ['PAID', 'PACKED', 'SHIPPED', 'DELIVERED']

export function isPaid(state: OrderState): boolean {
  return PAID_STATES.includes(state)
}

/** Waits for its money. */
export function isPayable(state: OrderState): boolean {
  return orderMayBecome(state, 'RELEASED')
}

/** Before packing: leaving unpaid, or money and goods back. */
export function isCancellable(state: OrderState): boolean {
  return isPayable(state) || orderMayBecome(state, 'CANCELLED')
}

/** Goods have left or will leave, so money may go back in part. */
export function isRefundable(state: OrderState): boolean {
  return isPaid(state)
}

/** Why an unpaid order was given up. The rest of `endedReason` is what staff wrote. */
export const RELEASE_REASONS = ['deadline', 'payment-failed', 'buyer'] as const
export type ReleaseReason = (typeof RELEASE_REASONS)[number]

export type Settlement = 'nothing' | 'sell' | 'retake' | 'give-back'

/**
 * What a payment means for the order it is for. One payment pays an order; whatever else comes goes back whole. Who
 * gave an order up herself and is charged all the same wants her money, not the goods.
 */
export function settlementOf(
  order: {
    readonly state: OrderState
    readonly paymentId: string | null
    readonly endedReason: string | null
  },
  payment: { readonly paymentId: string; readonly state: PaymentState },
): Settlement {
  if (order.paymentId === payment.paymentId || !holdsMoney(payment.state)) return 'nothing'
  if (order.state === 'HELD') return 'sell'
  const lapsed = order.endedReason === 'deadline' || order.endedReason === 'payment-failed'
  return order.state === 'RELEASED' && lapsed ? 'retake' : 'give-back'
}

// ------------------------------------------------------------------ times

/**
 * From the moment the payment link is there: long enough to find the card or scan a code on a second phone, short
 * enough that in a show the crates of those who walked away come back while the show still runs.
 */
export const HOLD_MINUTES = 15

/**
 * How long the link itself may take. The line in front of the provider is seconds long; ten minutes outlast a
 * restart of everything, and a provider that is away for longer has no link to give.
 */
export const LINK_MINUTES = 10

/**
 * The provider's own shortest is 30 minutes from when it hears of the request, and it may hear of it as late as
 * LINK_MINUTES after it was written; five more for the sweep that comes round.
 */
export const SESSION_MINUTES = 30 + LINK_MINUTES + 5

// ------------------------------------------------------------------ what people type

export const MOST_LINES = 50
/** Of one variant, in a cart as in an order; the database refuses more. */
export const MOST_PACKS = 999

/** Made by the page, once for each time it is shown: a double tap or a resend carries the same. */
export const attemptField = z.string().regex(/^[A-Za-z0-9_-]{16,64}$/)

export const addressInput = z.strictObject({
  name: lineField(80).pipe(z.string().min(1)),
  phone: z
    .string()
    .trim()
    .regex(/^\+?[\d\s()-]{6,20}$/),
  /** ISO 3166-2, `CN-SC`: the courier's region follows from it. */
  province: z.string().regex(/^[A-Z]{2}-[A-Z0-9]{1,3}$/),
  city: lineField(80).pipe(z.string().min(1)),
  street: lineField(200).pipe(z.string().min(1)),
  postcode: z
    .string()
    .trim()
    .regex(/^[A-Za-z0-9 -]{3,12}$/)
    .optional(),
})
export type AddressInput = z.output<typeof addressInput>

export const checkoutInput = z.strictObject({
  attemptId: attemptField,
  cooperativeId: idField('cooperative'),
  /** `now`: bought past the cart, which stays as it is. */
  from: z.enum(['cart', 'now']),
  lines: z
    .array(
      z.strictObject({
        variantId: idField('variant'),
        quantity: quantityField,
        /** The show it was put in from: its on-air price counts while it is on air. */
        showId: idField('show').optional(),
        /** What one pack cost on the buyer's page, minor units. Never believed, only compared. */
        seenPrice: wholeNumber(1, MOST_MONEY),
      }),
    )
    .min(1)
    .max(MOST_LINES)
    .refine((lines) => new Set(lines.map(({ variantId }) => variantId)).size === lines.length, 'twice'),
  email: emailSchema,
  address: addressInput,
})
export type CheckoutInput = z.output<typeof checkoutInput>

export const putInCartInput = z.strictObject({
  variantId: idField('variant'),
  quantity: quantityField,
  showId: idField('show').optional(),
})
export type PutInCartInput = z.output<typeof putInCartInput>

export const changeQuantityInput = z.strictObject({ variantId: idField('variant'), quantity: quantityField })
export type ChangeQuantityInput = z.output<typeof changeQuantityInput>

export const removeFromCartInput = z.strictObject({ variantId: idField('variant') })
export type RemoveFromCartInput = z.output<typeof removeFromCartInput>

/** The guest's signed right to an order; a signed-in buyer needs none. */
const keyField = z.string().max(100).optional()

export const payOrderInput = z.strictObject({ orderId: idField('order'), key: keyField })
export type PayOrderInput = z.output<typeof payOrderInput>

export const cancelOrderInput = z.strictObject({
  orderId: idField('order'),
  key: keyField,
  /** Staff must say why; the buyer need not. */
  reason: lineField(300).optional(),
})
export type CancelOrderInput = z.output<typeof cancelOrderInput>

export const refundOrderInput = z.strictObject({
  orderId: idField('order'),
  /** Made by the page once, so that a double tap gives back once. */
  attemptId: attemptField,
  /** Minor units. */
  amount: wholeNumber(1, MOST_MONEY),
  reason: lineField(300).pipe(z.string().min(3)),
})
export type RefundOrderInput = z.output<typeof refundOrderInput>

// ------------------------------------------------------------------ faults

export interface NamedLine {
  readonly variantId: string
  /** Null when nothing is known under that id. */
  readonly title: Localised | null
  readonly pack: Localised | null
}

/** What the page sent can not be bought like that; nothing was written. */
export type CheckoutFault =
  | { readonly code: 'empty' }
  /** No longer for sale, or another cooperative's. */
  | { readonly code: 'variant-gone'; readonly lines: readonly NamedLine[] }
  | {
      readonly code: 'price-changed'
      readonly currency: string
      readonly lines: readonly (NamedLine & { readonly seen: number; readonly now: number })[]
    }
  | {
      readonly code: 'sold-out'
      readonly lines: readonly (NamedLine & { readonly wanted: number; readonly available: number })[]
    }
  /** The courier does not go there. */
  | { readonly code: 'region-unknown' }
  | { readonly code: 'order-too-large' }
  | { readonly code: 'payments-off' }
  /** The same attempt under another buyer's name. */
  | { readonly code: 'attempt-taken' }

export type CartFault =
  | { readonly code: 'variant-gone'; readonly lines: readonly NamedLine[] }
  | { readonly code: 'cart-full'; readonly most: number }
  | { readonly code: 'not-in-cart' }

/** No such order, or none that this reader may know of. */
export interface OrderUnknown {
  readonly code: 'order-unknown'
}

export type PayOrderFault =
  | OrderUnknown
  | { readonly code: 'not-payable'; readonly state: OrderState }
  | { readonly code: 'payments-off' }
  | { readonly code: 'provider-silent' }
  | { readonly code: 'provider-refused' }

export type CancelFault =
  | OrderUnknown
  | { readonly code: 'not-allowed' }
  | { readonly code: 'reason-missing' }
  | { readonly code: 'not-cancellable'; readonly state: OrderState }
  /** Whether money is coming is not known yet. */
  | { readonly code: 'provider-silent' }

export type RefundOrderFault =
  | OrderUnknown
  | { readonly code: 'not-allowed' }
  | { readonly code: 'not-refundable'; readonly state: OrderState }
  /** All of it, before packing: cancelling brings the goods back as well. */
  | { readonly code: 'cancel-instead' }
  | { readonly code: 'refund-too-much'; readonly left: number; readonly currency: string }

export type OrdersFault = CheckoutFault | CartFault | PayOrderFault | CancelFault | RefundOrderFault
