import { z } from 'zod'
import { idField, lineField, localisedLine, wholeNumber } from '#lib/kernel/fields.ts'
import type { Localised } from '#lib/kernel/locale.ts'

// ------------------------------------------------------------------ states

export type HoldState = 'HELD' | 'SOLD' | 'RELEASED'

/**
 * A hold ends exactly once. The one way back is late money: a released hold whose stock is still there is taken
 * again and sold in the same transaction (states.md, Order: released → paid again).
 */
const HOLD_FLOW: Readonly<Record<HoldState, readonly HoldState[]>> = {
  HELD: ['SOLD', 'RELEASED'],
  RELEASED: ['HELD'],
  SOLD: [],
}

/** The states from which a hold may come to `state`. */
export function holdStatesBefore(state: HoldState): HoldState[] {
  return (Object.keys(HOLD_FLOW) as HoldState[]).filter((from) => HOLD_FLOW[from].includes(state))
}

export const LOT_STATES = ['EXPECTED', 'RECEIVED', 'OPEN', 'EXHAUSTED', 'WRITTEN_OFF'] as const
export type LotState = (typeof LOT_STATES)[number]

/** A return brings an exhausted lot back; nothing brings back one that was written off. */
const LOT_FLOW: Readonly<Record<LotState, readonly LotState[]>> = {
  EXPECTED: ['RECEIVED'],
  RECEIVED: ['OPEN'],
  OPEN: ['EXHAUSTED', 'WRITTEN_OFF'],
  EXHAUSTED: ['OPEN'],
  WRITTEN_OFF: [],
}

export function lotMayBecome(from: LotState, to: LotState): boolean {
  return LOT_FLOW[from].includes(to)
}

const DAY_MS = 24 * 3600 * 1000
/** So many days before a lot is over, somebody should think of it. */
const SOON_DAYS = 3

/** How a lot's best-before day (`2026-12-01`, to its end) stands to now. Without one, it keeps. */
export function shelfLife(bestBefore: string | null, now: Date): 'good' | 'soon' | 'over' {
  if (!bestBefore) return 'good'
  const left = Date.parse(bestBefore) + DAY_MS - now.getTime()
  return left <= 0 ? 'over' : left <= SOON_DAYS * DAY_MS ? 'soon' : 'good'
}

export const MOVEMENT_KINDS = [
  'RECEIPT',
  'ADJUSTMENT',
  'HOLD',
  'RELEASE',
  'SALE',
  'RETURN',
  'SPOILAGE',
  'REGRADE',
  'TRANSFER',
] as const
export type MovementKind = (typeof MOVEMENT_KINDS)[number]

// ------------------------------------------------------------------ holds

/** Stock wanted for one reference (an order's id, though inventory does not know what an order is). */
export interface HoldRequest {
  readonly reference: string
  readonly variantId: string
  /** Packs, a whole number above 0. */
  readonly quantity: number
}

/** What a variant still had when it was this reference's turn. */
export interface Short {
  readonly variantId: string
  readonly available: number
}

export type HoldOutcome =
  | { readonly reference: string; readonly ok: true }
  | { readonly reference: string; readonly ok: false; readonly short: readonly Short[] }

/** Several lines of one variant under one reference are one wish; references keep the order of their first line. */
export function gatherRequests(requests: readonly HoldRequest[]): HoldRequest[] {
  const gathered = new Map<string, HoldRequest>()
  for (const request of requests) {
    if (!Number.isSafeInteger(request.quantity) || request.quantity < 1)
      throw new Error(`${request.quantity} packs cannot be held`)
    const key = `${request.reference}\n${request.variantId}`
    const quantity = (gathered.get(key)?.quantity ?? 0) + request.quantity
    gathered.set(key, { ...request, quantity })
  }
  return [...gathered.values()]
}

// ------------------------------------------------------------------ what people type

/** More than a village brings to the shed in a day, less than a typing mistake with three zeros too many. */
const MOST_PACKS = 100_000

export const receiveInput = z.strictObject({
  cooperativeId: idField('cooperative'),
  producerId: idField('producer'),
  variantId: idField('variant'),
  /** Packs. */
  quantity: wholeNumber(1, MOST_PACKS),
  harvestedOn: z.iso.date(),
  bestBefore: z.iso.date().optional(),
  /** Where it grew; left out, the producer's own village. */
  village: localisedLine(120).optional(),
})
export type ReceiveInput = z.output<typeof receiveInput>

const reason = lineField(300).pipe(z.string().min(3))

export const adjustInput = z.strictObject({
  variantId: idField('variant'),
  /** The lot the packs belong to, where it is known. */
  lotId: idField('lot').optional(),
  /** `fewer` or `more` than the books say; two fields, so that no form needs a minus. */
  direction: z.enum(['fewer', 'more']),
  quantity: wholeNumber(1, MOST_PACKS),
  reason,
})
export type AdjustInput = z.output<typeof adjustInput>

export const writeOffInput = z.strictObject({
  lotId: idField('lot'),
  /** Packs that spoiled; left out, everything that remains, and the lot is closed. */
  quantity: wholeNumber(1, MOST_PACKS).optional(),
  reason,
})
export type WriteOffInput = z.output<typeof writeOffInput>

// ------------------------------------------------------------------ faults

/** Taking that many would take what buyers hold; at most `most` can go. */
export interface BelowHeld {
  readonly code: 'below-held'
  readonly onHand: number
  readonly held: number
  readonly most: number
}

export type InventoryFault =
  | { readonly code: 'not-allowed' }
  | { readonly code: 'variant-unknown' }
  | { readonly code: 'producer-unknown' }
  | { readonly code: 'lot-unknown' }
  /** Harvested on a day that has not come. */
  | { readonly code: 'harvest-ahead' }
  | { readonly code: 'best-before-harvest' }
  | BelowHeld
  /** The lot has fewer packs than that. */
  | { readonly code: 'lot-too-small'; readonly remaining: number }
  | { readonly code: 'lot-written-off' }

// ------------------------------------------------------------------ what is shown

export interface StockRow {
  readonly variantId: string
  readonly productId: string
  readonly title: Localised
  readonly pack: Localised
  readonly published: boolean
  readonly retired: boolean
  readonly onHand: number
  readonly held: number
  readonly available: number
}

export interface LedgerRow {
  readonly id: string
  readonly kind: MovementKind
  readonly at: Date
  /** Signed changes. */
  readonly onHand: number
  readonly held: number
  /** The level after it. */
  readonly onHandAfter: number
  readonly heldAfter: number
  readonly lotCode: string | null
  /** Null: the house itself. */
  readonly actorName: string | null
  readonly cause: string
  readonly reason: string | null
}

export interface LotRow {
  readonly id: string
  readonly code: string
  readonly state: LotState
  readonly productId: string
  readonly variantId: string
  readonly title: Localised
  readonly pack: Localised
  readonly producerName: string
  readonly village: Localised
  readonly received: number
  readonly remaining: number
  /** `2026-11-23` */
  readonly harvestedOn: string
  readonly bestBefore: string | null
  readonly receivedAt: Date
}

/** A page of a list; `next` is the cursor of the one after it. */
export interface Page<T> {
  readonly rows: readonly T[]
  readonly next: string | null
}

/** A lot as a buyer sees it. */
export interface OpenLot {
  readonly code: string
  readonly variantId: string
  readonly producerName: string
  readonly village: Localised
  readonly harvestedOn: string
  readonly bestBefore: string | null
}

/** What the code on a box opens. */
export interface LotStory {
  readonly code: string
  readonly state: LotState
  readonly harvestedOn: string
  readonly bestBefore: string | null
  readonly village: Localised
  readonly producer: {
    readonly name: string
    readonly story: Localised
    readonly portraitId: string | null
  }
  readonly product: { readonly slug: string; readonly title: Localised; readonly published: boolean }
  readonly pack: Localised
  readonly cooperative: { readonly slug: string; readonly name: Localised; readonly county: Localised }
}
