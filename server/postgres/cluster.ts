import { spawn } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import { chownSync, existsSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { basename, dirname, join } from 'node:path'
import type { Binaries } from './binaries.ts'
import { type Home, makePrivate } from './home.ts'

/** The one role of the embedded database; it owns everything. */
export const SUPERUSER = 'cunbo'

const HALF = '.half-'

/**
 * What the system calls a UTF-8 locale, tried in turn: pg_trgm asks the system, not the builtin locale, what a letter
 * is, and with plain C finds none in Chinese text.
 */
const CTYPES = ['C.UTF-8', 'en_US.UTF-8', 'UTF-8', 'C']

/** PostgreSQL gets no variable of ours: secrets stay out of its environment, and its messages stay English. */
export const POSTGRES_ENV: NodeJS.ProcessEnv = {
  NODE_ENV: 'production',
  PATH: '/usr/bin:/bin',
  LC_ALL: 'C',
  TZ: 'UTC',
}

/**
 * Makes the cluster unless it is there. It is made under another name and renamed when complete, so a cluster that
 * exists is whole; what an interrupted run left is deleted.
 *
 * The builtin C.UTF-8 locale sorts by code point and knows upper and lower case of all scripts on every system.
 */
export async function ensureCluster(
  home: Home,
  binaries: Binaries,
  options: { password: string; durable: boolean; say: (sentence: string) => void },
): Promise<void> {
  wipeHalves(home, options.say)
  const versionFile = join(home.cluster, 'PG_VERSION')
  if (existsSync(home.cluster) && existsSync(versionFile)) {
    const version = readFileSync(versionFile, 'utf8').trim()
    if (version === binaries.major) return
    throw new Error(
      `The database in ${home.cluster} was made by PostgreSQL ${version}, this is ${binaries.major}: dump it with the old one and restore it, or choose another DATA_DIR.`,
    )
  }
  const half = `${home.cluster}${HALF}${randomBytes(4).toString('hex')}`
  makePrivate(half, home.runAs)
  const passwordFile = join(half, '..', `${basename(half)}.pw`)
  writeFileSync(passwordFile, options.password, { mode: 0o600 })
  if (home.runAs.uid !== undefined && home.runAs.gid !== undefined)
    chownSync(passwordFile, home.runAs.uid, home.runAs.gid)
  try {
    for (const ctype of CTYPES) {
      const refusal = await runInitdb(home, binaries, half, [
        `--pwfile=${passwordFile}`,
        `--lc-ctype=${ctype}`,
        ...(options.durable ? [] : ['--no-sync']),
      ])
      if (refusal === undefined) break
      if (!/invalid locale name/.test(refusal) || ctype === CTYPES.at(-1))
        throw new Error(`PostgreSQL could not make its database: ${lastLine(refusal)}`)
    }
  } finally {
    rmSync(passwordFile, { force: true })
  }
  renameSync(half, home.cluster)
}

function wipeHalves(home: Home, say: (sentence: string) => void): void {
  const folder = dirname(home.cluster)
  const halves = readdirSync(folder).filter((name) => name.startsWith(basename(home.cluster) + HALF))
  if (halves.length === 0) return
  // An initdb whose parent was killed may still be writing: try again for a while.
  for (const name of halves)
    rmSync(join(folder, name), { recursive: true, force: true, maxRetries: 20, retryDelay: 100 })
  say('An earlier start was interrupted while it made the database: beginning that anew.')
}

/** @returns what initdb said if it refused; it then leaves nothing behind. */
function runInitdb(
  home: Home,
  binaries: Binaries,
  into: string,
  more: string[],
): Promise<string | undefined> {
  const flags = ['-D', into, '-U', SUPERUSER, '-E', 'UTF8', '-A', 'scram-sha-256', '--locale=C']
  flags.push('--locale-provider=builtin', '--builtin-locale=C.UTF-8', ...more)
  return new Promise((resolve, reject) => {
    const initdb = spawn(join(binaries.folder, 'bin', 'initdb'), flags, {
      ...home.runAs,
      env: POSTGRES_ENV,
      cwd: '/',
      stdio: ['ignore', 'pipe', 'pipe'],
    })
    let output = ''
    for (const stream of [initdb.stdout, initdb.stderr]) {
      stream.on('data', (chunk) => {
        output += chunk
      })
    }
    initdb.on('error', reject)
    initdb.on('close', (code) => resolve(code === 0 ? undefined : output || `initdb ended with ${code}`))
  })
}

/** The line that says why, out of a program's output. */
export function lastLine(output: string): string | undefined {
  const lines = output.split('\n').filter((line) => line.trim() !== '')
  return lines.findLast((line) => /FATAL|ERROR|error:/.test(line)) ?? lines.at(-1)
}
