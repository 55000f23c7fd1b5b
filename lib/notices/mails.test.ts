import { beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { closeDb, db } from '#lib/kernel/db.ts'
import { emit } from '#lib/kernel/outbox.ts'
import { ok } from '#lib/kernel/result.ts'
import { inTransaction } from '#lib/kernel/transaction.ts'
import type { LiveEvent } from '#lib/live/events.ts'
import { acceptInvitation } from '#lib/members/accept-invitation.ts'
import { inviteMember } from '#lib/members/invite-member.ts'
import { membersJobs } from '#lib/members/jobs.ts'
import { requestSignInCode } from '#lib/members/request-sign-in-code.ts'
import { signInWithCode } from '#lib/members/sign-in-with-code.ts'
import type { OrdersEvent } from '#lib/orders/events.ts'
import { checkOrderKey } from '#lib/orders/order-key.ts'
import type { PaymentsEvent } from '#lib/payments/events.ts'
import { useTestDatabase } from '../../tests/fixtures/database.ts'
import { addStock, openMarket } from '../../tests/fixtures/market.ts'
import { aMember, FRESH_BROWSER } from '../../tests/fixtures/people.ts'
import type { Stall } from '../../tests/fixtures/stall.ts'
import { type TestContext, testContext } from '../../tests/fixtures/test-context.ts'
import { workOff } from '../../tests/fixtures/worker.ts'
import { noticesJobs } from './jobs.ts'

useTestDatabase(closeDb)

let stall: Stall
let variantId: string
let context: TestContext

beforeAll(async () => {
  stall = await openMarket()
  variantId = await addStock(stall, 20)
})

beforeEach(async () => {
  context = testContext()
  await db().outbox.deleteMany()
  await db().mail.deleteMany()
})

const work = () => workOff(context, [membersJobs, noticesJobs])
const mails = () => db().mail.findMany({ orderBy: { id: 'asc' } })

async function tell(
  ...events: readonly (OrdersEvent | PaymentsEvent | LiveEvent | ShippedEvent)[]
): Promise<void> {
  await inTransaction(async (tx) => {
    for (const event of events) await emit(tx, context, event)
    return ok()
  })
  await work()
}
type ShippedEvent = { type: 'fulfilment.shipped'; orderId: string; parcelId: string }

/** An order as a checkout leaves it, in the state that its mail is about. */
async function anOrder(state: 'PAID' | 'CANCELLED' | 'REFUNDING', more: object = {}): Promise<string> {
  const id = context.id('order')
  await db().order.create({
    data: {
      id,
      number: id.slice(-8),
      attemptId: `attempt-${id}`,
      cooperativeId: stall.cooperativeId,
      state,
      paymentId: context.id('payment'),
      locale: 'en',
      email: 'lin@village.example',
      address: {
        name: '林小满',
        phone: '1',
        province: 'CN-SC',
        city: '成都',
        street: '人民路 1 号',
        region: 'southwest',
      },
      currency: 'cny',
      goods: 7960,
      shipping: 1400,
      total: 9360,
      weightGrams: 11_000,
      deadline: context.now(),
      createdAt: context.now(),
      lines: {
        create: {
          id: context.id('line'),
          position: 0,
          variantId,
          productId: stall.productId,
          title: { zh: '脐橙', en: 'Oranges', fr: '' },
          pack: { zh: '5 kg', en: '5 kg', fr: '' },
          unitPrice: 3980,
          quantity: 2,
          total: 7960,
          weightGrams: 5500,
        },
      },
      ...more,
    },
  })
  return id
}

describe('a sign-in code', () => {
  it('comes by mail, in the language of the page, and works', async () => {
    await aMember(context, 'First')
    const browser = { ...FRESH_BROWSER, locale: 'fr' } as const
    const asked = await requestSignInCode(context, browser, { email: 'mei@village.example' })
    await work()
    const [mail, ...rest] = await mails()
    expect(rest).toEqual([])
    expect(mail).toMatchObject({
      to: 'mei@village.example',
      subject: 'Votre code de connexion',
      opensDoor: true,
    })
    const code = /\b\d{6}\b/.exec(mail?.text ?? '')?.[0] ?? ''
    const request = asked.ok ? asked.value.request : ''
    expect(await signInWithCode(context, browser, { request, code })).toMatchObject({ ok: true })
  })

  it('is not mailed any more when a newer one was asked for', async () => {
    for (let i = 0; i < 2; i++)
      await requestSignInCode(context, FRESH_BROWSER, { email: 'mei@village.example' })
    await work()
    expect(await mails()).toHaveLength(1)
  })
})

describe('an invitation', () => {
  it('comes by mail with a link that opens it', async () => {
    const manager = await aMember(context, 'Li', { cooperativeId: stall.cooperativeId, roles: ['MANAGER'] })
    await inviteMember(context, manager, {
      cooperativeId: stall.cooperativeId,
      email: 'ana@village.example',
      role: 'HOST',
      locale: 'en',
    })
    await work()
    const [mail] = await mails()
    expect(mail).toMatchObject({ to: 'ana@village.example', opensDoor: true })
    const token = /http:\/\/127\.0\.0\.1:3000\/en\/invitations\/(\S+)/.exec(mail?.text ?? '')?.[1] ?? ''
    const guest = { kind: 'guest', id: 'gst_1' } as const
    const answer = await acceptInvitation(context, guest, FRESH_BROWSER, { token, name: 'Ana' })
    expect(answer).toMatchObject({ ok: true })
  })
})

describe('an order', () => {
  it('brings one receipt, however often it is told, with a guest’s key to its page', async () => {
    const orderId = await anOrder('PAID')
    await tell({ type: 'orders.paid', orderId }, { type: 'orders.paid', orderId })
    await tell({ type: 'orders.paid', orderId })
    const [mail, ...rest] = await mails()
    expect(rest).toEqual([])
    expect(mail).toMatchObject({ to: 'lin@village.example', opensDoor: false })
    expect(mail?.text).toContain('Oranges, 5 kg × 2: ¥79.60')
    expect(mail?.text).toContain('Total: ¥93.60')
    expect(mail?.text).toContain('Sichuan 成都')
    const key = new RegExp(`/en/orders/${orderId}\\?key=(\\S+)`).exec(mail?.text ?? '')?.[1]
    expect(checkOrderKey(orderId, key)).toBe(true)
  })

  it('of somebody with an account carries no key', async () => {
    const buyer = await aMember(context, 'Buyer')
    const orderId = await anOrder('PAID', { buyerId: buyer.id, locale: 'zh' })
    await tell({ type: 'orders.paid', orderId })
    const [mail] = await mails()
    expect(mail?.text).toContain(`/zh/orders/${orderId}\n`)
    expect(mail?.subject).toContain('云岭合作社')
  })

  it('that staff cancelled tells why; her own reason she knows', async () => {
    const byStaff = await anOrder('CANCELLED', { endedReason: 'Frost in the orchard' })
    await tell({ type: 'orders.cancelled', orderId: byStaff })
    const byBuyer = await anOrder('CANCELLED', { endedReason: 'buyer' })
    await tell({ type: 'orders.cancelled', orderId: byBuyer })
    const [first, second] = await mails()
    expect(first?.text).toContain('Reason: Frost in the orchard')
    expect(second?.text).not.toContain('Reason')
  })

  it('that was paid too late tells that the money comes back by itself', async () => {
    const lapsed = await anOrder('REFUNDING', { endedReason: 'deadline' })
    await tell({ type: 'orders.refunding', orderId: lapsed })
    const givenUp = await anOrder('REFUNDING', { endedReason: 'buyer' })
    await tell({ type: 'orders.refunding', orderId: givenUp })
    const [first, second] = await mails()
    expect(first?.text).toContain('somebody else has bought them')
    expect(second?.text).toContain('after the order had been given up')
    for (const mail of [first, second]) expect(mail?.text).toContain('All of your money is on its way back')
  })

  it('tells of each refund that is through, and of none that is not', async () => {
    const paymentId = context.id('payment')
    const orderId = await anOrder('PAID', { paymentId })
    await db().payment.create({
      data: {
        id: paymentId,
        reference: orderId,
        state: 'PARTLY_REFUNDED',
        currency: 'cny',
        amount: 9360,
        refunded: 1250,
        request: {},
        createdAt: context.now(),
      },
    })
    const refund = async (state: 'SUCCEEDED' | 'SENT', amount: number) => {
      const refundId = context.id('refund')
      await db().refund.create({
        data: {
          id: refundId,
          paymentId,
          reference: orderId,
          causeKey: refundId,
          amount,
          reason: 'two bruised',
          state,
          createdAt: context.now(),
        },
      })
      await tell({ type: 'payments.refund-settled', refundId, reference: orderId })
    }
    await refund('SENT', 700)
    expect(await mails()).toEqual([])
    await refund('SUCCEEDED', 1250)
    const [mail, ...rest] = await mails()
    expect(rest).toEqual([])
    expect(mail?.text).toContain('¥12.50')
  })

  it('on its way tells courier and number', async () => {
    const orderId = await anOrder('PAID')
    const parcelId = context.id('parcel')
    await db().parcel.create({
      data: {
        id: parcelId,
        orderId,
        state: 'HANDED_OVER',
        courier: 'SF Express',
        trackingNumber: 'SF1020304050',
        handedOverAt: context.now(),
      },
    })
    await tell({ type: 'fulfilment.shipped', orderId, parcelId })
    expect((await mails())[0]?.text).toContain('Tracking number: SF1020304050')
  })
})

describe('a reminder', () => {
  async function reminded(state: 'SCHEDULED' | 'LIVE' | 'CANCELLED'): Promise<string> {
    const showId = context.id('show')
    const host = await aMember(context, `Host${showId.slice(-6)}`)
    const reminderId = context.id('reminder')
    await db().show.create({
      data: {
        id: showId,
        slug: `show-${showId.slice(-6)}`,
        cooperativeId: stall.cooperativeId,
        hostId: host.id,
        title: { zh: '早安', en: 'Harvest morning', fr: '' },
        story: {},
        state,
        scheduledAt: new Date('2026-11-21T00:30:00Z'),
        createdAt: context.now(),
        reminders: {
          create: { id: reminderId, email: 'ana@village.example', locale: 'en', createdAt: context.now() },
        },
      },
    })
    await tell({ type: 'live.reminder-due', reminderId, scheduledAt: '2026-11-21T00:30:00.000Z' })
    return reminderId
  }

  it('comes before the show, with the way to it', async () => {
    await reminded('SCHEDULED')
    const [mail] = await mails()
    expect(mail).toMatchObject({ to: 'ana@village.example', subject: 'Your reminder: Harvest morning' })
    expect(mail?.text).toContain('begins at 08:30')
    expect(mail?.text).toMatch(/http:\/\/127\.0\.0\.1:3000\/en\/live\/show-\w+/)
  })

  it('comes once for a time, and again for another', async () => {
    const reminderId = await reminded('SCHEDULED')
    for (const scheduledAt of ['2026-11-21T00:30:00.000Z', '2026-11-22T00:30:00.000Z'])
      await tell({ type: 'live.reminder-due', reminderId, scheduledAt })
    expect(await mails()).toHaveLength(2)
  })

  it('says so when the show runs already, and nothing when it will not run', async () => {
    await reminded('LIVE')
    expect((await mails())[0]?.text).toContain('on air now')
    await reminded('CANCELLED')
    expect(await mails()).toHaveLength(1)
  })
})
