import { afterEach, beforeAll, expect, test, vi } from 'vitest'
import { closeDb, db } from '#lib/kernel/db.ts'
import { useTestDatabase } from '../../fixtures/database.ts'
import { useProvider } from '../../fixtures/provider.ts'
import { MUTANTS as SHELF_MUTANTS } from '../inventory-mutants.ts'
import { simulate } from './run.ts'
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
  (await import('./trouble.ts')).withHoldStock(await actual()),
)
vi.mock('#lib/orders/model.ts', async (actual) =>
  (await import('./trouble.ts')).withSettlement(await actual()),
)
vi.mock('#lib/payments/close-payment.ts', async (actual) =>
  (await import('./trouble.ts')).withClosePayment(await actual(), forgetPayment),
)
vi.mock('#lib/payments/request-refund.ts', async (actual) =>
  (await import('./trouble.ts')).withRequestRefund(await actual(), askAtOnce),
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
const MOST_SEEDS = 100

const mutants: readonly [Mutant, RegExp][] = [
  ['no-idempotency-key', /claims it too|was paid|the provider has|could still be paid/],
  ['trust-payload', /without money|the provider has|a refund of/],
  ['release-first', /released while the provider could still be paid/],
  ['no-payment-uniqueness', /without money|the provider has|told once more/],
  ['no-late-refund', /the provider has|refunding/],
  ['read-then-write-hold', /stock_never_lies|stock|packs/],
  ['no-refund-key', /the provider has|a refund of/],
  ['refund-at-once', /inside a transaction/],
]

test.each(mutants)('%s is caught', { timeout: 600_000 }, async (mutant, law) => {
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
    broken.push(...(await simulate(house, provider, seed)).broken)
  }
  if (process.env.SIMULATION_TELL)
    process.stdout.write(`${mutant}: seed ${seed}: ${broken.slice(0, 2).join('; ')}\n`)
  expect(broken.join('\n')).toMatch(law)
})
