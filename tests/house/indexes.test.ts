import { describe, expect, test } from 'vitest'
import { closeDb, db } from '#lib/kernel/db.ts'
import { useTestDatabase } from '../fixtures/database.ts'

useTestDatabase(closeDb)

/** What the database would look rows up by, if it had so many that reading all of them were dear. */
async function lookedUpBy(statement: string): Promise<string> {
  const [, plan] = await db().$transaction([
    db().$executeRaw`set local enable_seqscan = off`,
    db().$queryRawUnsafe<{ 'QUERY PLAN': string }[]>(`explain ${statement}`),
  ])
  return plan
    .map((row) => row['QUERY PLAN'])
    .filter((line) => line.includes('Index Cond'))
    .join('\n')
}

describe('a table that grows for years is never read whole', () => {
  test.each([
    [
      'what an author said in a show',
      `select from chat_message where show_id = 's' and author_id = 'a'`,
      'author_id',
    ],
    ['the refunds of a payment', `select from refund where payment_id = 'p'`, 'payment_id'],
    [
      'what was paid lately',
      `select from payment where state in ('SUCCEEDED', 'PARTLY_REFUNDED') and succeeded_at >= now()`,
      'succeeded_at',
    ],
    ['what was refunded lately', `select from refund where settled_at >= now()`, 'settled_at'],
    [
      'the segments of an init section that retention takes',
      `select from segment where init_id = 'i'`,
      'init_id',
    ],
  ])('%s', async (_, statement, column) => {
    expect(await lookedUpBy(statement)).toContain(column)
  })

  test('nor for a key to a row that goes', async () => {
    // Tables that the house deletes from; of all others rows stay for ever.
    const taken = ['cart', 'epoch', 'init_section', 'listing', 'session', 'sign_in_code']
    const unsupported = await db().$queryRaw<{ key: string }[]>`
      select c.conrelid::regclass || ' (' || a.attname || ')' as key
      from pg_constraint c join pg_attribute a on a.attrelid = c.conrelid and a.attnum = c.conkey[1]
      where c.contype = 'f' and c.confrelid::regclass::text = any(${taken}::text[])
        and not exists (select from pg_index i where i.indrelid = c.conrelid and i.indkey[0] = c.conkey[1])`
    expect(unsupported).toEqual([])
  })
})
