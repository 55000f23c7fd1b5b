import { beforeAll, beforeEach, describe, expect, test } from 'vitest'
import type { Context } from '#lib/kernel/context.ts'
import { closeDb, db } from '#lib/kernel/db.ts'
import type { Actor, Member } from '#lib/members/model.ts'
import { useTestDatabase } from '../../tests/fixtures/database.ts'
import {
  ADDRESS,
  addShowOnAir,
  addStock,
  checkoutOf,
  openMarket,
  pageOf,
} from '../../tests/fixtures/market.ts'
import { providerContext, useProvider } from '../../tests/fixtures/provider.ts'
import { addPerson, addVariant, type Stall } from '../../tests/fixtures/stall.ts'
import { expectBooksToAgree } from '../../tests/races/inventory-shelf.ts'
import { orderKey } from './order-key.ts'
import { payOrder } from './pay-order.ts'
import { orderPage } from './queries.ts'
import { startCheckout } from './start-checkout.ts'
import type { WrittenCheckout } from './write-order.ts'

useTestDatabase(closeDb)
const provider = useProvider()
let context: Context
let stall: Stall
let lin: Member
const guest: Actor = { kind: 'guest', id: 'gst_01kb2x4q9ms7f3c1h8r0va' }

beforeAll(async () => {
  stall = await openMarket()
  lin = await addPerson(stall.cooperativeId)
})

beforeEach(() => {
  context = providerContext(provider)
})

const start = (input: WrittenCheckout, actor: Actor = guest) => startCheckout(context, actor, input, pageOf)

async function started(input: WrittenCheckout, actor: Actor = guest) {
  const order = await start(input, actor)
  if (!order.ok) throw new Error(JSON.stringify(order.fault))
  return order.value
}

describe('a checkout', () => {
  test('prices, holds, writes and leads to the provider', async () => {
    const variantId = await addStock(stall, 10)
    const order = await started(checkoutOf(stall, variantId, 2))
    const page = await orderPage(guest, order.orderId, order.key)
    expect(page).toMatchObject({
      state: 'HELD',
      goods: 7960,
      // 11 kg: one of the heaviest and a light one.
      shipping: 1900,
      total: 9860,
      currency: 'cny',
      address: { ...ADDRESS, region: 'southwest' },
      lines: [{ variantId, quantity: 2, unitPrice: 3980, total: 7960 }],
      can: { pay: true, cancel: true },
    })
    expect(page?.number).toMatch(/^[0-9A-Z]{4}-[0-9A-Z]{4}$/)
    const [session] = provider.books().sessions
    expect(session).toMatchObject({ amount_total: 9860, metadata: { reference: order.orderId } })
    expect(order.payUrl).toContain(session?.id)
    // The hold's clock began with the link.
    expect(page?.deadline?.getTime()).toBe(context.now().getTime() + 15 * 60_000)
    expect(await db().stockLevel.findUnique({ where: { variantId } })).toMatchObject({ onHand: 10, held: 2 })
    await expectBooksToAgree()
  })

  test('tapped twice, and ten times at once, is one order', async () => {
    const variantId = await addStock(stall, 10)
    const input = checkoutOf(stall, variantId, 1)
    const taps = await Promise.all(Array.from({ length: 10 }, () => started(input)))
    taps.push(await started(input))
    expect(new Set(taps.map(({ orderId }) => orderId)).size).toBe(1)
    expect(new Set(taps.map(({ payUrl }) => payUrl)).size).toBe(1)
    expect(await db().stockLevel.findUnique({ where: { variantId } })).toMatchObject({ held: 1 })
    expect(provider.books().sessions).toHaveLength(1)
  })

  test('sent again after everything was lost but the order finds it', async () => {
    const variantId = await addStock(stall, 10)
    const input = checkoutOf(stall, variantId, 1)
    provider.faults.add({ trouble: { do: 'cut', when: 'before' }, method: 'POST', times: 9 })
    const first = await started(input)
    expect(first.payUrl).toBeNull()
    provider.faults.clear()
    const again = await started(input)
    expect(again).toMatchObject({ orderId: first.orderId })
    expect(again.payUrl).toContain('http')
    const back = await payOrder(context, guest, { orderId: first.orderId, key: first.key }, pageOf)
    expect(back).toEqual({ ok: true, value: { payUrl: again.payUrl } })
  })

  test('the deadline does not move when the link is asked for again', async () => {
    const variantId = await addStock(stall, 10)
    const { orderId, key } = await started(checkoutOf(stall, variantId, 1))
    const deadline = (await orderPage(guest, orderId, key))?.deadline
    provider.clock.advance(600)
    await payOrder(context, guest, { orderId, key }, pageOf)
    expect((await orderPage(guest, orderId, key))?.deadline).toEqual(deadline)
  })

  test('one attempt is one buyer’s', async () => {
    const variantId = await addStock(stall, 10)
    const input = checkoutOf(stall, variantId, 1)
    await started(input, lin)
    expect(await start(input, guest)).toEqual({ ok: false, fault: { code: 'attempt-taken' } })
  })

  test('takes the on-air price while the show is on air', async () => {
    const variantId = await addStock(stall, 10)
    const showId = await addShowOnAir(stall, { [variantId]: 2980 })
    const lines = [{ variantId, quantity: 1, showId, seenPrice: 2980 }]
    const order = await started(checkoutOf(stall, variantId, 1, { lines }))
    expect(await orderPage(guest, order.orderId, order.key)).toMatchObject({
      goods: 2980,
      lines: [{ showId }],
    })
    await db().show.update({ where: { id: showId }, data: { state: 'ENDED' } })
    expect(await start(checkoutOf(stall, variantId, 1, { lines }))).toMatchObject({
      fault: { code: 'price-changed', lines: [{ variantId, seen: 2980, now: 3980 }] },
    })
  })
})

describe('a checkout is refused, and nothing is written,', () => {
  let variantId: string
  beforeAll(async () => {
    variantId = await addStock(stall, 3)
  })

  async function refused(input: WrittenCheckout): Promise<unknown> {
    const before = await db().order.count()
    const answer = await start(input)
    expect(await db().order.count()).toBe(before)
    expect(provider.books().sessions).toEqual([])
    await expectBooksToAgree()
    return answer.ok ? answer.value : answer.fault
  }

  test('when the price she saw is not the price', async () => {
    const stale = checkoutOf(stall, variantId, 1, { lines: [{ variantId, quantity: 1, seenPrice: 1 }] })
    expect(await refused(stale)).toMatchObject({
      code: 'price-changed',
      currency: 'cny',
      lines: [{ variantId, seen: 1, now: 3980, title: { en: 'Oranges' } }],
    })
  })

  test('when there is less than she wants, saying what is left', async () => {
    expect(await refused(checkoutOf(stall, variantId, 4))).toMatchObject({
      code: 'sold-out',
      lines: [{ variantId, wanted: 4, available: 3, title: { en: 'Oranges' } }],
    })
  })

  test('when one of several is short: all or nothing', async () => {
    const other = await addStock(stall, 1)
    const lines = [
      { variantId, quantity: 1, seenPrice: 3980 },
      { variantId: other, quantity: 2, seenPrice: 3980 },
    ]
    expect(await refused(checkoutOf(stall, variantId, 1, { lines }))).toMatchObject({
      code: 'sold-out',
      lines: [{ variantId: other, available: 1 }],
    })
  })

  test('when it is another cooperative’s', async () => {
    const other = await openMarket()
    const foreign = await addStock(other, 5)
    expect(await refused(checkoutOf(stall, foreign, 1))).toMatchObject({
      code: 'variant-gone',
      lines: [{ variantId: foreign }],
    })
  })

  test('when it is nobody’s', async () => {
    expect(await refused(checkoutOf(stall, 'var_00000000000000000000zz', 1))).toMatchObject({
      code: 'variant-gone',
      lines: [{ title: null }],
    })
  })

  test('when it is retired, or its product is not published', async () => {
    const retired = await addVariant(stall)
    await db().variant.update({ where: { id: retired }, data: { retiredAt: context.now() } })
    expect(await refused(checkoutOf(stall, retired, 1))).toMatchObject({ code: 'variant-gone' })
    const draft = await openMarket()
    const unpublished = await addStock(draft, 5)
    await db().product.update({ where: { id: draft.productId }, data: { state: 'DRAFT' } })
    expect(await refused(checkoutOf(draft, unpublished, 1))).toMatchObject({ code: 'variant-gone' })
  })

  test('when the courier does not go there', async () => {
    for (const province of ['CN-XJ', 'CN-HK', 'FR-75'])
      expect(
        await refused(checkoutOf(stall, variantId, 1, { address: { ...ADDRESS, province } })),
      ).toMatchObject({ code: 'region-unknown' })
  })

  test('when it is more than an order can be', async () => {
    const dear = await addStock(stall, 2)
    await db().variant.update({ where: { id: dear }, data: { price: 99_999_999 } })
    const lines = [{ variantId: dear, quantity: 2, seenPrice: 99_999_999 }]
    expect(await refused(checkoutOf(stall, dear, 2, { lines }))).toMatchObject({ code: 'order-too-large' })
  })
})

describe('an order’s page', () => {
  test('opens for its buyer and for its key, and for nobody else', async () => {
    const variantId = await addStock(stall, 10)
    const hers = await started(checkoutOf(stall, variantId, 1), lin)
    const other = await addPerson(stall.cooperativeId)
    expect(await orderPage(lin, hers.orderId)).not.toBeNull()
    expect(await orderPage(guest, hers.orderId, hers.key)).not.toBeNull()
    for (const [actor, key] of [
      [other, undefined],
      [guest, undefined],
      [guest, ''],
      [guest, `${hers.key}x`],
      [guest, orderKey('ord_01kb2x4q9ms7f3c1h8r0va')],
      [other, hers.key.slice(0, -1)],
    ] as const) {
      expect(await orderPage(actor, hers.orderId, key)).toBeNull()
      const pay = await payOrder(context, actor, { orderId: hers.orderId, key }, pageOf)
      expect(pay).toEqual({ ok: false, fault: { code: 'order-unknown' } })
    }
    expect(await orderPage(guest, "ord_' or 1=1")).toBeNull()
  })
})
