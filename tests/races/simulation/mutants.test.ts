import { afterEach, beforeAll, expect, test, vi } from 'vitest'
import { closeDb, db } from '#lib/kernel/db.ts'
import { useTestDatabase } from '../../fixtures/database.ts'
import { useProvider } from '../../fixtures/provider.ts'
import { MUTANTS as SHELF_MUTANTS } from '../inventory-mutants.ts'
import { BAD_WEATHER, simulate, type Weather } from './run.ts'
import { type House, setUpHouse } from './shop.ts'
import { type Mutant, trouble } from './trouble.ts'

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
vi.mock('#lib/inventory/hold-stock.ts', async (actual) =>
  (await import('./mutants.ts')).withHoldStock(await actual()),
)
vi.mock('#lib/orders/model.ts', async (actual) =>
  (await import('./mutants.ts')).withSettlement(await actual()),
)
vi.mock('#lib/payments/close-payment.ts', async (actual) =>
  (await import('./mutants.ts')).withClosePayment(await actual(), forgetPayment),
)
vi.mock('#lib/payments/request-refund.ts', async (actual) =>
  (await import('./mutants.ts')).withRequestRefund(await actual(), askAtOnce),
)
vi.mock('#lib/payments/take-turn.ts', () => ({ takeTurn: async () => true }))

/** We think it is over, therefore it is. */
async function forgetPayment(reference: string): Promise<void> {
  const data = { state: 'EXPIRED', closedAt: new Date() } as const
  await db().payment.updateMany({ where: { reference, state: 'OPEN' }, data })
}

async function askAtOnce(): Promise<void> {
  const { listRefunds } = await import('#lib/payments/gateway.ts')
  await listRefunds(0)
}

useTestDatabase(closeDb)
const provider = useProvider()
let house: House

beforeAll(async () => {
  house = await setUpHouse()
})

afterEach(() => {
  trouble.mutant = null
  trouble.holdStock = null
})

/** More than any of them has ever needed; most are caught within three. */
const MOST_SEEDS = 60

/** With the law that catches it, and the weather in which it shows soonest. */
const mutants: readonly [Mutant, RegExp, Partial<Weather>?][] = [
  ['no-idempotency-key', /claims it too|was paid|the provider has|could still be paid/],
  [
    'trust-payload',
    /without money|the provider has|a refund of/,
    { slowPayments: 0.8, favours: { 'the provider finishes': 0, 'an event arrives': 2 } },
  ],
  ['release-first', /released while the provider could still be paid/],
  ['no-payment-uniqueness', /without money|the provider has|told once more/],
  ['no-late-refund', /the provider has|refunding/, { favours: { 'a process wakes up late': 4 } }],
  ['read-then-write-hold', /stock_never_lies|stock|packs/],
  [
    'no-refund-key',
    /the provider has|went back unasked/,
    { lostRefunds: 0.7, favours: { refund: 10, 'a job is done': 2 } },
  ],
  ['refund-at-once', /inside a transaction/, { favours: { refund: 5, cancel: 5 } }],
]

test.each(mutants)('%s is caught', { timeout: 600_000 }, async (mutant, law, weather) => {
  trouble.mutant = mutant
  if (mutant === 'read-then-write-hold') {
    const [first] = SHELF_MUTANTS
    if (!first) throw new Error('inventory has no mutants')
    trouble.holdStock = first.shelf.holdStock
  }
  const broken: string[] = []
  let seed = 0
  while (broken.length === 0 && seed < MOST_SEEDS) {
    seed += 1
    broken.push(...(await simulate(house, provider, seed, { ...BAD_WEATHER, ...weather })).broken)
  }
  if (process.env.SIMULATION_TELL)
    process.stdout.write(`${mutant}: seed ${seed}: ${broken.slice(0, 2).join('; ')}\n`)
  expect(broken.join('\n')).toMatch(law)
})
