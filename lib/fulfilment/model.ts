import { z } from 'zod'
import { idField, lineField } from '#lib/kernel/fields.ts'
import type { Localised } from '#lib/kernel/locale.ts'
import type { OrderState } from '#lib/orders/model.ts'

export type ParcelState = 'PICKING' | 'WEIGHED' | 'PACKED' | 'HANDED_OVER' | 'DELIVERED' | 'LOST'

const PARCEL_FLOW: Readonly<Record<ParcelState, readonly ParcelState[]>> = {
  PICKING: ['WEIGHED', 'PACKED'],
  WEIGHED: ['PACKED'],
  PACKED: ['HANDED_OVER'],
  HANDED_OVER: ['DELIVERED', 'LOST'],
  DELIVERED: [],
  LOST: ['DELIVERED'],
}

export function parcelMayBecome(from: ParcelState, to: ParcelState): boolean {
  return PARCEL_FLOW[from].includes(to)
}

// ------------------------------------------------------------------ what people type

export const packInput = z.strictObject({ orderId: idField('order') })
export type PackInput = z.output<typeof packInput>

export const shipInput = z.strictObject({
  orderId: idField('order'),
  courier: lineField(60).pipe(z.string().min(2)),
  /** As it stands on the label; couriers use letters, digits and dashes. */
  trackingNumber: z
    .string()
    .trim()
    .transform((typed) => typed.toUpperCase().replace(/\s/g, ''))
    .pipe(z.string().regex(/^[A-Z0-9-]{5,40}$/)),
})
export type ShipInput = z.output<typeof shipInput>

export const deliverInput = z.strictObject({ orderId: idField('order') })
export type DeliverInput = z.output<typeof deliverInput>

// ------------------------------------------------------------------ faults

export type FulfilmentFault =
  | { readonly code: 'order-unknown' }
  | { readonly code: 'not-allowed' }
  /** Cancelled, or further on, since the page was shown. */
  | { readonly code: 'order-moved'; readonly state: OrderState }

// ------------------------------------------------------------------ what is shown

export interface ParcelView {
  readonly parcelId: string
  readonly state: ParcelState
  readonly courier: string | null
  readonly trackingNumber: string | null
  readonly packedAt: Date | null
  readonly handedOverAt: Date | null
  readonly deliveredAt: Date | null
}

export interface PackCount {
  readonly variantId: string
  readonly title: Localised
  readonly pack: Localised
  readonly packs: number
}

/** One order to be packed: what goes into the box and whom it goes to. */
export interface OrderToPack {
  readonly by: 'order'
  readonly orderId: string
  readonly number: string
  readonly paidAt: Date
  /** The buyer's bank asks the money back, or has it: not to be shipped until that is decided. */
  readonly disputed: boolean
  readonly name: string
  readonly phone: string
  readonly province: string
  readonly city: string
  readonly street: string
  readonly postcode: string | null
  readonly weightGrams: number
  readonly packs: number
  readonly lines: readonly PackCount[]
}

/** What has to be fetched from the shed for one show, or of one product, over all its orders. */
export interface GroupToPack {
  readonly by: 'show' | 'product'
  /** The show's or the product's id; null for what was bought outside a show. */
  readonly id: string | null
  readonly title: Localised | null
  readonly orders: number
  readonly packs: number
  readonly variants: readonly PackCount[]
}

export type PackingBy = 'show' | 'product' | 'order'

export interface PackingList {
  /** Of everything that waits, not of this page. */
  readonly orders: number
  readonly packs: number
  readonly rows: readonly (OrderToPack | GroupToPack)[]
  readonly next: string | null
}
