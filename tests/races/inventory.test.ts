import { describe, test } from 'vitest'
import { closeDb } from '#lib/kernel/db.ts'
import { useTestDatabase } from '../fixtures/database.ts'
import { aCrowd } from './inventory-crowd.ts'
import { LAWS } from './inventory-laws.ts'
import { theShelf } from './inventory-shelf.ts'

// Sixty buyers come through twenty connections, as they would through two web processes.
process.env.DATABASE_URL += '?connection_limit=20'
useTestDatabase(closeDb)

describe('stock never lies', () => {
  test.for(Object.entries(LAWS))('%s', async ([, law]) => law(theShelf))

  test('whatever a crowd does at the same time', async () => aCrowd(theShelf))
})
