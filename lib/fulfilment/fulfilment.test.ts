import { beforeAll, beforeEach, describe, expect, test } from 'vitest'
import type { Context } from '#lib/kernel/context.ts'
import { closeDb, db } from '#lib/kernel/db.ts'
import { logger } from '#lib/kernel/log.ts'
import type { Actor, Member } from '#lib/members/model.ts'
import { cancelOrder } from '#lib/orders/cancel-order.ts'
import { ordersJobs } from '#lib/orders/jobs.ts'
import { startCheckout } from '#lib/orders/start-checkout.ts'
import { paymentsJobs } from '#lib/payments/jobs.ts'
import { reconcileRecentSessions } from '#lib/payments/reconcile.ts'
import { useTestDatabase } from '../../tests/fixtures/database.ts'
import { addShowOnAir, addStock, checkoutOf, openMarket, pageOf } from '../../tests/fixtures/market.ts'
import { providerContext, useProvider } from '../../tests/fixtures/provider.ts'
import { addPerson, type Stall } from '../../tests/fixtures/stall.ts'
import { workOff } from '../../tests/fixtures/worker.ts'
import { expectBooksToAgree } from '../../tests/races/inventory-shelf.ts'
import { markDelivered } from './mark-delivered.ts'
import { packInput, parcelMayBecome, shipInput } from './model.ts'
import { packOrder } from './pack-order.ts'
import { packingList, parcelsOf } from './queries.ts'
import { shipOrder } from './ship-order.ts'

useTestDatabase(closeDb)
const provider = useProvider()
let context: Context
let stall: Stall
let packer: Member
let host: Member
let stranger: Member
const guest: Actor = { kind: 'guest', id: 'gst_01kb2x4q9ms7f3c1h8r0va' }
const label = { courier: 'SF Express', trackingNumber: 'SF1234567890' }

beforeAll(async () => {
  stall = await openMarket()
  packer = await addPerson(stall.cooperativeId, 'PACKER')
  host = await addPerson(stall.cooperativeId, 'HOST')
  stranger = await addPerson((await openMarket()).cooperativeId, 'MANAGER')
})

beforeEach(async () => {
  context = providerContext(provider)
  await db().$executeRaw`truncate "order", payment, refund, outbox cascade`
})

async function paid(variantId: string, packs = 1, showId?: string, seenPrice = 3980) {
  const lines = [{ variantId, quantity: packs, seenPrice, ...(showId ? { showId } : {}) }]
  const order = await startCheckout(context, guest, checkoutOf(stall, variantId, packs, { lines }), pageOf)
  if (!order.ok) throw new Error(order.fault.code)
  const session = provider.books().sessions.find(({ metadata }) => metadata.reference === order.value.orderId)
  provider.pay(session?.id ?? '', {})
  await reconcileRecentSessions(context, logger('test'))
  await workOff(context, [paymentsJobs, ordersJobs])
  return order.value
}

const stateOf = async (orderId: string) =>
  (await db().order.findUniqueOrThrow({ where: { id: orderId } })).state
const said = async () => (await db().outbox.findMany()).map(({ type }) => type)
const trailOf = (orderId: string) =>
  db().auditEntry.findMany({ where: { subject: orderId }, orderBy: { id: 'asc' } })

describe('an order', () => {
  test('is packed, shipped and delivered, each told once', async () => {
    const { orderId } = await paid(await addStock(stall, 5))
    for (let tap = 0; tap < 2; tap++)
      expect(await packOrder(context, packer, { orderId })).toMatchObject({ ok: true })
    expect(await parcelsOf(orderId)).toMatchObject([{ state: 'PACKED', courier: null }])
    for (let tap = 0; tap < 2; tap++)
      expect(await shipOrder(context, packer, { orderId, ...label })).toMatchObject({ ok: true })
    expect(await parcelsOf(orderId)).toMatchObject([{ state: 'HANDED_OVER', ...label }])
    for (let tap = 0; tap < 2; tap++)
      expect(await markDelivered(context, packer, { orderId })).toMatchObject({ ok: true })
    expect(await stateOf(orderId)).toBe('DELIVERED')
    expect(await parcelsOf(orderId)).toMatchObject([{ state: 'DELIVERED', deliveredAt: context.now() }])
    expect(await said()).toEqual(['fulfilment.packed', 'fulfilment.shipped', 'fulfilment.delivered'])
    const { number } = await db().order.findUniqueOrThrow({ where: { id: orderId } })
    const entry = { actorId: packer.id, cooperativeId: stall.cooperativeId }
    expect(await trailOf(orderId)).toMatchObject([
      { ...entry, action: 'fulfilment.pack', data: { number } },
      { ...entry, action: 'fulfilment.ship', data: { number, ...label } },
      { ...entry, action: 'fulfilment.deliver', data: { number } },
    ])
  })

  test('two packers close one box', async () => {
    const { orderId } = await paid(await addStock(stall, 5))
    const both = await Promise.all([
      packOrder(context, packer, { orderId }),
      packOrder(context, packer, { orderId }),
    ])
    expect(both[0]).toEqual(both[1])
    expect(await parcelsOf(orderId)).toHaveLength(1)
  })

  test('a number is corrected, and the trail knows both', async () => {
    const { orderId } = await paid(await addStock(stall, 5))
    await packOrder(context, packer, { orderId })
    await shipOrder(context, packer, { orderId, ...label })
    await shipOrder(context, packer, { orderId, courier: 'YTO', trackingNumber: 'YT99999' })
    expect(await parcelsOf(orderId)).toMatchObject([{ courier: 'YTO', trackingNumber: 'YT99999' }])
    expect((await trailOf(orderId)).slice(1)).toMatchObject([
      { action: 'fulfilment.ship', data: label },
      { action: 'fulfilment.correct-label', data: { courier: 'YTO', trackingNumber: 'YT99999' } },
    ])
  })

  test('cancelled while the packer looked at it is not packed', async () => {
    const variantId = await addStock(stall, 5)
    const { orderId, key } = await paid(variantId)
    const [packed, cancelled] = await Promise.all([
      packOrder(context, packer, { orderId }),
      cancelOrder(context, guest, { orderId, key }),
    ])
    // One of them was first, and the other was told.
    expect([packed.ok, cancelled.ok].toSorted()).toEqual([false, true])
    if (!packed.ok) expect(packed.fault).toEqual({ code: 'order-moved', state: 'CANCELLED' })
    if (!cancelled.ok) expect(cancelled.fault).toEqual({ code: 'not-cancellable', state: 'PACKED' })
    await expectBooksToAgree()
  })

  test('goes step by step', async () => {
    const { orderId } = await paid(await addStock(stall, 5))
    expect(await shipOrder(context, packer, { orderId, ...label })).toMatchObject({
      fault: { code: 'order-moved', state: 'PAID' },
    })
    expect(await markDelivered(context, packer, { orderId })).toMatchObject({
      fault: { code: 'order-moved' },
    })
    expect(await parcelsOf(orderId)).toEqual([])
  })

  test('is not packed by those who may not, and unknown to others', async () => {
    const { orderId } = await paid(await addStock(stall, 5))
    expect(await packOrder(context, host, { orderId })).toMatchObject({ fault: { code: 'not-allowed' } })
    for (const actor of [stranger, guest]) {
      expect(await packOrder(context, actor, { orderId })).toMatchObject({ fault: { code: 'order-unknown' } })
      expect(await shipOrder(context, actor, { orderId, ...label })).toMatchObject({
        fault: { code: 'order-unknown' },
      })
    }
    expect(await stateOf(orderId)).toBe('PAID')
    expect(await trailOf(orderId)).toEqual([])
  })
})

describe('the packing list', () => {
  test('shows what waits, by order, show and product', async () => {
    const variantId = await addStock(stall, 20)
    const showId = await addShowOnAir(stall, { [variantId]: 2980 })
    const first = await paid(variantId, 2, showId, 2980)
    const second = await paid(variantId, 3)
    const third = await paid(variantId, 1, showId, 2980)
    const packed = await paid(variantId, 1)
    await packOrder(context, packer, { orderId: packed.orderId })

    const byOrder = await packingList(stall.cooperativeId, 'order')
    expect(byOrder).toMatchObject({ orders: 3, packs: 6, next: null })
    expect(byOrder.rows).toMatchObject([
      { orderId: first.orderId, packs: 2, name: '林小满', lines: [{ variantId, packs: 2 }] },
      { orderId: second.orderId, packs: 3 },
      { orderId: third.orderId, packs: 1 },
    ])
    const byShow = await packingList(stall.cooperativeId, 'show')
    expect(byShow.rows).toMatchObject([
      { id: showId, title: { en: 'Morning' }, orders: 2, packs: 3, variants: [{ variantId, packs: 3 }] },
      { id: null, title: null, orders: 1, packs: 3 },
    ])
    const byProduct = await packingList(stall.cooperativeId, 'product')
    expect(byProduct.rows).toMatchObject([
      { id: stall.productId, title: { en: 'Oranges' }, orders: 3, packs: 6 },
    ])

    const within = await packingList(stall.cooperativeId, 'order', null, { showId })
    expect(within.rows.map((row) => row.by === 'order' && row.orderId)).toEqual([
      first.orderId,
      third.orderId,
    ])
    const ofProduct = await packingList(stall.cooperativeId, 'order', null, { productId: stall.productId })
    expect(ofProduct.rows).toHaveLength(3)
    expect((await packingList(stranger.memberships[0]?.cooperativeId ?? '', 'order')).rows).toEqual([])
  })
})

describe('what a packer types', () => {
  const orderId = 'ord_01kb2x4q9ms7f3c1h8r0va'

  test('a tracking number is tidied', () => {
    const typed = { orderId, courier: ' 顺丰 ', trackingNumber: ' sf 1234 5678 ' }
    expect(shipInput.parse(typed)).toEqual({ orderId, courier: '顺丰', trackingNumber: 'SF12345678' })
  })

  test.each(['', 'x', 'SF12345<b>', 'a'.repeat(50), '../../etc'])(
    '%s is no tracking number',
    (trackingNumber) => {
      expect(shipInput.safeParse({ orderId, courier: 'SF', trackingNumber }).success).toBe(false)
    },
  )

  test('an extra field is refused', () => {
    expect(packInput.safeParse({ orderId, state: 'DELIVERED' }).success).toBe(false)
  })
})

test('a parcel never goes back', () => {
  expect(parcelMayBecome('HANDED_OVER', 'PACKED')).toBe(false)
  expect(parcelMayBecome('LOST', 'DELIVERED')).toBe(true)
  expect(parcelMayBecome('DELIVERED', 'LOST')).toBe(false)
})
