import { existsSync, readFileSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import pg from 'pg'
import { runToEnd, tail } from './run-to-end.ts'
import { writePrivate } from './secrets.ts'

const ROLES = ['viewer', 'host', 'packer', 'manager', 'admin'] as const

/** What the seed prints as its one line of JSON. */
type Seeded = {
  accounts: Record<(typeof ROLES)[number], string>
  /** The show on air, and the path its encoder sends to, with the key: `/ingest/KEY`. */
  onAir: { show: string; ingestPath: string }
  /** The one that waits for a visitor's own video. */
  openStage: { show: string; ingestPath: string }
}

/** The demo as it is told to people and scripts. */
export type Demo = {
  url: string
  password: string
  accounts: Seeded['accounts']
  onAir: { show: string; ingestUrl: string }
  openStage: { show: string; ingestUrl: string }
}

export type SeedOptions = {
  root: string
  dataDir: string
  databaseUrl: string
  /** Where the shop is, and where an encoder on this machine sends to. */
  url: string
  ingestOrigin: string
  password: string
  /** Nobody is in the database yet: what an earlier seed said is about another one. */
  empty: boolean
  env: NodeJS.ProcessEnv
  signal: AbortSignal
}

/** Whom the database belongs to. */
export async function whoseDatabase(url: string): Promise<'nobody' | 'demo' | 'somebody'> {
  const client = new pg.Client({ connectionString: url })
  await client.connect()
  try {
    const { rows } = await client.query(
      'SELECT EXISTS (SELECT FROM "user" WHERE demo) AS demo, EXISTS (SELECT FROM "user") AS anybody',
    )
    return rows[0]?.demo ? 'demo' : rows[0]?.anybody ? 'somebody' : 'nobody'
  } finally {
    await client.end()
  }
}

/**
 * Sees to it that the demo is there, whole, and that `DATA_DIR/demo.json` (mode 600) says where. A seed that was cut off
 * goes on where it was; one that is done is not begun again.
 *
 * @returns the demo and whether it was seeded now
 * @throws {Error} with the end of what the seed says
 */
export async function ensureDemo(options: SeedOptions): Promise<{ demo: Demo; seeded: boolean }> {
  // Written after the seed has ended well, and for good.
  const record = join(options.dataDir, 'demo-seed.json')
  if (options.empty) rmSync(record, { force: true })
  const seeded = !existsSync(record)
  if (seeded) writePrivate(record, await seed(options))
  const { accounts, onAir, openStage } = JSON.parse(readFileSync(record, 'utf8')) as Seeded
  const { url, password, ingestOrigin } = options
  const at = ({ show, ingestPath }: Seeded['onAir']) => ({ show, ingestUrl: `${ingestOrigin}${ingestPath}` })
  const demo: Demo = { url, password, accounts, onAir: at(onAir), openStage: at(openStage) }
  writePrivate(join(options.dataDir, 'demo.json'), { url, password, accounts, openStage: demo.openStage })
  return { demo, seeded }
}

async function seed({ root, databaseUrl, password, env, signal }: SeedOptions): Promise<Seeded> {
  const { code, out, err } = await runToEnd({
    root,
    args: ['--conditions=react-server', 'prisma/seed.ts'],
    env: { ...env, DATABASE_URL: databaseUrl, DEMO_PASSWORD: password },
    signal,
  })
  if (code !== 0) throw new Error(`The demo could not be seeded:\n${tail(err || out, 20)}`)
  const line = out.split('\n').find((candidate) => candidate.startsWith('{'))
  const said = line === undefined ? undefined : (JSON.parse(line) as Partial<Seeded>)
  if (!said?.accounts || !said.onAir || !said.openStage)
    throw new Error('The demo seed did not say its accounts and shows as one line of JSON.')
  return { accounts: said.accounts, onAir: said.onAir, openStage: said.openStage }
}
