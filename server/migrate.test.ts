import { cpSync, mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import pg from 'pg'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { testDatabase } from '../tests/fixtures/database.ts'
import { migrate } from './migrate.ts'

const MIGRATIONS = join(import.meta.dirname, '../prisma/migrations')
const committed = readdirSync(MIGRATIONS, { withFileTypes: true })
  .filter((entry) => entry.isDirectory())
  .map(({ name }) => name)
  .toSorted()

let folder: string
let url: string
let drop: () => Promise<void>

beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'cunbo-migrations-'))
  cpSync(MIGRATIONS, folder, { recursive: true })
  const database = await testDatabase()
  url = database.url
  drop = database.drop
})

afterEach(async () => {
  await drop()
  rmSync(folder, { recursive: true, force: true })
})

const add = (name: string, sql: string) => {
  mkdirSync(join(folder, name), { recursive: true })
  writeFileSync(join(folder, name, 'migration.sql'), sql)
}

const ask = async (sql: string): Promise<unknown[]> => {
  const client = new pg.Client({ connectionString: url })
  await client.connect()
  try {
    return (await client.query({ text: sql, rowMode: 'array' })).rows.flat()
  } finally {
    await client.end()
  }
}

const tables = () => ask(`SELECT relname FROM pg_class WHERE relname LIKE 'crate%' ORDER BY 1`)

test('A database that is up to date is left alone', async () => {
  expect(await migrate(url)).toEqual({ applied: [], retried: [], unknown: [] })
})

test('A missing database is made, by several at once too', async () => {
  const other = new URL(url)
  other.pathname += '_other'
  const all = await Promise.all([migrate(other.href, folder), migrate(other.href, folder)])
  await ask('SELECT 1')
  // Each of them once, whoever of the two it was.
  expect(all.flatMap((one) => one.applied).toSorted()).toEqual(committed)
  await ask(`DROP DATABASE ${other.pathname.slice(1)}`)
})

test('A migration may hold semicolons in strings and functions', async () => {
  add(
    '30000101000000_a',
    `DO $$ BEGIN PERFORM 1; PERFORM 2; END $$; CREATE TABLE crate AS SELECT 'a;b' AS label;`,
  )
  expect((await migrate(url, folder)).applied).toEqual(['30000101000000_a'])
  expect(await ask('SELECT label FROM crate')).toEqual(['a;b'])
})

test('When one fails it is named and none of the run is applied', async () => {
  add('30000101000000_a', 'CREATE TABLE crate_a (n int)')
  add('30000201000000_b', 'CREATE TABLE crate_b (n int); CREATE TABLE crate_a (n int)')
  const sentence =
    /^The migration 30000201000000_b failed and nothing was changed: relation "crate_a" already exists\.$/
  await expect(migrate(url, folder)).rejects.toThrow(sentence)
  expect(await tables()).toEqual([])
  add('30000201000000_b', 'CREATE TABLE crate_b (n int)')
  expect((await migrate(url, folder)).applied).toEqual(['30000101000000_a', '30000201000000_b'])
})

test('One that another tool began and did not finish is tried again', async () => {
  add('30000101000000_a', 'CREATE TABLE crate_a (n int)')
  await begun('30000101000000_a')
  expect(await migrate(url, folder)).toEqual({
    applied: ['30000101000000_a'],
    retried: ['30000101000000_a'],
    unknown: [],
  })
  expect(await tables()).toEqual(['crate_a'])
})

test('One that was applied but not recorded so changes nothing and says what to do', async () => {
  add('30000101000000_a', 'CREATE TABLE crate_a (n int)')
  await begun('30000101000000_a')
  await ask('CREATE TABLE crate_a (n int)')
  await expect(migrate(url, folder)).rejects.toThrow(/resolve --applied 30000101000000_a$/)
  expect(await ask(`SELECT count(*)::int FROM _prisma_migrations WHERE rolled_back_at IS NOT NULL`)).toEqual([
    0,
  ])
})

test('Migrations of a newer release are named', async () => {
  add('30000101000000_a', 'CREATE TABLE crate_a (n int)')
  await migrate(url, folder)
  expect((await migrate(url)).unknown).toEqual(['30000101000000_a'])
})

test('A database of somebody else is refused, and the password never told', async () => {
  await ask('DROP TABLE _prisma_migrations')
  await expect(migrate(url)).rejects.toThrow(/tables that are not ours/)
  const wrong = new URL(url)
  wrong.password = 'quite-wrong'
  await expect(migrate(wrong.href)).rejects.toThrow(
    /^PostgreSQL refuses the password for cunbo@127\.0\.0\.1:\d+\//,
  )
})

const begun = (name: string) =>
  ask(`INSERT INTO _prisma_migrations (id, checksum, migration_name, started_at, applied_steps_count)
       VALUES ('x', 'x', '${name}', now(), 0)`)
