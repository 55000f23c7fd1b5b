import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { chmodSync, existsSync, mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import pg from 'pg'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { PortTaken, type RunningPostgres, startPostgres } from './embedded-postgres.ts'
import { readPostmaster } from './postgres/postmaster.ts'
import { freePort } from './supervisor/ports.ts'

let dataDir: string
let running: RunningPostgres | undefined
let said: string[]

beforeEach(() => {
  dataDir = mkdtempSync(join(tmpdir(), 'cunbo-postgres-'))
  // Whoever PostgreSQL runs as when we are root must come through.
  chmodSync(dataDir, 0o711)
  said = []
})

afterEach(async () => {
  await running?.stop()
  running = undefined
  rmSync(dataDir, { recursive: true, force: true })
})

const start = async (password = 'first'): Promise<RunningPostgres> => {
  running = await startPostgres({
    dataDir,
    password,
    port: await freePort(),
    durable: false,
    say: (sentence) => said.push(sentence),
  })
  return running
}

const ask = async <T>(url: string, sql: string): Promise<T | undefined> => {
  const client = new pg.Client({ connectionString: url })
  await client.connect()
  try {
    return (await client.query({ text: sql, rowMode: 'array' })).rows[0]?.[0]
  } finally {
    await client.end()
  }
}

test('A database is made once and is there again after a stop', async () => {
  const first = await start()
  await ask(first.url('postgres'), 'CREATE TABLE crate AS SELECT 7 AS n')
  await first.stop()
  const second = await start()
  expect(await ask(second.url('postgres'), 'SELECT n FROM crate')).toBe(7)
  expect(said).toEqual([])
})

test('It wants the password, knows Chinese words and capital letters beyond ASCII', async () => {
  const { url } = await start()
  await expect(ask(url('postgres').replace('first', 'wrong'), 'SELECT 1')).rejects.toThrow(/password/)
  await ask(url('postgres'), 'CREATE EXTENSION pg_trgm')
  expect(await ask(url('postgres'), `SELECT cardinality(show_trgm('村播'))`)).toBeGreaterThan(0)
  expect(await ask(url('postgres'), `SELECT lower('É')`)).toBe('é')
})

test('A lost password is set anew and the data stays', async () => {
  const first = await start()
  await ask(first.url('postgres'), 'CREATE TABLE crate AS SELECT 7 AS n')
  await first.stop()
  const second = await start('second')
  expect(await ask(second.url('postgres'), 'SELECT n FROM crate')).toBe(7)
  expect(said).toHaveLength(1)
})

test('One that outlived its killed parent is stopped and started again', async () => {
  const parent = spawn(process.execPath, ['-e', orphaning()], { stdio: ['ignore', 'pipe', 'inherit'] })
  await once(parent.stdout, 'data')
  const orphan = readPostmaster(join(dataDir, 'postgres'))
  parent.kill('SIGKILL')
  await once(parent, 'exit')
  const next = await start()
  expect(next.pid).not.toBe(orphan?.pid)
  expect(await ask(next.url('postgres'), 'SELECT 1')).toBe(1)
  expect(said).toEqual([expect.stringContaining(`pid ${orphan?.pid}`)])
})

test('One that was itself killed starts again, whoever has its number now', async () => {
  const first = await start()
  process.kill(first.pid, 'SIGKILL')
  await first.ended
  const stale = `${process.ppid}\n${join(dataDir, 'postgres')}\n1\n1\n\n127.0.0.1\n1 1\nready\n`
  writeFileSync(join(dataDir, 'postgres', 'postmaster.pid'), stale)
  const second = await start()
  expect(await ask(second.url('postgres'), 'SELECT 1')).toBe(1)
})

test('What a killed initdb left is wiped', async () => {
  mkdirSync(join(dataDir, 'postgres.half-0badcafe', 'base'), { recursive: true })
  await start()
  expect(readdirSync(dataDir)).toEqual(['postgres'])
  expect(said).toHaveLength(1)
})

test('A taken port is told apart from other failures', async () => {
  const first = await start()
  const other = join(dataDir, 'other')
  mkdirSync(other, { mode: 0o711 })
  const port = Number(new URL(first.url('postgres')).port)
  const second = startPostgres({ dataDir: other, password: 'x', port, durable: false })
  await expect(second).rejects.toBeInstanceOf(PortTaken)
})

test.runIf(process.getuid?.() === 0)(
  'Under a folder that its user cannot enter it goes to the shelter',
  async () => {
    const closed = join(dataDir, 'closed')
    const shelter = join(dataDir, 'shelter')
    mkdirSync(closed, { mode: 0o700 })
    running = await startPostgres({
      dataDir: closed,
      password: 'x',
      port: await freePort(),
      durable: false,
      shelter,
    })
    expect(await ask(running.url('postgres'), 'SELECT 1')).toBe(1)
    expect(existsSync(join(closed, 'postgres', 'PG_VERSION'))).toBe(true)
    expect(readdirSync(shelter)).toHaveLength(1)
  },
)

/** A parent that starts one and then waits to be killed. */
function orphaning(): string {
  const module = JSON.stringify(join(import.meta.dirname, 'embedded-postgres.ts'))
  const ports = JSON.stringify(join(import.meta.dirname, 'supervisor/ports.ts'))
  return `
    const { startPostgres } = await import(${module})
    const { freePort } = await import(${ports})
    await startPostgres({
      dataDir: ${JSON.stringify(dataDir)}, password: 'first', port: await freePort(), durable: false,
    })
    console.log('up')
  `
}
