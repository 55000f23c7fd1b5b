import { expect, test } from 'vitest'
import { useTestDatabase } from '../../tests/fixtures/database.ts'
import { closeDb, db } from './db.ts'
import { presentError, withoutStreamKey } from './log.ts'

useTestDatabase(closeDb)

const told = async (work: Promise<unknown>) => {
  const error = await work.catch((refused: unknown) => refused)
  if (!(error instanceof Error)) throw new Error('nothing was refused')
  return JSON.stringify(presentError(error))
}

test('a row that the database refuses is not in the log, the rule that it broke is', async () => {
  const line = await told(db().$executeRaw`
    insert into cart (id, guest_id, user_id, created_at, updated_at)
    values ('crt_1', 'ana@village.example', 'usr_1', now(), now())`)
  expect(line).not.toContain('ana@village.example')
  expect(line).toContain('cart_has_one_owner')
  expect(line).toContain('23514')
})

test('nor are the arguments of a call that Prisma refuses', async () => {
  const where = { email: 'ana@village.example', nothing: 1 } as object
  const line = await told(db().user.findFirst({ where }))
  expect(line).not.toContain('ana@village.example')
  expect(line).toContain('nothing')
})

test('an error’s own code is no secret', () => {
  const refused = Object.assign(new Error('connect'), { code: 'ECONNREFUSED', detail: 'of somebody' })
  expect(presentError(refused)).toMatchObject({
    type: 'Error',
    message: 'connect',
    errorCode: 'ECONNREFUSED',
  })
  expect(presentError(refused)).not.toHaveProperty('detail')
  expect(presentError(new Error('plain'))).not.toHaveProperty('errorCode')
})

test('an ingest address is told without its key', () => {
  expect(withoutStreamKey('/ingest/KEY/e1/1.m4s?x=1')).toBe('/ingest/…/e1/1.m4s?x=1')
  expect(withoutStreamKey('/hls/show/live.m3u8')).toBe('/hls/show/live.m3u8')
})
