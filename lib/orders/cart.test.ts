import { beforeAll, beforeEach, expect, test } from 'vitest'
import { systemContext } from '#lib/kernel/context.ts'
import { closeDb, db } from '#lib/kernel/db.ts'
import type { Actor, Member } from '#lib/members/model.ts'
import { useTestDatabase } from '../../tests/fixtures/database.ts'
import {
  checkoutOf as aCheckout,
  addShowOnAir,
  addStock,
  openMarket,
  pageOf,
} from '../../tests/fixtures/market.ts'
import { useProvider } from '../../tests/fixtures/provider.ts'
import { addPerson, type Stall } from '../../tests/fixtures/stall.ts'
import { cartOf, checkoutOf } from './cart-queries.ts'
import { changeQuantity, removeFromCart } from './change-quantity.ts'
import { bringCartAlong } from './merge-carts.ts'
import { putInCart } from './put-in-cart.ts'
import { cartCountOf } from './queries.ts'
import { startCheckout } from './start-checkout.ts'

useTestDatabase(closeDb)
useProvider()

const context = systemContext()
let stall: Stall
let other: Stall
let lin: Member
let guest: Actor & { kind: 'guest' }

beforeAll(async () => {
  stall = await openMarket()
  other = await openMarket()
  lin = await addPerson(stall.cooperativeId)
})

beforeEach(async () => {
  await db().cart.deleteMany()
  guest = { kind: 'guest', id: context.id('guest') }
})

const put = (actor: Actor, variantId: string, quantity: number, showId?: string) =>
  putInCart(context, actor, { variantId, quantity, ...(showId ? { showId } : {}) })

test('is grouped by cooperative, with what each costs and what is left now', async () => {
  const oranges = await addStock(stall, 5)
  const tea = await addStock(other, 1)
  const showId = await addShowOnAir(stall, { [oranges]: 2980 })
  await put(guest, oranges, 1, showId)
  await put(guest, oranges, 2)
  await put(guest, tea, 3)
  const groups = await cartOf(guest)
  const mine = groups.find(({ cooperativeId }) => cooperativeId === stall.cooperativeId)
  expect(groups).toHaveLength(2)
  expect(mine).toMatchObject({
    currency: 'cny',
    goods: 3 * 2980,
    packs: 3,
    ready: true,
    lines: [
      {
        variantId: oranges,
        showId,
        quantity: 3,
        unitPrice: 2980,
        listPrice: 3980,
        onAir: true,
        available: 5,
      },
    ],
  })
  const theirs = groups.find(({ cooperativeId }) => cooperativeId === other.cooperativeId)
  expect(theirs).toMatchObject({ goods: 0, ready: false, lines: [{ problem: 'short', available: 1 }] })
  expect(await cartCountOf(guest)).toBe(6)
  expect(await cartOf({ kind: 'guest', id: 'gst_of_nobody' })).toEqual([])
  expect(await cartCountOf({ kind: 'house', id: null })).toBe(0)
})

test('says what was sold out or taken down meanwhile', async () => {
  const gone = await addStock(stall, 5)
  const out = await addStock(stall, 1)
  await put(guest, gone, 1)
  await put(guest, out, 1)
  await db().variant.update({ where: { id: gone }, data: { retiredAt: context.now() } })
  await db().stockLevel.update({ where: { variantId: out }, data: { held: 1 } })
  const [group] = await cartOf(guest)
  expect(group?.lines).toMatchObject([{ problem: 'gone' }, { problem: 'sold-out' }])
  expect(group).toMatchObject({ goods: 0, ready: false })
})

test('quantities are changed, bounded and taken out', async () => {
  const variantId = await addStock(stall, 5)
  expect(await changeQuantity(context, guest, { variantId, quantity: 2 })).toEqual({
    ok: false,
    fault: { code: 'not-in-cart' },
  })
  await put(guest, variantId, 999)
  await put(guest, variantId, 999)
  expect(await cartCountOf(guest)).toBe(999)
  await changeQuantity(context, guest, { variantId, quantity: 2 })
  expect(await cartCountOf(guest)).toBe(2)
  await removeFromCart(context, guest, { variantId })
  await removeFromCart(context, guest, { variantId })
  expect(await cartCountOf(guest)).toBe(0)
})

test('takes ten taps at once', async () => {
  const variantId = await addStock(stall, 50)
  await Promise.all(Array.from({ length: 10 }, () => put(guest, variantId, 1)))
  expect(await cartCountOf(guest)).toBe(10)
})

test('takes only what is for sale, and only so many kinds', async () => {
  const variantId = await addStock(stall, 5)
  await db().variant.update({ where: { id: variantId }, data: { retiredAt: context.now() } })
  expect(await put(guest, variantId, 1)).toMatchObject({ fault: { code: 'variant-gone' } })
  expect(await put(guest, 'var_00000000000000000000zz', 1)).toMatchObject({ fault: { code: 'variant-gone' } })
  const many = await db().variant.createManyAndReturn({
    data: Array.from({ length: 51 }, () => ({
      id: context.id('variant'),
      productId: stall.productId,
      pack: {},
      unit: 'kg',
      price: 1,
      weightGrams: 1,
      createdAt: context.now(),
    })),
  })
  for (const { id } of many.slice(0, 50)) await put(guest, id, 1)
  expect(await put(guest, many[50]?.id ?? '', 1)).toEqual({
    ok: false,
    fault: { code: 'cart-full', most: 50 },
  })
  expect(await put(guest, many[0]?.id ?? '', 1)).toMatchObject({ ok: true })
})

test('comes along when she signs in', async () => {
  const [a, b] = [await addStock(stall, 9), await addStock(stall, 9)]
  await put(lin, a, 5)
  await put(guest, a, 2)
  await put(guest, b, 1)
  await bringCartAlong(context, guest.id, lin.id)
  const [group] = await cartOf(lin)
  expect(group?.lines).toMatchObject([
    { variantId: a, quantity: 5 },
    { variantId: b, quantity: 1 },
  ])
  expect(await cartCountOf(guest)).toBe(0)
  // Twice, and with nothing to bring.
  await bringCartAlong(context, guest.id, lin.id)
  expect(await cartCountOf(lin)).toBe(6)
})

test('what is ordered from it is taken out, what is bought past it stays', async () => {
  const [a, b] = [await addStock(stall, 9), await addStock(stall, 9)]
  await put(guest, a, 1)
  await put(guest, b, 1)
  const now = await startCheckout(context, guest, aCheckout(stall, a, 1), pageOf)
  expect(now.ok).toBe(true)
  expect(await cartCountOf(guest)).toBe(2)
  const cart = await startCheckout(context, guest, aCheckout(stall, a, 1, { from: 'cart' }), pageOf)
  expect(cart.ok).toBe(true)
  expect((await cartOf(guest))[0]?.lines).toMatchObject([{ variantId: b }])
})

test('the checkout knows what every region costs', async () => {
  const [a, b] = [await addStock(stall, 9), await addStock(stall, 9)]
  await put(guest, a, 2)
  const cart = await checkoutOf(guest, stall.cooperativeId)
  expect(cart).toMatchObject({
    from: 'cart',
    goods: 7960,
    regions: [{ region: { code: 'southwest' }, shipping: 1900, total: 9860 }],
  })
  const now = await checkoutOf(guest, stall.cooperativeId, { variantId: b, quantity: 1, showId: null })
  expect(now).toMatchObject({ from: 'now', lines: [{ variantId: b }], regions: [{ total: 5380 }] })
  expect(await checkoutOf(guest, other.cooperativeId)).toBeNull()
})
