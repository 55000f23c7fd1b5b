import { execFileSync } from 'node:child_process'
import { existsSync, readFileSync, readlinkSync, realpathSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'

/** What `postmaster.pid` says (src/include/utils/pidfile.h): one value a line. */
export type Postmaster = { pid: number; port: number; status: string }

export function readPostmaster(cluster: string): Postmaster | undefined {
  const file = join(cluster, 'postmaster.pid')
  if (!existsSync(file)) return undefined
  const lines = readFileSync(file, 'utf8').split('\n')
  const pid = Number(lines[0])
  return Number.isInteger(pid) && pid > 0
    ? { pid, port: Number(lines[3]), status: (lines[7] ?? '').trim() }
    : undefined
}

/**
 * Clears the way for a new start of this cluster: a PostgreSQL that outlived its parent is stopped (its parent held the
 * lock of DATA_DIR, and we hold it now, so nobody needs it), and a number in `postmaster.pid` that meanwhile belongs to
 * another program is corrected.
 *
 * @returns the sentence to say, if there was something.
 */
export async function settleOrphan(cluster: string): Promise<string | undefined> {
  const postmaster = readPostmaster(cluster)
  if (!postmaster) return undefined
  if (!isAlive(postmaster.pid) || !servesCluster(postmaster.pid, cluster)) {
    disown(cluster)
    return undefined
  }
  await stopPostmaster(postmaster.pid)
  return `Stopped the PostgreSQL (pid ${postmaster.pid}) that a killed start had left running.`
}

/** Fast shutdown (SIGINT): sessions are cut, everything is written. Only if that hangs: at once, then by force. */
export async function stopPostmaster(pid: number, patience = 10_000): Promise<void> {
  for (const [signal, wait] of [
    ['SIGINT', patience],
    ['SIGQUIT', 5_000],
    ['SIGKILL', 5_000],
  ] as const) {
    if (!sendSignal(pid, signal)) return
    const until = Date.now() + wait
    while (Date.now() < until) {
      if (!isAlive(pid)) return
      await sleep(20)
    }
  }
  throw new Error(`PostgreSQL (pid ${pid}) does not stop: end it and start again.`)
}

function sendSignal(pid: number, signal: NodeJS.Signals): boolean {
  try {
    process.kill(pid, signal)
    return true
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ESRCH') return false
    throw new Error(`The PostgreSQL (pid ${pid}) of an earlier start belongs to another user: stop it there.`)
  }
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0)
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM'
  }
  // A zombie still takes signals: it has ended, only nobody has asked yet how.
  return !/^\d+ \(.*\) Z/s.test(readIfThere(`/proc/${pid}/stat`))
}

/** PostgreSQL's working directory is its data directory; without /proc its command line tells. */
function servesCluster(pid: number, cluster: string): boolean {
  try {
    if (existsSync('/proc/self/cwd'))
      return realpathSync(readlinkSync(`/proc/${pid}/cwd`)) === realpathSync(cluster)
    return execFileSync('ps', ['-p', String(pid), '-o', 'command='], { encoding: 'utf8' }).includes(cluster)
  } catch {
    return false
  }
}

/**
 * PostgreSQL refuses to start while the number in its file is taken, be it by a stranger or by a zombie that nobody
 * fetches (a container without an init), unless it is its own parent's. So we write ours: the rest of the file stays,
 * by which it finds out whether old sessions still hold its shared memory.
 */
function disown(cluster: string): void {
  const file = join(cluster, 'postmaster.pid')
  const [, ...rest] = readFileSync(file, 'utf8').split('\n')
  writeFileSync(file, [String(process.pid), ...rest].join('\n'))
}

function readIfThere(file: string): string {
  try {
    return readFileSync(file, 'utf8')
  } catch {
    return ''
  }
}
