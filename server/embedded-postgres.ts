import { type ChildProcess, spawn } from 'node:child_process'
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { setTimeout as sleep } from 'node:timers/promises'
import pg from 'pg'
import { type Binaries, prepareBinaries } from './postgres/binaries.ts'
import { ensureCluster, lastLine, POSTGRES_ENV, SUPERUSER } from './postgres/cluster.ts'
import { findHome, type Home } from './postgres/home.ts'
import { resetPassword } from './postgres/password.ts'
import { readPostmaster, settleOrphan, stopPostmaster } from './postgres/postmaster.ts'

export type PostgresOptions = {
  /** The cluster lies in its `postgres/`. The caller holds the lock of this folder. */
  dataDir: string
  /** The superuser's. If the cluster has another one, this one is set. */
  password: string
  /** On loopback. */
  port: number
  /** False only for test databases: then a power cut may lose data. */
  durable?: boolean
  /** What PostgreSQL logs, line by line. */
  log?: (line: string) => void
  /** Told when something from an earlier start was mended, in one sentence. */
  say?: (sentence: string) => void
  /** Where the cluster goes when the user it runs as cannot reach `dataDir`; /var/lib. */
  shelter?: string
}

/** A PostgreSQL that answers. It outlives us if we are killed; the next start on the same folder stops it. */
export type RunningPostgres = {
  pid: number
  /** `postgresql://…` with the password in it, for a database of that name. */
  url: (database: string) => string
  /** Fulfilled when it has ended, by whomever. */
  ended: Promise<void>
  /** Fast shutdown: sessions are cut, everything is written. */
  stop: () => Promise<void>
}

/** The port was taken between choosing and using it. */
export class PortTaken extends Error {}

/**
 * Starts the PostgreSQL that npm brought, on a cluster that is made if it is not there.
 *
 * @throws {PortTaken} when another program has the port
 * @throws {Error} with a sentence for the operator
 */
export async function startPostgres(options: PostgresOptions): Promise<RunningPostgres> {
  const { say = () => {} } = options
  const home = findHome(options.dataDir, options.shelter, say)
  const binaries = prepareBinaries(home.folder, home.runAs)
  await ensureCluster(home, binaries, { password: options.password, durable: options.durable ?? true, say })
  const orphan = await settleOrphan(home.cluster)
  if (orphan) say(orphan)
  const running = await launch(home, binaries, options)
  if (await accepts(running.url('postgres'))) return running
  await running.stop()
  await resetPassword(home, binaries, options.password)
  say('The database had another password than the one kept in DATA_DIR: it has been set anew.')
  return launch(home, binaries, options)
}

async function launch(home: Home, binaries: Binaries, options: PostgresOptions): Promise<RunningPostgres> {
  const until = Date.now() + 60_000
  for (;;) {
    const attempt = await launchOnce(home, binaries, options)
    if (!('refusal' in attempt)) return attempt
    if (/Address (already )?in use/i.test(attempt.refusal))
      throw new PortTaken(`Port ${options.port} is taken.`)
    // Sessions of a killed PostgreSQL end by themselves, but not at once.
    const passing = /shared memory block .* is still in use/.test(attempt.refusal)
    if (!passing || Date.now() > until)
      throw new Error(`PostgreSQL does not start: ${lastLine(attempt.refusal)}`)
    await sleep(200)
  }
}

async function launchOnce(
  home: Home,
  binaries: Binaries,
  options: PostgresOptions,
): Promise<RunningPostgres | { refusal: string }> {
  const { password, port, durable = true, log = () => {} } = options
  const child = spawn(
    join(binaries.folder, 'bin', 'postgres'),
    ['-D', home.cluster, ...settings(port, durable)],
    {
      ...home.runAs,
      env: POSTGRES_ENV,
      cwd: '/',
      // A group of its own: Ctrl-C in a terminal must reach only the one who stops things in order.
      detached: true,
      stdio: ['ignore', 'ignore', 'pipe'],
    },
  )
  const ended = new Promise<void>((resolve) => child.once('close', () => resolve()))
  let firstLines = ''
  createInterface({ input: child.stderr }).on('line', (line) => {
    if (firstLines.length < 10_000) firstLines += `${line}\n`
    log(line)
  })
  const failure = await answers(child, home.cluster)
  if (failure === undefined && child.pid !== undefined) {
    const pid = child.pid
    const url = (database: string) =>
      `postgresql://${SUPERUSER}:${encodeURIComponent(password)}@127.0.0.1:${port}/${database}`
    return { pid, url, ended, stop: () => stopPostmaster(pid).then(() => ended) }
  }
  if (child.pid !== undefined) await ended
  return { refusal: firstLines || String(failure) }
}

/** Waits as pg_ctl does: until the status line of `postmaster.pid`, written by this very process, says ready. */
async function answers(child: ChildProcess, cluster: string): Promise<Error | undefined> {
  let failure: Error | undefined
  child.once('error', (error) => {
    failure = error
  })
  child.once('exit', (code) => {
    failure ??= new Error(`it ended with ${code}`)
  })
  while (failure === undefined) {
    const postmaster = existsSync(cluster) ? readPostmaster(cluster) : undefined
    if (postmaster?.pid === child.pid && postmaster?.status === 'ready') return undefined
    await sleep(10)
  }
  return failure
}

function settings(port: number, durable: boolean): string[] {
  const values: Record<string, string> = {
    port: String(port),
    listen_addresses: '127.0.0.1',
    unix_socket_directories: '',
    max_connections: '200',
    timezone: 'UTC',
    log_timezone: 'UTC',
    // A page's query is short: compiling it costs more than it saves.
    jit: 'off',
    // Neither the statement nor the offending row goes into the log: both carry people's addresses.
    log_min_error_statement: 'panic',
    log_error_verbosity: 'terse',
    ...(durable ? {} : { fsync: 'off', synchronous_commit: 'off', full_page_writes: 'off' }),
  }
  return Object.entries(values).flatMap(([name, value]) => ['-c', `${name}=${value}`])
}

/** False when the password is not the cluster's. */
async function accepts(url: string): Promise<boolean> {
  const client = new pg.Client({ connectionString: url })
  try {
    await client.connect()
    return true
  } catch (error) {
    if ((error as { code?: string }).code === '28P01') return false
    throw error
  } finally {
    await client.end().catch(() => {})
  }
}
