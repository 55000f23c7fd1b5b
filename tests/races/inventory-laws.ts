import { setImmediate } from 'node:timers/promises'
import fc from 'fast-check'
import { expect } from 'vitest'
import type { HoldOutcome, HoldRequest } from '#lib/inventory/model.ts'
import { db } from '#lib/kernel/db.ts'
import { setUpStall } from '../fixtures/stall.ts'
import {
  alone,
  context,
  expectBooksToAgree,
  hold,
  levelOf,
  lotsLeft,
  newReference,
  type Shelf,
  stocked,
} from './inventory-shelf.ts'

/** What must be true of stock whoever comes at the same time. Each law throws when it is broken. */
export type Law = (shelf: Shelf) => Promise<void>

/** So many at once. Waits for all of them, so that one that fails leaves nobody behind in the database. */
async function buyers<T>(count: number, buy: (index: number) => Promise<T>): Promise<T[]> {
  const settled = await Promise.allSettled(Array.from({ length: count }, (_, index) => buy(index)))
  return settled.map((one) => {
    if (one.status === 'rejected') throw one.reason
    return one.value
  })
}

const BUYERS = 60

/** 60 buyers at once for 10 crates: ten have one, fifty are told that nothing is left. */
export const tenCratesForSixty: Law = async (shelf) => {
  const { variantId } = await stocked(shelf, await setUpStall(), 10)
  const outcomes = await buyers(BUYERS, () => hold(shelf, newReference(), [{ variantId, quantity: 1 }]))
  expect(outcomes.filter(({ ok }) => ok)).toHaveLength(10)
  for (const outcome of outcomes)
    if (!outcome.ok) expect(outcome.short).toEqual([{ variantId, available: 0 }])
  expect(await levelOf(variantId)).toEqual({ onHand: 10, held: 10 })
  await expectBooksToAgree()
}

/** Few, because where there are circles the database takes a second to find each. */
const COUPLES = 12

/** Many baskets with the same things in opposite orders wait for each other, never in a circle. */
export const noCircles: Law = async (shelf) => {
  const stall = await setUpStall()
  const ids: string[] = []
  for (let i = 0; i < 4; i++) ids.push((await stocked(shelf, stall, 500)).variantId)
  // The database breaks a circle and the transaction is tried again: more tries than buyers are circles.
  const tries = { count: 0, most: COUPLES }
  await buyers(COUPLES, async (index) => {
    const order = index % 2 ? ids : ids.toReversed()
    const lines = order.map((variantId) => ({ variantId, quantity: 1 }))
    expect((await hold(shelf, newReference(), lines, tries)).ok).toBe(true)
  })
  for (const id of ids) expect(await levelOf(id)).toEqual({ onHand: 500, held: COUPLES })
  await expectBooksToAgree()
}

/** A basket is held wholly or not at all, and says what there is of what is short. */
export const wholeBaskets: Law = async (shelf) => {
  const stall = await setUpStall()
  const [plenty, scarce] = [await stocked(shelf, stall, 9), await stocked(shelf, stall, 2)]
  const basket = [
    { variantId: plenty.variantId, quantity: 3 },
    { variantId: scarce.variantId, quantity: 1 },
    // The same variant twice is one wish of three.
    { variantId: scarce.variantId, quantity: 2 },
  ]
  const reference = newReference()
  expect(await hold(shelf, reference, basket)).toEqual({
    reference,
    ok: false,
    short: [{ variantId: scarce.variantId, available: 2 }],
  })
  expect(await levelOf(plenty.variantId)).toEqual({ onHand: 9, held: 0 })
  await expectBooksToAgree()
}

/** The buyer's double tap, twenty times: one hold. */
export const sameAgain: Law = async (shelf) => {
  const stall = await setUpStall()
  const [one, other] = [await stocked(shelf, stall, 5), await stocked(shelf, stall, 5)]
  const reference = newReference()
  const lines = [
    { variantId: one.variantId, quantity: 2 },
    { variantId: other.variantId, quantity: 1 },
  ]
  const outcomes = await buyers(20, () => hold(shelf, reference, lines))
  expect(outcomes.every(({ ok }) => ok)).toBe(true)
  expect(await levelOf(one.variantId)).toEqual({ onHand: 5, held: 2 })
  expect(await levelOf(other.variantId)).toEqual({ onHand: 5, held: 1 })
  await expectBooksToAgree()
}

/** Another quantity under the same reference is another order's mistake: it is no success, also when it had to wait. */
export const notTheSame: Law = async (shelf) => {
  const { variantId } = await stocked(shelf, await setUpStall(), 9)
  const reference = newReference()
  let other: Promise<HoldOutcome> | undefined
  await alone(async (tx) => {
    await shelf.holdStock(tx, context, [{ reference, variantId, quantity: 2 }])
    other = hold(shelf, reference, [{ variantId, quantity: 3 }])
    other.catch(() => {})
    await somebodyWaits()
  })
  await expect(other).rejects.toThrow('another hold')
  await expect(hold(shelf, reference, [{ variantId, quantity: 1 }])).rejects.toThrow('another hold')
  expect(await levelOf(variantId)).toEqual({ onHand: 9, held: 2 })
  await expectBooksToAgree()
}

/** Paid five times over, by webhook, reconciler and retries at once: sold once. */
export const soldOnce: Law = async (shelf) => {
  const { variantId, lotIds } = await stocked(shelf, await setUpStall(), 3, 5)
  const reference = newReference()
  await hold(shelf, reference, [{ variantId, quantity: 4 }])
  const sold = await buyers(5, () => alone((tx) => shelf.sellHold(tx, context, reference)))
  expect(sold).toEqual([true, true, true, true, true])
  expect(await levelOf(variantId)).toEqual({ onHand: 4, held: 0 })
  // First expiring first: all of the first lot, the rest from the second.
  expect(await lotsLeft(lotIds)).toEqual([0, 4])
  await expectBooksToAgree()
}

/** The deadline and the money arrive together: one of them wins, the other is told. */
export const endsOnce: Law = async (shelf) => {
  const { variantId } = await stocked(shelf, await setUpStall(), 40)
  for (let round = 0; round < 10; round++) {
    const reference = newReference()
    await hold(shelf, reference, [{ variantId, quantity: 1 }])
    const [sold, released] = await Promise.all([
      alone((tx) => shelf.sellHold(tx, context, reference)),
      alone((tx) => shelf.releaseHold(tx, context, reference)),
    ])
    expect(sold).toBe(!released)
  }
  expect((await levelOf(variantId)).held).toBe(0)
  await expectBooksToAgree()
}

/** Released packs are somebody else's at once, as many as were held. */
export const releasedIsFree: Law = async (shelf) => {
  const { variantId } = await stocked(shelf, await setUpStall(), 3)
  const reference = newReference()
  await hold(shelf, reference, [{ variantId, quantity: 3 }])
  await buyers(3, () => alone((tx) => shelf.releaseHold(tx, context, reference)))
  expect(await levelOf(variantId)).toEqual({ onHand: 3, held: 0 })
  expect((await hold(shelf, newReference(), [{ variantId, quantity: 3 }])).ok).toBe(true)
  await expectBooksToAgree()
}

/** Packs that come free while a buyer waits for the lock are hers, though her statement began before they were. */
export const freeWhileWaiting: Law = async (shelf) => {
  const { variantId } = await stocked(shelf, await setUpStall(), 5)
  const first = newReference()
  await hold(shelf, first, [{ variantId, quantity: 5 }])
  let waiting: Promise<HoldOutcome> | undefined
  await alone(async (tx) => {
    await shelf.releaseHold(tx, context, first)
    waiting = hold(shelf, newReference(), [{ variantId, quantity: 3 }])
    await somebodyWaits()
  })
  expect((await waiting)?.ok).toBe(true)
  expect(await levelOf(variantId)).toEqual({ onHand: 5, held: 3 })
  await expectBooksToAgree()
}

/** Until some statement of this database waits for a lock. */
async function somebodyWaits(): Promise<void> {
  const waiting = () => db().$queryRaw<{ count: number }[]>`
    select count(*)::int as count from pg_stat_activity
    where datname = current_database() and wait_event_type = 'Lock'`
  while ((await waiting())[0]?.count === 0) await setImmediate()
}

/** Late money takes the stock again if all of it is there, and nothing of it if not. */
export const lateMoney: Law = async (shelf) => {
  const stall = await setUpStall()
  const [one, other] = [await stocked(shelf, stall, 2), await stocked(shelf, stall, 2)]
  const late = newReference()
  await hold(shelf, late, [
    { variantId: one.variantId, quantity: 2 },
    { variantId: other.variantId, quantity: 1 },
  ])
  await alone((tx) => shelf.releaseHold(tx, context, late))
  const quick = newReference()
  await hold(shelf, quick, [{ variantId: one.variantId, quantity: 1 }])

  expect(await alone((tx) => shelf.retakeStock(tx, context, late))).toBe(false)
  expect(await levelOf(other.variantId)).toEqual({ onHand: 2, held: 0 })
  await alone((tx) => shelf.releaseHold(tx, context, quick))
  const twice = await buyers(2, () => alone((tx) => shelf.retakeStock(tx, context, late)))
  expect(twice).toEqual([true, true])
  expect(await levelOf(one.variantId)).toEqual({ onHand: 0, held: 0 })
  expect(await levelOf(other.variantId)).toEqual({ onHand: 1, held: 0 })
  await alone((tx) => shelf.returnStock(tx, context, late, null))
  expect(await alone((tx) => shelf.retakeStock(tx, context, late)), 'sold and given back').toBe(false)
  await expectBooksToAgree()
}

/** A cancelled order's packs are back in the lots they came from, once. */
export const backWhereItWas: Law = async (shelf) => {
  const { variantId, lotIds } = await stocked(shelf, await setUpStall(), 3, 5)
  const reference = newReference()
  await hold(shelf, reference, [{ variantId, quantity: 4 }])
  await alone((tx) => shelf.sellHold(tx, context, reference))
  await buyers(4, () => alone((tx) => shelf.returnStock(tx, context, reference, null)))
  expect(await levelOf(variantId)).toEqual({ onHand: 8, held: 0 })
  expect(await lotsLeft(lotIds)).toEqual([3, 5])
  await expectBooksToAgree()
}

/** Gathered requests: exactly what a queue of people would get, one after the other. */
export const asInAQueue: Law = async (shelf) => {
  const stall = await setUpStall()
  const line = fc.record({ variant: fc.nat(2), quantity: fc.integer({ min: 1, max: 5 }) })
  const queue = fc.array(fc.array(line, { minLength: 1, maxLength: 3 }), { minLength: 1, maxLength: 12 })
  await fc.assert(
    fc.asyncProperty(queue, fc.array(fc.nat(12), { minLength: 3, maxLength: 3 }), async (baskets, packs) => {
      const shelves = await Promise.all(packs.map((n) => stocked(shelf, stall, ...(n > 0 ? [n] : []))))
      const left = new Map(shelves.map(({ variantId }, i) => [variantId, packs[i] ?? 0]))
      const requests: HoldRequest[] = []
      const expected: { reference: string; ok: boolean }[] = []
      for (const basket of baskets) {
        const reference = newReference()
        const wishes = new Map<string, number>()
        for (const { variant, quantity } of basket) {
          const variantId = shelves[variant]?.variantId ?? ''
          requests.push({ reference, variantId, quantity })
          wishes.set(variantId, (wishes.get(variantId) ?? 0) + quantity)
        }
        const fits = [...wishes].every(([id, quantity]) => (left.get(id) ?? 0) >= quantity)
        if (fits) for (const [id, quantity] of wishes) left.set(id, (left.get(id) ?? 0) - quantity)
        expected.push({ reference, ok: fits })
      }
      const outcomes = await alone((tx) => shelf.holdStock(tx, context, requests))
      expect(outcomes.map(({ reference, ok }) => ({ reference, ok }))).toEqual(expected)
      for (const [variantId, available] of left) {
        const { onHand, held } = await levelOf(variantId)
        expect(onHand - held).toBe(available)
      }
    }),
    { numRuns: 40, seed: 2026 },
  )
  await expectBooksToAgree()
}

export const LAWS = {
  tenCratesForSixty,
  noCircles,
  wholeBaskets,
  sameAgain,
  notTheSame,
  soldOnce,
  endsOnce,
  releasedIsFree,
  freeWhileWaiting,
  lateMoney,
  backWhereItWas,
  asInAQueue,
} satisfies Record<string, Law>
