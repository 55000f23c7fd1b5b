import pg from 'pg'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { runToEnd } from '#server/supervisor/run-to-end.ts'
import { testDatabase } from '../tests/fixtures/database.ts'

let database: Awaited<ReturnType<typeof testDatabase>>
beforeAll(async () => {
  database = await testDatabase()
})
afterAll(() => database.drop())

const migrate = async (env: Record<string, string>) => {
  const { AUTH_SECRET: _, ...outer } = process.env
  const { code, out, err } = await runToEnd({
    root: process.cwd(),
    args: ['--conditions=react-server', 'server/prepare.ts', 'migrate'],
    env: { ...outer, DATABASE_URL: database.url, PUBLIC_URL: 'https://shop.example', ...env },
  })
  return { code, said: `${out}${err}` }
}

test('Where the processes run apart, migrating tells the set-up link while nobody is there', async () => {
  const secret = { AUTH_SECRET: 'a secret of thirty-two characters' }
  const first = await migrate(secret)
  expect(first).toMatchObject({ code: 0 })
  const link = /https:\/\/shop\.example\/zh\/setup\?key=[\w-]{22}\n/.exec(first.said)?.[0]
  expect(link).toBeDefined()
  // The same every time and everywhere, and nothing that could be guessed without the secret.
  expect((await migrate(secret)).said).toContain(link)
  expect((await migrate({ AUTH_SECRET: 'another secret of thirty-two letters' })).said).not.toContain(link)
  expect((await migrate({})).said).not.toContain('key=')

  const client = new pg.Client({ connectionString: database.url })
  await client.connect()
  await client.query(
    `insert into "user" (id, email, name, locale, created_at) values ('usr_1', 'li@village.example', 'Li', 'zh', now())`,
  )
  await client.end()
  const somebody = await migrate(secret)
  expect(somebody).toMatchObject({ code: 0 })
  expect(somebody.said).not.toContain('key=')
})
