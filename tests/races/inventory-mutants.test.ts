import { describe, expect, test } from 'vitest'
import { closeDb } from '#lib/kernel/db.ts'
import { useTestDatabase } from '../fixtures/database.ts'
import { aCrowd } from './inventory-crowd.ts'
import { LAWS, type Law } from './inventory-laws.ts'
import { MUTANTS } from './inventory-mutants.ts'

process.env.DATABASE_URL += '?connection_limit=20'
useTestDatabase(closeDb)

const laws: Record<string, Law> = { ...LAWS, aCrowd }

describe('the laws notice', () => {
  test.for(MUTANTS)('$name', async ({ caughtBy, shelf }) => {
    const law = laws[caughtBy]
    if (!law) throw new Error(`no law ${caughtBy}`)
    await expect(law(shelf)).rejects.toThrow()
  })
})
