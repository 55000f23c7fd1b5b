import { beforeAll, expect, test } from 'vitest'
import type { Context } from '#lib/kernel/context.ts'
import { closeDb, db } from '#lib/kernel/db.ts'
import { logger } from '#lib/kernel/log.ts'
import { ordersJobs } from '#lib/orders/jobs.ts'
import type { CheckoutFault } from '#lib/orders/model.ts'
import { type Started, startCheckout } from '#lib/orders/start-checkout.ts'
import { sweepDeadlines } from '#lib/orders/sweep-deadlines.ts'
import { paymentsJobs } from '#lib/payments/jobs.ts'
import { reconcileRecentSessions } from '#lib/payments/reconcile.ts'
import { useTestDatabase } from '../fixtures/database.ts'
import { addStock, checkoutOf, openMarket, pageOf } from '../fixtures/market.ts'
import { providerContext, useProvider } from '../fixtures/provider.ts'
import type { Stall } from '../fixtures/stall.ts'
import { workOff } from '../fixtures/worker.ts'
import { expectBooksToAgree } from './inventory-shelf.ts'

useTestDatabase(closeDb)
const provider = useProvider()
let stall: Stall

beforeAll(async () => {
  stall = await openMarket()
})

/** So many buyers, each a guest of her own, in the same moment. */
async function everybody(context: Context, variantId: string, buyers: number, packs: number) {
  const answers = await Promise.all(
    Array.from({ length: buyers }, (_, n) =>
      startCheckout(context, { kind: 'guest', id: `gst_${n}` }, checkoutOf(stall, variantId, packs), pageOf),
    ),
  )
  const started: Started[] = []
  const refused: CheckoutFault[] = []
  for (const answer of answers) answer.ok ? started.push(answer.value) : refused.push(answer.fault)
  return { started, refused }
}

const level = (variantId: string) => db().stockLevel.findUnique({ where: { variantId } })

test('sixty buyers, ten crates: ten orders, and the others are told what is left', async () => {
  const context = providerContext(provider)
  const variantId = await addStock(stall, 10)
  const { started, refused } = await everybody(context, variantId, 60, 1)

  expect(started).toHaveLength(10)
  expect(new Set(started.map(({ orderId }) => orderId)).size).toBe(10)
  expect(started.every(({ payUrl }) => payUrl !== null)).toBe(true)
  expect(refused).toHaveLength(50)
  for (const fault of refused)
    expect(fault).toMatchObject({ code: 'sold-out', lines: [{ variantId, wanted: 1, available: 0 }] })
  expect(await level(variantId)).toMatchObject({ onHand: 10, held: 10 })
  expect(await db().order.count({ where: { cooperativeId: stall.cooperativeId } })).toBe(10)
  expect(provider.books().sessions).toHaveLength(10)
  await expectBooksToAgree()

  // Seven pay, three walk away.
  for (const { id } of provider.books().sessions.slice(0, 7)) provider.pay(id, {})
  await reconcileRecentSessions(context, logger('test'))
  provider.clock.advance(16 * 60)
  await sweepDeadlines(context, logger('test'))
  await workOff(context, [paymentsJobs, ordersJobs])

  const states = await db().order.groupBy({ by: ['state'], _count: true, orderBy: { state: 'asc' } })
  expect(states.map(({ state, _count }) => [state, _count])).toEqual([
    ['RELEASED', 3],
    ['PAID', 7],
  ])
  expect(await level(variantId)).toMatchObject({ onHand: 3, held: 0 })
  expect(provider.books().totals).toEqual({ cny: { captured: 7 * 5380, refunded: 0 } })
  await expectBooksToAgree()
})

test('those who want too many are offered what there is', async () => {
  const context = providerContext(provider)
  const variantId = await addStock(stall, 10)
  const { started, refused } = await everybody(context, variantId, 12, 4)
  expect(started).toHaveLength(2)
  for (const fault of refused)
    expect(fault).toMatchObject({ code: 'sold-out', lines: [{ wanted: 4, available: 2 }] })
  const rest = await everybody(context, variantId, 3, 2)
  expect(rest.started).toHaveLength(1)
  await expectBooksToAgree()
})

test('two variants wanted in either order never wait for each other in a circle', async () => {
  const context = providerContext(provider)
  const [a, b] = [await addStock(stall, 30), await addStock(stall, 30)]
  const line = (variantId: string) => ({ variantId, quantity: 1, seenPrice: 3980 })
  const answers = await Promise.all(
    Array.from({ length: 24 }, (_, n) =>
      startCheckout(
        context,
        { kind: 'guest', id: `gst_${n}` },
        checkoutOf(stall, a, 1, { lines: n % 2 === 0 ? [line(a), line(b)] : [line(b), line(a)] }),
        pageOf,
      ),
    ),
  )
  expect(answers.every(({ ok }) => ok)).toBe(true)
  expect(await level(a)).toMatchObject({ held: 24 })
  expect(await level(b)).toMatchObject({ held: 24 })
})
