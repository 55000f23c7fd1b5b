import type { Context } from '#lib/kernel/context.ts'
import { db } from '#lib/kernel/db.ts'
import type { Actor, Member } from '#lib/members/model.ts'
import type { WrittenCheckout } from '#lib/orders/write-order.ts'
import type { Sandbox } from '#server/payments-sandbox/sandbox-surface.ts'
import { addStock, checkoutOf, openMarket } from '../../fixtures/market.ts'
import { addPerson, type Stall } from '../../fixtures/stall.ts'
import type { DueJob } from '../../fixtures/worker.ts'
import { type Chance, chanceOf } from './chance.ts'

/** Somebody who wants crates and tries until she has some or gives up. */
export interface Buyer {
  readonly actor: Actor
  readonly packs: number
  input: WrittenCheckout
  /** Every order she ever began, with the key to its page. */
  readonly orders: Map<string, string>
}

/** A job in the queue: done at least once, given up after some failures. */
export interface Queued {
  readonly job: DueJob
  failures: number
}

/** One run's shop, its people and everything that is on its way. */
export interface Shop {
  readonly chance: Chance
  readonly context: Context
  readonly provider: Sandbox
  readonly stall: Stall
  readonly variantIds: readonly string[]
  readonly stock: number
  readonly slowPayments: number
  readonly buyers: readonly Buyer[]
  readonly packer: Member
  readonly manager: Member
  readonly queue: Queued[]
  /** Slow payments that came to their end. */
  readonly ended: Set<string>
  readonly counts: Record<string, number>
}

const PACKS = 5
const BUYERS = 8

/** People and prices stay over all runs; orders, stock and money begin anew. */
export async function setUpHouse() {
  const stall = await openMarket()
  const packer = await addPerson(stall.cooperativeId, 'PACKER')
  const manager = await addPerson(stall.cooperativeId, 'MANAGER')
  return { stall, packer, manager }
}

export type House = Awaited<ReturnType<typeof setUpHouse>>

export async function openShop(
  house: House,
  provider: Sandbox,
  context: Context,
  seed: number,
  slowPayments = 0,
): Promise<Shop> {
  await db().$executeRaw`
    truncate "order", order_line, payment, refund, provider_event, outbox, hold, stock_movement, stock_level, lot,
      parcel, audit_entry, listing_price cascade`
  await db().variant.deleteMany()
  const chance = chanceOf(seed)
  const variantIds = [await addStock(house.stall, PACKS), await addStock(house.stall, PACKS)]
  const buyers = Array.from({ length: BUYERS }, (_, n): Buyer => {
    const packs = 1 + chance.below(2)
    // Most want the same; a few want both.
    const wanted = chance.is(0.3) ? variantIds : [variantIds[chance.below(5) === 0 ? 1 : 0] ?? '']
    const buyer: Buyer = {
      actor: { kind: 'guest', id: `gst_${seed}_${n}` },
      packs,
      orders: new Map(),
      input: {
        ...checkoutOf(house.stall, wanted[0] ?? '', packs),
        lines: wanted.map((variantId) => ({ variantId, quantity: packs, seenPrice: 3980 })),
      },
    }
    newAttempt(buyer)
    return buyer
  })
  return {
    ...house,
    chance,
    context,
    provider,
    variantIds,
    stock: PACKS,
    slowPayments,
    buyers,
    queue: [],
    ended: new Set(),
    counts: {},
  }
}

let attempts = 0

/** Her page was shown anew. */
export function newAttempt(buyer: Buyer): void {
  buyer.input = { ...buyer.input, attemptId: `attempt-of-a-buyer-${attempts++}` }
}

export function count(shop: Shop, what: string): void {
  shop.counts[what] = (shop.counts[what] ?? 0) + 1
}
