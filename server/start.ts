import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { type Env, parseEnv } from '#lib/kernel/env.ts'
import type { RunningPostgres } from './embedded-postgres.ts'
import { migrate } from './migrate.ts'
import { announcement } from './supervisor/announce.ts'
import { ensureBuild } from './supervisor/build.ts'
import { checkPort } from './supervisor/check-port.ts'
import { takeDataDir } from './supervisor/data-dir.ts'
import { ensureDemo, whoseDatabase } from './supervisor/demo.ts'
import { ensureClient } from './supervisor/generate.ts'
import { keepPorts } from './supervisor/ports.ts'
import { Processes } from './supervisor/processes.ts'
import { waitUntilReady } from './supervisor/ready.ts'
import { keepSecrets } from './supervisor/secrets.ts'
import { keepSetupLink, setupLinkOf } from './supervisor/setup-link.ts'
import { onStopSignals } from './supervisor/shutdown.ts'
import { postgresTask, shopTasks } from './supervisor/tasks.ts'
import { openTerminal } from './supervisor/terminal.ts'
import { doorOrigin, type Facts, told, whoTakesMoney } from './supervisor/told.ts'

// `npm start`: everything on one machine. Finds out what is missing or stale, puts it right, starts the processes,
// keeps them running and stops them in order.

const ROOT = join(import.meta.dirname, '..')
const terminal = openTerminal(process.stdout, process.stderr)
const aborted = new AbortController()
/** What must be undone in the end, last first. */
const undo: (() => Promise<void> | void)[] = []
let processes: Processes | undefined

onStopSignals((harsh) => {
  if (harsh) {
    terminal.say('Stopping at once.')
    void processes?.stop()
  } else {
    aborted.abort()
    void end(0)
  }
})

// Whoever read what we print may have gone; that is no reason to go too.
process.stdout.on('error', () => {})
process.on('uncaughtException', (error) => fail(error))
main().catch(fail)

function fail(error: Error): void {
  // What fails because we are being stopped is no news.
  if (aborted.signal.aborted) return
  aborted.abort()
  terminal.fail(error.message)
  void end(1)
}

let ending = false
async function end(code: number): Promise<void> {
  if (ending) return
  ending = true
  const stopAll = async () => {
    for (const step of undo.toReversed()) await step()
  }
  await (processes?.areAny ? terminal.phase('Stopped', stopAll) : stopAll())
  process.exit(code)
}

async function main(): Promise<void> {
  const { demo: wanted, dev, logs } = readArguments()
  const parsed = parseEnv({ ...process.env, ...(dev ? { NODE_ENV: 'development' } : {}) })
  if (!parsed.ok) throw new Error(parsed.problem)
  const env = parsed.value
  const lock = await takeDataDir(env.dataDir, env.publicUrl, terminal)
  undo.push(lock.release)
  aborted.signal.addEventListener('abort', lock.announceEnd)
  await checkPort(env.port, env.host)
  const secrets = keepSecrets(env.dataDir)
  const ports = await keepPorts(env.dataDir)
  const running = new Processes(env.dataDir, terminal, logs ? (line) => console.log(line) : undefined)
  processes = running
  undo.push(() => running.stop())

  if (await ensureClient(ROOT)) terminal.say('Generated the Prisma client.')
  const built = dev ? Promise.resolve() : terminal.phase('Pages', buildPages)
  // It is awaited below; until then its failure must not be an unhandled one.
  built.catch(() => {})
  const databaseUrl = env.databaseUrl ?? (await startDatabase(env, secrets.postgresPassword, ports.postgres))
  await terminal.phase('Database', (phase) => migrateDatabase(databaseUrl, phase.done))
  const owner = await whoseDatabase(databaseUrl)
  const isDemo = decideDemo(owner, wanted, env)
  const facts: Facts = {
    env,
    given: process.env,
    secrets,
    ports,
    databaseUrl,
    demo: isDemo,
    development: dev,
  }
  const demo = isDemo
    ? await terminal.phase('Demo', (phase) => seedDemo(facts, owner === 'nobody', phase.done))
    : undefined
  await built
  aborted.signal.throwIfAborted()
  await terminal.phase('Door, web and worker', async () => {
    for (const task of shopTasks(facts, demo)) await running.keep(task)
    await waitUntilReady(doorOrigin(env), 60_000, aborted.signal, () => running.throwIfHopeless())
  })
  aborted.signal.throwIfAborted()
  const { publicUrl: url, host, port } = env
  const paymentsOff = whoTakesMoney(facts) === 'off'
  const empty = owner === 'nobody' && !demo
  const setupLink = empty ? setupLinkOf(url, env.authSecret ?? secrets.authSecret) : null
  keepSetupLink(env.dataDir, setupLink)
  const lines = announcement({ url, host, port, demo, setupLink, paymentsOff })
  for (const line of lines) console.log(line)
}

function readArguments(): { demo: boolean; dev: boolean; logs: boolean } {
  const options = {
    'no-demo': { type: 'boolean', default: false },
    dev: { type: 'boolean', default: false },
    logs: { type: 'boolean', default: false },
  } as const
  try {
    const { values } = parseArgs({ options, strict: true })
    return { demo: !values['no-demo'], dev: values.dev, logs: values.logs }
  } catch (error) {
    const { message } = error as Error
    throw new Error(`${message.split('.')[0]}. There are --no-demo, --logs and --dev.`)
  }
}

async function buildPages(phase: {
  done: (words: string) => void
  progress: (words: string) => void
}): Promise<void> {
  const say = terminal.say
  const anew = await ensureBuild({ root: ROOT, progress: phase.progress, say, signal: aborted.signal })
  phase.done(anew ? 'Pages built' : 'Pages are up to date')
}

async function startDatabase(env: Env, password: string, port: number): Promise<string> {
  let postgres: RunningPostgres | undefined
  const task = postgresTask({ dataDir: env.dataDir, password, port, say: terminal.say }, (running) => {
    postgres = running
  })
  await terminal.phase('PostgreSQL', async () => {
    await processes?.keep(task)
  })
  if (!postgres) throw new Error('PostgreSQL did not start.')
  return postgres.url('cunbo')
}

async function migrateDatabase(url: string, done: (words: string) => void): Promise<void> {
  const { applied, retried, unknown } = await migrate(url)
  for (const name of retried)
    terminal.say(`The migration ${name} had been begun and not finished: it was tried again.`)
  if (unknown.length > 0)
    terminal.say(
      `The database was used by a newer release, which this one does not know: ${unknown.join(', ')}.`,
    )
  done(applied.length > 0 ? `Database migrated: ${applied.join(', ')}` : 'Database is up to date')
}

function decideDemo(owner: 'nobody' | 'demo' | 'somebody', wanted: boolean, env: Env): boolean {
  if (owner === 'demo') {
    if (!wanted) terminal.say('This database holds the demo: to begin without it, choose an empty DATA_DIR.')
    return true
  }
  if (owner === 'somebody' || !wanted) return false
  if (!env.stripeSecretKey?.includes('_live_')) return true
  terminal.say('No demo is seeded beside a live Stripe key.')
  return false
}

async function seedDemo(facts: Facts, empty: boolean, done: (words: string) => void) {
  const { demo, seeded } = await ensureDemo({
    root: ROOT,
    dataDir: facts.env.dataDir,
    databaseUrl: facts.databaseUrl,
    url: facts.env.publicUrl,
    ingestOrigin: doorOrigin(facts.env),
    password: facts.secrets.demoPassword,
    empty,
    env: told(facts),
    signal: aborted.signal,
  })
  done(seeded ? 'Demo seeded' : 'Demo is there')
  return demo
}
