import { describe, expect, it } from 'vitest'
import { closeDb, db } from '#lib/kernel/db.ts'
import type { Actor } from '#lib/members/model.ts'
import { useTestDatabase } from '../../tests/fixtures/database.ts'
import { closeLimits, countAgainst, countVisit, digestOf } from './limits.ts'

useTestDatabase(async () => {
  await closeLimits()
  await closeDb()
})

const guest = (id: string): Actor => ({ kind: 'guest', id })
const tries = (name: string, points = 2) => ({ name, points, seconds: 60 })

describe('a limit', () => {
  it('lets so many through and tells the rest how long to wait', async () => {
    const limit = tries('door')
    expect(await countAgainst(limit, 'a')).toBeNull()
    expect(await countAgainst(limit, 'a')).toBeNull()
    const seconds = await countAgainst(limit, 'a')
    expect(seconds).toBeGreaterThan(0)
    expect(seconds).toBeLessThanOrEqual(60)
    expect(await countAgainst(limit, 'b')).toBeNull()
  })

  it('is counted in the table, where every process sees it, without what was typed', async () => {
    await countAgainst(tries('mailbox'), digestOf('li@village.example'))
    const rows = await db().rateLimit.findMany({ where: { key: { startsWith: 'mailbox' } } })
    expect(rows).toMatchObject([{ points: 1 }])
    expect(rows[0]?.key).not.toContain('li@')
    expect(rows[0]?.key.length).toBeLessThan(100)
  })

  it('is a person’s own, wherever she is', async () => {
    const limit = tries('own', 1)
    const li: Actor = {
      kind: 'user',
      id: 'usr_1',
      name: '',
      email: '',
      platformAdmin: false,
      memberships: [],
    }
    expect(await countVisit(limit, 'actor', li, '10.0.0.1')).toBeNull()
    expect(await countVisit(limit, 'actor', li, '10.0.0.2')).not.toBeNull()
  })

  it('holds for an address whose guests throw their cookies away', async () => {
    const limit = tries('guests', 1)
    expect(await countVisit(limit, 'actor', guest('gst_1'), '10.0.0.1')).toBeNull()
    expect(await countVisit(limit, 'actor', guest('gst_1'), '10.0.0.1')).not.toBeNull()
    const answers: (number | null)[] = []
    for (let i = 2; i <= 25; i++)
      answers.push(await countVisit(limit, 'actor', guest(`gst_${i}`), '10.0.0.1'))
    expect(answers.filter((seconds) => seconds === null)).toHaveLength(19)
    expect(await countVisit(limit, 'actor', guest('gst_99'), '10.0.0.2')).toBeNull()
  })
})
