import { beforeAll, test, vi } from 'vitest'
import { closeDb } from '#lib/kernel/db.ts'
import { useTestDatabase } from '../../fixtures/database.ts'
import { useProvider } from '../../fixtures/provider.ts'
import { expectNothingBroken } from './run.ts'
import { type House, setUpHouse } from './shop.ts'

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

test('whatever happens, stock and money are right in the end (even seeds)', {
  timeout: 3_600_000,
}, async () => {
  await expectNothingBroken(house, provider, 2)
})
