import { fork } from 'node:child_process'
import { randomBytes, randomUUID } from 'node:crypto'
import { once } from 'node:events'
import { mkdtempSync, rmSync } from 'node:fs'
import { Agent, request } from 'node:http'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import pg from 'pg'
import { startPostgres } from '#server/embedded-postgres.ts'
import { migrate } from '#server/migrate.ts'
import { freePort } from '#server/supervisor/ports.ts'
import type { Opened } from './orders-server.ts'
import { compare, median, type Row } from './row.ts'

/** To the database, on every side: what one process of the house opens. */
const CONNECTIONS = 10
/** Buyers who press at the same time. */
const BUYERS = 40
const ROUNDS = 5
const ROUND_MS = 2_000
/** A quarter of a second of a very hot product. */
const GATHERED = 500

/** Takes one pack of a hot product in one statement, and nothing else: the least that an order could be. */
const ONE_STATEMENT = `
  with taken as (
    update stock_level set held = held + 1 where variant_id = $1 and on_hand - held >= 1 returning variant_id
  )
  insert into hold (id, reference, variant_id, quantity, state, created_at)
  select $2, $2, variant_id, 1, 'HELD', now() from taken`

/** Orders begun a second, four ways, in turns, on the same PostgreSQL with everything that makes it durable. */
export async function measureOrders(): Promise<readonly Row[]> {
  const folder = mkdtempSync(join(tmpdir(), 'cunbo-bench-orders-'))
  const password = randomBytes(12).toString('hex')
  const postgres = await startPostgres({ dataDir: folder, password, port: await freePort() })
  const url = postgres.url('bench')
  await migrate(url)
  const house = fork(join(import.meta.dirname, 'orders-server.ts'), {
    execArgv: ['--conditions=react-server'],
    stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
    env: {
      ...process.env,
      NODE_ENV: 'production',
      DATABASE_URL: `${url}?connection_limit=${CONNECTIONS}`,
      AUTH_SECRET: randomBytes(24).toString('hex'),
      DATA_DIR: folder,
    },
  })
  const pool = new pg.Pool({ connectionString: url, max: CONNECTIONS })
  // A connection that is still closing when the server stops is no news.
  pool.on('error', () => {})
  try {
    const [opened] = (await once(house, 'message')) as [Opened]
    const post = poster(opened.port)
    const ways = {
      house: () =>
        perSecond(BUYERS, () =>
          post('/', { ...opened.checkout, attemptId: randomUUID().replaceAll('-', '') }),
        ),
      statement: () =>
        perSecond(CONNECTIONS, () => pool.query(ONE_STATEMENT, [opened.variantId, randomUUID()])),
      gathered: async () => GATHERED * (await perSecond(1, () => post('/gathered', GATHERED))),
      naive: () => perSecond(CONNECTIONS, () => selectThenUpdate(pool, opened.variantId)),
    }
    const figures: Record<keyof typeof ways, number[]> = { house: [], statement: [], gathered: [], naive: [] }
    const names = Object.keys(ways) as (keyof typeof ways)[]
    for (let round = -1; round < ROUNDS; round++)
      for (const name of round % 2 === 0 ? names : names.toReversed()) {
        const figure = await ways[name]()
        // The first round warms everything up.
        if (round >= 0) figures[name].push(figure)
      }
    return rowsOf(figures)
  } finally {
    house.kill('SIGKILL')
    if (house.exitCode === null && house.signalCode === null) await once(house, 'exit')
    await pool.end()
    await postgres.stop()
    rmSync(folder, { recursive: true, force: true })
  }
}

function rowsOf(figures: Record<'house' | 'statement' | 'gathered' | 'naive', number[]>): Row[] {
  const pairs = (of: number[]) => of.map((figure, round) => [figure, figures.statement[round] ?? 0] as const)
  const beside = `one raw statement a hold, ${CONNECTIONS} connections`
  return [
    {
      what: 'orders begun on one hot product, through HTTP',
      beside,
      unit: 'a second',
      ...compare(pairs(figures.house)),
      target: { of: 'ratio', atLeast: 0.5 },
      note: `the whole of \`writeOrder\` behind \`node:http\`: input parsed, priced, courier chosen, order and lines written, event emitted, stock held, ${BUYERS} buyers at a time over ${CONNECTIONS} connections to the database. The raw statement takes a pack and writes a hold, no more. Selecting the level under lock and then updating it: ${Math.round(median(figures.naive))} a second.`,
    },
    {
      what: `holds on one hot product, gathered ${GATHERED} at a time`,
      beside,
      unit: 'a second',
      ...compare(pairs(figures.gathered)),
      target: { of: 'ratio', atLeast: 10 },
      note: '`holdStock` with as many references as waited, judged one after the other in one statement that also writes ledger and levels. Checkouts do not gather yet: each holds for itself.',
    },
  ]
}

async function selectThenUpdate(pool: pg.Pool, variantId: string): Promise<void> {
  const client = await pool.connect()
  try {
    await client.query('begin')
    const { rows } = await client.query(
      'select on_hand, held from stock_level where variant_id = $1 for update',
      [variantId],
    )
    if (rows[0].on_hand - rows[0].held < 1) throw new Error('sold out')
    await client.query('update stock_level set held = $2 where variant_id = $1', [
      variantId,
      rows[0].held + 1,
    ])
    await client.query(
      `insert into hold (id, reference, variant_id, quantity, state, created_at)
       values ($2, $2, $1, 1, 'HELD', now())`,
      [variantId, randomUUID()],
    )
    await client.query('commit')
  } finally {
    client.release()
  }
}

/** How often a second it is done, by so many at once who each begin again when they are done. */
async function perSecond(atOnce: number, deed: () => Promise<unknown>): Promise<number> {
  const began = performance.now()
  let done = 0
  await Promise.all(
    Array.from({ length: atOnce }, async () => {
      while (performance.now() - began < ROUND_MS) {
        await deed()
        done++
      }
    }),
  )
  return (done * 1_000) / (performance.now() - began)
}

function poster(port: number): (path: string, body: unknown) => Promise<void> {
  const agent = new Agent({ keepAlive: true, maxSockets: BUYERS })
  return (path, body) =>
    new Promise((resolve, reject) => {
      const asked = request({ agent, port, path, host: '127.0.0.1', method: 'POST' }, (answer) => {
        answer.resume().on('end', () => {
          if (answer.statusCode === 201) resolve()
          else reject(new Error(`${path} answered ${answer.statusCode}`))
        })
      })
      asked.on('error', reject).end(JSON.stringify(body))
    })
}
