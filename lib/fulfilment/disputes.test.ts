import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { systemContext } from '#lib/kernel/context.ts'
import { closeDb, db } from '#lib/kernel/db.ts'
import { ordersJobs } from '#lib/orders/jobs.ts'
import { staffOrder } from '#lib/orders/staff-queries.ts'
import { paymentsJobs } from '#lib/payments/jobs.ts'
import { receiveEvent } from '#lib/payments/receive-event.ts'
import { useTestDatabase } from '../../tests/fixtures/database.ts'
import { ADDRESS, openMarket } from '../../tests/fixtures/market.ts'
import { signEvent } from '../../tests/fixtures/provider.ts'
import { addVariant, type Stall } from '../../tests/fixtures/stall.ts'
import { workOff } from '../../tests/fixtures/worker.ts'
import { packingList } from './queries.ts'

// The sandbox makes no disputes; here is a provider that answers with one as Stripe does
// (https://docs.stripe.com/api/disputes/object).
const SECRET = 'whsec_of_disputes'
const told = { status: 'needs_response', payment_intent: 'pi_1' }
const provider = createServer((request, response) => {
  const id = /^\/v1\/disputes\/(dp_\w+)$/.exec(request.url ?? '')?.[1]
  response.writeHead(id ? 200 : 404, { 'content-type': 'application/json' })
  response.end(
    JSON.stringify({ id, object: 'dispute', amount: 4880, currency: 'cny', reason: 'fraudulent', ...told }),
  )
})

useTestDatabase(closeDb)
const context = systemContext()
let stall: Stall
let variantId: string
let orderId: string

beforeAll(async () => {
  await new Promise<void>((resolve) => provider.listen(0, '127.0.0.1', resolve))
  process.env.PAYMENTS = 'sandbox'
  process.env.PAYMENTS_API_BASE = `http://127.0.0.1:${(provider.address() as AddressInfo).port}`
  process.env.STRIPE_WEBHOOK_SECRET = SECRET
  stall = await openMarket()
  variantId = await addVariant(stall)
})
afterAll(() => provider.close())

beforeEach(async () => {
  await db().$executeRaw`truncate "order", payment, provider_event, outbox cascade`
  Object.assign(told, { status: 'needs_response', payment_intent: 'pi_1' })
  orderId = context.id('order')
  const paymentId = context.id('payment')
  const money = { currency: 'cny', createdAt: context.now() }
  await db().payment.create({
    data: {
      ...money,
      id: paymentId,
      reference: orderId,
      state: 'SUCCEEDED',
      amount: 4880,
      request: {},
      intentId: 'pi_1',
    },
  })
  await db().order.create({
    data: {
      ...money,
      id: orderId,
      number: 'AB12',
      attemptId: 'the-attempt-of-the-page',
      cooperativeId: stall.cooperativeId,
      state: 'PAID',
      locale: 'en',
      email: 'lin@example.org',
      address: { ...ADDRESS, region: 'southwest' },
      goods: 3980,
      shipping: 900,
      total: 4880,
      weightGrams: 5500,
      deadline: context.now(),
      paidAt: context.now(),
      paymentId,
      lines: {
        create: {
          id: context.id('line'),
          position: 0,
          variantId,
          productId: stall.productId,
          title: {},
          pack: {},
          unitPrice: 3980,
          quantity: 1,
          total: 3980,
          weightGrams: 5500,
        },
      },
    },
  })
})

let events = 0
/** The provider sends an event, and the house looks what it means. */
async function hear(type: string, status: string): Promise<void> {
  told.status = status
  const id = `evt_${++events}`
  const body = JSON.stringify({ id, object: 'event', type, data: { object: { id: 'dp_1' } } })
  expect(await receiveEvent(context, body, signEvent(body, SECRET))).toMatchObject({ ok: true })
  await workOff(context, [paymentsJobs, ordersJobs])
}

const marked = async () => {
  const { rows } = await packingList(stall.cooperativeId, 'order')
  return rows.map((row) => row.by === 'order' && row.disputed)
}
const trail = async () =>
  (await db().auditEntry.findMany({ where: { subject: orderId }, orderBy: { at: 'asc' } })).map(
    ({ action, data }) => ({ action, data }),
  )

test('a bank that asks the money back is told to whoever packs, and stands in the trail once', async () => {
  expect(await marked()).toEqual([false])
  await hear('charge.dispute.created', 'needs_response')
  await hear('charge.dispute.updated', 'under_review')
  expect(await marked()).toEqual([true])
  expect(await trail()).toEqual([
    {
      action: 'orders.disputed',
      data: { number: 'AB12', amount: 4880, currency: 'cny', reason: 'fraudulent' },
    },
  ])
  expect((await staffOrder(stall.cooperativeId, orderId))?.payment?.dispute).toEqual({
    state: 'OPEN',
    amount: 4880,
    reason: 'fraudulent',
  })
})

test('won, the order goes on; lost, it stays marked', async () => {
  await hear('charge.dispute.created', 'needs_response')
  await hear('charge.dispute.closed', 'lost')
  expect(await marked()).toEqual([true])
  await hear('charge.dispute.closed', 'won')
  expect(await marked()).toEqual([false])
  expect((await trail()).map(({ action }) => action)).toEqual([
    'orders.disputed',
    'orders.dispute-lost',
    'orders.dispute-won',
  ])
})

test('what was decided is not opened again by an answer that is older', async () => {
  await hear('charge.dispute.closed', 'won')
  await hear('charge.dispute.created', 'needs_response')
  expect(await marked()).toEqual([false])
})

test('a dispute over another shop’s charge is nothing to us', async () => {
  told.payment_intent = 'pi_of_another_shop'
  await hear('charge.dispute.created', 'needs_response')
  expect(await marked()).toEqual([false])
  expect(await trail()).toEqual([])
})
