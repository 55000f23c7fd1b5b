import { beforeAll, expect, test, vi } from 'vitest'
import { closeDb } from '#lib/kernel/db.ts'
import { cancelOrder } from '#lib/orders/cancel-order.ts'
import { startCheckout } from '#lib/orders/start-checkout.ts'
import { receiveEvent } from '#lib/payments/receive-event.ts'
import { useTestDatabase } from '../../fixtures/database.ts'
import { pageOf } from '../../fixtures/market.ts'
import { providerContext, useProvider } from '../../fixtures/provider.ts'
import { takeDueJobs } from '../../fixtures/worker.ts'
import { DOMAINS, SWEEPS, watch } from './house.ts'
import { brokenLaws } from './laws.ts'
import { comeToRest } from './run.ts'
import { type Buyer, type House, openShop, type Shop, setUpHouse } from './shop.ts'
import { asLife, trouble } from './trouble.ts'

vi.mock('#lib/kernel/db.ts', async (actual) => (await import('./trouble.ts')).withDb(await actual()))
vi.mock('#lib/kernel/transaction.ts', async (actual) =>
  (await import('./trouble.ts')).withTransactions(await actual()),
)
vi.mock('#lib/payments/gateway.ts', async (actual) =>
  (await import('./trouble.ts')).withGateway(await actual<object>()),
)
vi.mock('#lib/inventory/release-hold.ts', async (actual) =>
  (await import('./trouble.ts')).withReleaseHold(await actual()),
)
// A line to wait in is for a real clock.
vi.mock('#lib/payments/take-turn.ts', () => ({ takeTurn: async () => true }))

useTestDatabase(closeDb)
const provider = useProvider()
let house: House

beforeAll(async () => {
  house = await setUpHouse()
})

/** A process that died is started again and does the same: the buyer taps again, a job is tried again. */
async function insist<T>(work: () => Promise<T>): Promise<T> {
  const first = await asLife(work)
  if (first !== null) return first
  const second = await asLife(work)
  if (second === null) throw new Error('died twice')
  return second
}

const done = async (work: () => Promise<unknown>) => {
  await work()
  return true
}

async function jobsAndEvents(shop: Shop): Promise<void> {
  const { provider, context } = shop
  for (const { id, body, signature } of provider.events.undelivered()) {
    await insist(() => done(() => receiveEvent(context, body, signature)))
    provider.events.taken(id)
  }
  for (let due = await takeDueJobs(DOMAINS); due.length > 0; due = await takeDueJobs(DOMAINS))
    for (const job of due) await insist(() => done(() => job.run(context)))
}

async function sweeps(shop: Shop): Promise<void> {
  for (const sweep of SWEEPS) await insist(() => done(() => sweep.run(shop.context, watch)))
}

/** One is paid, packed off the shelf and cancelled; one is left to lapse. */
async function twoOrders(shop: Shop): Promise<void> {
  const { provider, context } = shop
  const [ada, ben] = shop.buyers as [Buyer, Buyer]
  const hers = await insist(() => startCheckout(context, ada.actor, ada.input, pageOf))
  const his = await insist(() => startCheckout(context, ben.actor, ben.input, pageOf))
  if (!hers.ok || !his.ok) throw new Error('there was enough for two')
  const { orderId, key } = hers.value
  const session = provider.books().sessions.find(({ metadata }) => metadata.reference === orderId)
  if (session) provider.pay(session.id, {})
  await jobsAndEvents(shop)
  provider.clock.advance(16 * 60)
  await sweeps(shop)
  await insist(() => cancelOrder(context, ada.actor, { orderId, key }))
  await jobsAndEvents(shop)
}

async function dieAt(gate: number): Promise<{ reached: boolean; broken: string[] }> {
  provider.reset()
  provider.clock.freeze()
  trouble.violations = []
  const shop = await openShop(house, provider, providerContext(provider), 7)
  let passed = 0
  trouble.strikes = () => ++passed === gate
  await twoOrders(shop)
  trouble.strikes = () => false
  await comeToRest(shop)
  return { reached: passed >= gate, broken: [...trouble.violations, ...(await brokenLaws(shop))] }
}

/**
 * Gates come in pairs, before and after, so every third one meets both kinds; all of them (about 370) pass with
 * SIMULATION_STRIDE=1, in three times the time.
 */
const STRIDE = Number(process.env.SIMULATION_STRIDE ?? 3)

test('a process may die at each await that touches the outside', { timeout: 3_600_000 }, async () => {
  const broken: string[] = []
  let gate = 1 - STRIDE
  for (let reached = true; reached; ) {
    gate += STRIDE
    const run = await dieAt(gate)
    reached = run.reached
    broken.push(...run.broken.map((law) => `died at ${gate}: ${law}`))
  }
  if (process.env.SIMULATION_TELL) process.stdout.write(`${gate} gates\n`)
  expect(broken).toEqual([])
  expect(gate).toBeGreaterThan(100)
})
