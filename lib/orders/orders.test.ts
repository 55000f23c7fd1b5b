import { beforeAll, beforeEach, describe, expect, test } from 'vitest'
import type { Context } from '#lib/kernel/context.ts'
import { closeDb, db } from '#lib/kernel/db.ts'
import { logger } from '#lib/kernel/log.ts'
import type { Actor, Member } from '#lib/members/model.ts'
import { paymentsJobs } from '#lib/payments/jobs.ts'
import { pushRefunds, reconcileRecentSessions, reconcileRefunds } from '#lib/payments/reconcile.ts'
import { useTestDatabase } from '../../tests/fixtures/database.ts'
import { addShowOnAir, addStock, checkoutOf, openMarket, pageOf } from '../../tests/fixtures/market.ts'
import { askProvider, providerContext, useProvider } from '../../tests/fixtures/provider.ts'
import { addPerson, type Stall } from '../../tests/fixtures/stall.ts'
import { workOff } from '../../tests/fixtures/worker.ts'
import { expectBooksToAgree } from '../../tests/races/inventory-shelf.ts'
import { cancelOrder } from './cancel-order.ts'
import { ordersJobs } from './jobs.ts'
import { boughtIn, orderPage, ordersOfBuyer, salesOfShow } from './queries.ts'
import { refundOrder } from './refund-order.ts'
import { releaseOrder } from './release-order.ts'
import { settleOrder } from './settle-order.ts'
import { startCheckout } from './start-checkout.ts'
import { sweepDeadlines } from './sweep-deadlines.ts'
import { sweepSettlements } from './sweep-settlements.ts'

useTestDatabase(closeDb)
const provider = useProvider()
let context: Context
let stall: Stall
let packer: Member
let manager: Member
let host: Member
const guest: Actor = { kind: 'guest', id: 'gst_01kb2x4q9ms7f3c1h8r0va' }
const log = () => logger('test')

beforeAll(async () => {
  stall = await openMarket()
  packer = await addPerson(stall.cooperativeId, 'PACKER')
  manager = await addPerson(stall.cooperativeId, 'MANAGER')
  host = await addPerson(stall.cooperativeId, 'HOST')
})

beforeEach(async () => {
  context = providerContext(provider)
  // What earlier tests left undone refers to books that the provider has forgotten.
  await db().$executeRaw`truncate "order", payment, refund, provider_event, outbox cascade`
})

interface Begun {
  readonly orderId: string
  readonly key: string
  readonly variantId: string
}

async function begin(packs = 1, stock = 5, actor: Actor = guest): Promise<Begun> {
  const variantId = await addStock(stall, stock)
  return { ...(await again(variantId, packs, actor)), variantId }
}

async function again(variantId: string, packs = 1, actor: Actor = guest) {
  const order = await startCheckout(context, actor, checkoutOf(stall, variantId, packs), pageOf)
  if (!order.ok) throw new Error(JSON.stringify(order.fault))
  return order.value
}

const sessionOf = (orderId: string) => {
  const session = provider.books().sessions.findLast(({ metadata }) => metadata.reference === orderId)
  if (!session) throw new Error('no session')
  return session.id
}
const pay = (orderId: string, how = {}) => provider.pay(sessionOf(orderId), how)
const work = () => workOff(context, [paymentsJobs, ordersJobs])

/** Everything the house does by itself, without a single webhook. */
async function settle(): Promise<void> {
  for (let round = 0; round < 3; round++) {
    await sweepDeadlines(context, log())
    await reconcileRecentSessions(context, log())
    await pushRefunds(context, log())
    await work()
  }
}

async function paid(packs = 1, stock = 5, actor: Actor = guest): Promise<Begun> {
  const order = await begin(packs, stock, actor)
  pay(order.orderId)
  await settle()
  return order
}

const stateOf = async (orderId: string) =>
  (await db().order.findUniqueOrThrow({ where: { id: orderId } })).state
const level = async (variantId: string) => db().stockLevel.findUnique({ where: { variantId } })
const net = () => {
  const { captured = 0, refunded = 0 } = provider.books().totals.cny ?? {}
  return captured - refunded
}

describe('money', () => {
  test('makes of a hold a sale', async () => {
    const { orderId, variantId, key } = await paid(2)
    expect(await orderPage(guest, orderId, key)).toMatchObject({
      state: 'PAID',
      deadline: null,
      payment: { state: 'SUCCEEDED', url: null, refundable: 9860 },
      can: { pay: false, cancel: true },
    })
    expect(await level(variantId)).toMatchObject({ onHand: 3, held: 0 })
    await expectBooksToAgree()
  })

  test('settled again and again changes nothing', async () => {
    const { orderId, variantId } = await paid()
    const payment = await db().payment.findFirstOrThrow({ where: { reference: orderId } })
    await Promise.all(
      Array.from({ length: 5 }, () => settleOrder(context, { paymentId: payment.id, reference: orderId })),
    )
    expect(await level(variantId)).toMatchObject({ onHand: 4, held: 0 })
    expect(await db().refund.count()).toBe(0)
    expect(await db().outbox.count({ where: { type: 'orders.paid' } })).toBe(0)
  })

  test('that comes late takes the goods again, if they are still there', async () => {
    const { orderId, variantId } = await begin(1, 1)
    provider.clock.advance(16 * 60)
    // The provider took the money in the moment in which we gave the order up without hearing of it.
    await lapseWithoutAsking(orderId)
    expect(await level(variantId)).toMatchObject({ held: 0 })
    pay(orderId)
    await settle()
    expect(await stateOf(orderId)).toBe('PAID')
    expect(await level(variantId)).toMatchObject({ onHand: 0, held: 0 })
    await expectBooksToAgree()
  })

  test('that comes late goes back when the goods are gone', async () => {
    const { orderId, variantId, key } = await begin(1, 1)
    await lapseWithoutAsking(orderId)
    const other = await again(variantId)
    pay(orderId)
    pay(other.orderId)
    await settle()
    expect([await stateOf(orderId), await stateOf(other.orderId)]).toEqual(['REFUNDED', 'PAID'])
    expect(await orderPage(guest, orderId, key)).toMatchObject({
      payment: {
        state: 'REFUNDED',
        refunds: [{ state: 'SUCCEEDED', reason: 'paid when the goods were gone' }],
      },
    })
    expect(net()).toBe(5380)
    await expectBooksToAgree()
  })

  test('for an order she gave up goes back, goods or not', async () => {
    const { orderId, variantId } = await begin(1, 5)
    await lapseWithoutAsking(orderId, 'buyer')
    pay(orderId)
    await settle()
    expect(await stateOf(orderId)).toBe('REFUNDED')
    expect(await level(variantId)).toMatchObject({ onHand: 5, held: 0 })
  })

  test('a refund that takes its time keeps the order refunding', async () => {
    const { orderId, variantId } = await begin(1, 1)
    await lapseWithoutAsking(orderId)
    await again(variantId)
    pay(orderId, { number: '4000000000007726' })
    await settle()
    expect(await stateOf(orderId)).toBe('REFUNDING')
    const [refund] = provider.books().refunds
    provider.settleRefund(refund?.id ?? '', 'succeeded')
    provider.clock.advance(120)
    await settle()
    expect(await stateOf(orderId)).toBe('REFUNDED')
    // Weeks later the bank sends it back, and it is tried again.
    provider.settleRefund(refund?.id ?? '', 'failed')
    await reconcileRefunds(context, log())
    await work()
    expect(await stateOf(orderId)).toBe('REFUNDING')
  })

  test('that the bank sent back while the job was lost is found by the sweep', async () => {
    const { orderId, variantId } = await begin(1, 1)
    await lapseWithoutAsking(orderId)
    await again(variantId)
    pay(orderId)
    await settle()
    expect(await stateOf(orderId)).toBe('REFUNDED')
    provider.settleRefund(provider.books().refunds[0]?.id ?? '', 'failed')
    await reconcileRefunds(context, log())
    await db().$executeRaw`truncate outbox`
    provider.clock.advance(4 * 60)
    await sweepSettlements(context, log())
    expect(await stateOf(orderId)).toBe('REFUNDING')
  })

  test('whose job was lost is settled by the sweep', async () => {
    const { orderId } = await begin()
    pay(orderId)
    await reconcileRecentSessions(context, log())
    await db().$executeRaw`truncate outbox`
    await sweepSettlements(context, log())
    expect(await stateOf(orderId)).toBe('HELD')
    provider.clock.advance(4 * 60)
    await sweepSettlements(context, log())
    expect(await stateOf(orderId)).toBe('PAID')
  })

  test('that went back is found by the sweep, behind a hundred refunds that were given up', async () => {
    const { orderId, variantId } = await begin(1, 1)
    await lapseWithoutAsking(orderId)
    await again(variantId)
    pay(orderId, { number: '4000000000007726' })
    await settle()
    provider.settleRefund(provider.books().refunds[0]?.id ?? '', 'succeeded')
    provider.clock.advance(120)
    await pushRefunds(context, log())
    await db().$executeRaw`truncate outbox`
    const order = await db().order.findUniqueOrThrow({ where: { id: orderId } })
    expect(order.state).toBe('REFUNDING')
    await db().order.createMany({
      data: Array.from({ length: 100 }, (_, i) => ({
        ...order,
        address: {},
        id: `ord_given_up_${i}`,
        number: `G${i}`,
        attemptId: `given-up-${i}`,
        paymentId: `pay_given_up_${i}`,
        deadline: new Date(0),
      })),
    })
    await sweepSettlements(context, log())
    expect(await stateOf(orderId)).toBe('REFUNDED')
    expect(await db().order.count({ where: { state: 'REFUNDING' } })).toBe(100)
  })

  test('of another amount or for another order is refused', async () => {
    const { orderId } = await paid()
    const other = await begin()
    const payment = await db().payment.findFirstOrThrow({ where: { reference: orderId } })
    await expect(settleOrder(context, { paymentId: payment.id, reference: other.orderId })).rejects.toThrow()
    await db().payment.update({ where: { id: payment.id }, data: { reference: other.orderId, attempt: 9 } })
    await db().payment.update({ where: { id: payment.id }, data: { amount: 1 } })
    await expect(settleOrder(context, { paymentId: payment.id, reference: other.orderId })).rejects.toThrow()
    expect(await stateOf(other.orderId)).toBe('HELD')
  })

  /** What must not happen and may all the same: the hold goes although the provider still takes money. */
  async function lapseWithoutAsking(orderId: string, reason: 'deadline' | 'buyer' = 'deadline') {
    await db().payment.updateMany({ where: { reference: orderId }, data: { state: 'EXPIRED' } })
    await db().order.update({ where: { id: orderId }, data: { endedReason: reason } })
    expect(await releaseOrder(context, orderId)).toBe(true)
  }
})

describe('the deadline', () => {
  test('is asked of the provider, and its answer frees the crates', async () => {
    const { orderId, variantId } = await begin()
    provider.clock.advance(14 * 60)
    await sweepDeadlines(context, log())
    expect(await stateOf(orderId)).toBe('HELD')
    provider.clock.advance(61)
    await sweepDeadlines(context, log())
    expect(await db().order.findUnique({ where: { id: orderId } })).toMatchObject({
      state: 'RELEASED',
      endedReason: 'deadline',
    })
    expect(await level(variantId)).toMatchObject({ onHand: 5, held: 0 })
    expect(pay(orderId)).toBe('closed')
  })

  test('paid at the last second is paid', async () => {
    const { orderId } = await begin()
    provider.clock.advance(16 * 60)
    pay(orderId)
    await sweepDeadlines(context, log())
    expect(await stateOf(orderId)).toBe('PAID')
  })

  test('a silent provider keeps the hold, and one such order does not keep the others', async () => {
    const silent = await begin()
    const other = await begin()
    provider.clock.advance(16 * 60)
    provider.faults.add({
      trouble: { do: 'fail', status: 503 },
      path: `/v1/checkout/sessions/${sessionOf(silent.orderId)}*`,
      times: 99,
    })
    await sweepDeadlines(context, log())
    expect(await stateOf(silent.orderId)).toBe('HELD')
    expect(await stateOf(other.orderId)).toBe('RELEASED')
    provider.faults.clear()
    await sweepDeadlines(context, log())
    expect(await stateOf(silent.orderId)).toBe('RELEASED')
  })

  test('three whose provider takes its time do not keep a fourth and a fifth', async () => {
    const slow = [await begin(), await begin(), await begin()]
    const others = [await begin(), await begin()]
    provider.clock.advance(16 * 60)
    const faults = slow.map(({ orderId }) =>
      provider.faults.add({
        trouble: { do: 'hold', when: 'before' },
        path: `/v1/checkout/sessions/${sessionOf(orderId)}*`,
        times: 9,
      }),
    )
    const sweep = sweepDeadlines(context, log())
    const states = async (orders: readonly Begun[]) =>
      Promise.all(orders.map(({ orderId }) => stateOf(orderId)))
    await expect.poll(() => states(others), { timeout: 10_000 }).toEqual(['RELEASED', 'RELEASED'])
    expect(await states(slow)).toEqual(['HELD', 'HELD', 'HELD'])
    for (const fault of faults) provider.faults.release(fault)
    await sweep
    expect(await states(slow)).toEqual(['RELEASED', 'RELEASED', 'RELEASED'])
    await expectBooksToAgree()
  })

  test('an order whose link never got ready lapses too', async () => {
    provider.faults.add({ trouble: { do: 'cut', when: 'before' }, method: 'POST', times: 9 })
    const { orderId } = await begin()
    provider.faults.clear()
    provider.clock.advance(11 * 60)
    await settle()
    expect(await stateOf(orderId)).toBe('RELEASED')
    expect(provider.books().sessions.every(({ status }) => status === 'expired')).toBe(true)
  })

  test('a payment that failed for good frees the crates at once', async () => {
    const { orderId } = await begin()
    pay(orderId, { method: 'wechat_pay', answer: 'pending' })
    const session = provider.books().sessions.find(({ id }) => id === sessionOf(orderId))
    provider.settlePayment(session?.payment_intent ?? '', 'fail')
    await reconcileRecentSessions(context, log())
    await work()
    expect(await db().order.findUnique({ where: { id: orderId } })).toMatchObject({
      state: 'RELEASED',
      endedReason: 'payment-failed',
    })
  })
})

describe('cancelling', () => {
  const cancel = (actor: Actor, orderId: string, more: { key?: string; reason?: string } = {}) =>
    cancelOrder(context, actor, { orderId, ...more })

  test('before paying: the provider closes, the goods are free', async () => {
    const { orderId, key, variantId } = await begin()
    expect(await cancel(guest, orderId, { key })).toEqual({ ok: true, value: { state: 'RELEASED' } })
    expect(await db().order.findUnique({ where: { id: orderId } })).toMatchObject({ endedReason: 'buyer' })
    expect(await level(variantId)).toMatchObject({ held: 0 })
    expect(pay(orderId)).toBe('closed')
    expect(await cancel(guest, orderId, { key })).toEqual({ ok: true, value: { state: 'RELEASED' } })
  })

  test('after paying: goods and money go back', async () => {
    const { orderId, key, variantId } = await paid(2)
    expect(await cancel(guest, orderId, { key })).toEqual({ ok: true, value: { state: 'CANCELLED' } })
    await settle()
    expect(net()).toBe(0)
    expect(await level(variantId)).toMatchObject({ onHand: 5, held: 0 })
    expect(await cancel(guest, orderId, { key })).toEqual({ ok: true, value: { state: 'CANCELLED' } })
    expect(await db().refund.count()).toBe(1)
    await expectBooksToAgree()
  })

  test('while she pays: she gets it back', async () => {
    const { orderId, key } = await begin()
    pay(orderId)
    expect(await cancel(guest, orderId, { key })).toEqual({ ok: true, value: { state: 'CANCELLED' } })
    await settle()
    expect(net()).toBe(0)
  })

  test('while the provider is silent: not yet', async () => {
    const { orderId, key } = await begin()
    provider.faults.add({ trouble: { do: 'fail', status: 503 }, path: '*/expire', times: 9 })
    expect(await cancel(guest, orderId, { key })).toEqual({ ok: false, fault: { code: 'provider-silent' } })
    expect(await stateOf(orderId)).toBe('HELD')
    provider.faults.clear()
    pay(orderId)
    await settle()
    expect(await db().order.findUnique({ where: { id: orderId } })).toMatchObject({
      state: 'PAID',
      endedReason: null,
    })
  })

  test('by staff needs a reason, and stands in the trail', async () => {
    const { orderId } = await paid()
    expect(await cancel(packer, orderId)).toEqual({ ok: false, fault: { code: 'reason-missing' } })
    const reason = 'the frost took the oranges'
    expect(await cancel(packer, orderId, { reason })).toMatchObject({ ok: true })
    expect(await db().auditEntry.findFirst({ where: { subject: orderId } })).toMatchObject({
      action: 'orders.cancel',
      actorId: packer.id,
      data: { reason },
    })
  })

  test('by staff before paying stands in the trail once, by the buyer it does not', async () => {
    const { orderId } = await begin()
    const { number } = await db().order.findUniqueOrThrow({ where: { id: orderId } })
    const reason = 'the frost took the oranges'
    for (let tap = 0; tap < 2; tap++)
      expect(await cancel(packer, orderId, { reason })).toEqual({ ok: true, value: { state: 'RELEASED' } })
    const { orderId: own, key } = await begin()
    await cancel(guest, own, { key })
    expect(await db().auditEntry.findMany({ where: { subject: { in: [orderId, own] } } })).toMatchObject([
      { action: 'orders.give-up', actorId: packer.id, subject: orderId, data: { number, reason } },
    ])
  })

  test('is not for those who may not', async () => {
    const { orderId } = await paid()
    const stranger = await addPerson((await openMarket()).cooperativeId, 'MANAGER')
    const reason = 'because'
    expect(await cancel(stranger, orderId, { reason })).toMatchObject({ fault: { code: 'order-unknown' } })
    expect(await cancel(guest, orderId, { key: 'x', reason })).toMatchObject({
      fault: { code: 'order-unknown' },
    })
    expect(await cancel(host, orderId, { reason })).toMatchObject({ fault: { code: 'not-allowed' } })
    expect(await stateOf(orderId)).toBe('PAID')
  })

  test('is too late once it is packed', async () => {
    const { orderId, key } = await paid()
    await db().order.update({ where: { id: orderId }, data: { state: 'PACKED' } })
    expect(await cancel(guest, orderId, { key })).toEqual({
      ok: false,
      fault: { code: 'not-cancellable', state: 'PACKED' },
    })
  })
})

describe('refunding', () => {
  let made = 0
  const refund = (
    actor: Actor,
    orderId: string,
    amount: number,
    attemptId = `refund-of-the-test-${made++}`,
  ) => refundOrder(context, actor, { orderId, amount, reason: 'two were bruised', attemptId })

  test('a part, by a manager, once a tap', async () => {
    const { orderId, key } = await paid()
    const both = await Promise.all([
      refund(manager, orderId, 1000, 'the-same-tap-of-the-test'),
      refund(manager, orderId, 1000, 'the-same-tap-of-the-test'),
    ])
    expect(both).toEqual([
      { ok: true, value: { amount: 1000, left: 4380 } },
      { ok: true, value: { amount: 1000, left: 4380 } },
    ])
    expect(await db().auditEntry.findMany({ where: { subject: orderId } })).toMatchObject([
      { action: 'orders.refund', actorId: manager.id, data: { amount: 1000, reason: 'two were bruised' } },
    ])
    await settle()
    expect(net()).toBe(4380)
    expect(await orderPage(guest, orderId, key)).toMatchObject({
      state: 'PAID',
      payment: { refunded: 1000, refundable: 4380 },
    })
  })

  test('never more than is left, and not all of it before packing', async () => {
    const { orderId } = await paid()
    expect(await refund(manager, orderId, 5381)).toMatchObject({
      fault: { code: 'refund-too-much', left: 5380 },
    })
    expect(await refund(manager, orderId, 5380)).toEqual({ ok: false, fault: { code: 'cancel-instead' } })
    expect(await db().refund.count()).toBe(0)
    await db().order.update({ where: { id: orderId }, data: { state: 'SHIPPED' } })
    expect(await refund(manager, orderId, 5380)).toMatchObject({ ok: true, value: { left: 0 } })
  })

  test('then cancelling gives back the rest only', async () => {
    const { orderId, key } = await paid()
    await refund(manager, orderId, 1000)
    await cancelOrder(context, guest, { orderId, key })
    await settle()
    expect(provider.books().totals.cny).toEqual({ captured: 5380, refunded: 5380 })
  })

  test('is not for packers, buyers or strangers, nor for what is not paid', async () => {
    const { orderId } = await paid()
    expect(await refund(packer, orderId, 1)).toMatchObject({ fault: { code: 'not-allowed' } })
    expect(await refund(guest, orderId, 1)).toMatchObject({ fault: { code: 'order-unknown' } })
    const held = await begin()
    expect(await refund(manager, held.orderId, 1)).toMatchObject({ fault: { code: 'not-refundable' } })
  })

  describe('at the provider’s own desk', () => {
    /** Somebody there gives back so much of an order's money, or all of it; the listing tells us. */
    async function giveBackThere(orderId: string, amount?: number): Promise<void> {
      const { intentId } = await db().payment.findFirstOrThrow({ where: { reference: orderId } })
      const part: Record<string, string> = amount === undefined ? {} : { amount: String(amount) }
      await askProvider(provider, '/v1/refunds', { payment_intent: intentId ?? '', ...part })
      await reconcileRefunds(context, log())
      await work()
    }

    test('all of it, before packing: the goods are for everyone again', async () => {
      const { orderId, variantId } = await paid()
      await giveBackThere(orderId, 1000)
      expect(await stateOf(orderId)).toBe('PAID')
      await giveBackThere(orderId)
      expect(await stateOf(orderId)).toBe('CANCELLED')
      expect(await level(variantId)).toMatchObject({ onHand: 5, held: 0 })
      expect(net()).toBe(0)
      const trail = { where: { action: 'orders.cancel', subject: orderId } }
      expect(await db().auditEntry.findMany(trail)).toMatchObject([{ actorId: null }])
      await expectBooksToAgree()
    })

    test('all of it, when the box is gone: it stays where it is', async () => {
      const { orderId, variantId } = await paid()
      await db().order.update({ where: { id: orderId }, data: { state: 'SHIPPED' } })
      await giveBackThere(orderId)
      expect(await stateOf(orderId)).toBe('SHIPPED')
      expect(await level(variantId)).toMatchObject({ onHand: 4 })
    })

    test.each(['PAID', 'PACKED', 'SHIPPED', 'DELIVERED'] as const)(
      'a part of one that is %s: the cooperative is told once, with the amount',
      async (state) => {
        const { orderId } = await paid()
        await db().order.update({ where: { id: orderId }, data: { state } })
        await giveBackThere(orderId, 1000)
        await reconcileRefunds(context, log())
        await work()
        const told = await db().auditEntry.findMany({
          where: { subject: orderId, action: 'orders.refund-elsewhere' },
        })
        expect(told).toMatchObject([{ actorId: null, data: { amount: 1000, currency: 'cny', state } }])
      },
    )

    test('what our own managers give back is no news from there', async () => {
      const { orderId } = await paid()
      await refund(manager, orderId, 1000)
      await settle()
      await reconcileRefunds(context, log())
      await work()
      const told = { where: { subject: orderId, action: 'orders.refund-elsewhere' } }
      expect(await db().auditEntry.count(told)).toBe(0)
    })

    test('all of it, while the job is lost: the sweep cancels the order', async () => {
      const { orderId, variantId } = await paid()
      const { intentId } = await db().payment.findFirstOrThrow({ where: { reference: orderId } })
      await askProvider(provider, '/v1/refunds', { payment_intent: intentId ?? '' })
      await reconcileRefunds(context, log())
      await db().$executeRaw`truncate outbox`
      await sweepSettlements(context, log())
      expect(await stateOf(orderId)).toBe('PAID')
      provider.clock.advance(4 * 60)
      await sweepSettlements(context, log())
      expect(await stateOf(orderId)).toBe('CANCELLED')
      expect(await level(variantId)).toMatchObject({ onHand: 5, held: 0 })
    })
  })

  test('that fails for good is told to the cooperative', async () => {
    const { orderId } = await begin()
    pay(orderId, { number: '4000000000007726' })
    await settle()
    await refund(manager, orderId, 1000)
    for (let round = 0; round < 12; round++) {
      await settle()
      for (const { id, status } of provider.books().refunds)
        if (status === 'pending') provider.settleRefund(id, 'failed')
      provider.clock.advance(24 * 3600)
    }
    await settle()
    const told = await db().auditEntry.findMany({
      where: { action: 'orders.refund-failed', subject: orderId },
    })
    expect(told).toHaveLength(1)
  })
})

test('what a show has sold, and what its buyers see', async () => {
  const variantId = await addStock(stall, 9)
  const showId = await addShowOnAir(stall, { [variantId]: 2980 })
  const lin = await addPerson(stall.cooperativeId)
  const lines = [{ variantId, quantity: 2, showId, seenPrice: 2980 }]
  const one = await startCheckout(context, lin, checkoutOf(stall, variantId, 2, { lines }), pageOf)
  const two = await startCheckout(context, lin, checkoutOf(stall, variantId, 2, { lines }), pageOf)
  if (!one.ok || !two.ok) throw new Error('not started')
  pay(one.value.orderId)
  await settle()
  expect(await salesOfShow(showId)).toMatchObject({
    orders: 1,
    packs: 2,
    goods: 5960,
    heldPacks: 2,
    latest: [{ orderId: one.value.orderId, quantity: 2 }],
  })
  expect(await boughtIn(one.value.orderId)).toEqual([
    { showId, productId: stall.productId, variantId, quantity: 2 },
  ])
  const { rows } = await ordersOfBuyer(lin)
  expect(rows).toMatchObject([
    { orderId: two.value.orderId, state: 'HELD', packs: 2 },
    { orderId: one.value.orderId, state: 'PAID', packs: 2, title: { en: 'Oranges' } },
  ])
  expect((await ordersOfBuyer(guest)).rows).toEqual([])
})
