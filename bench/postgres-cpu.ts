import { readdirSync, readFileSync } from 'node:fs'
import { cpuMicros } from './beside-nginx.ts'

/** What ended since: its time counts all the same. */
const seen = new Map<number, number>()

/** CPU time of a PostgreSQL and all its servers, microseconds; only ever grows. */
export function postgresCpuMicros(postmaster: number): number {
  for (const pid of childrenOf(postmaster))
    try {
      seen.set(pid, cpuMicros(pid))
    } catch {
      // It ended between the list and the look.
    }
  return [...seen.values()].reduce((sum, micros) => sum + micros, 0)
}

function childrenOf(pid: number): number[] {
  const lists = readdirSync(`/proc/${pid}/task`).map((thread) =>
    readFileSync(`/proc/${pid}/task/${thread}/children`, 'utf8'),
  )
  return lists
    .flatMap((list) => list.trim().split(/\s+/))
    .filter(Boolean)
    .map(Number)
}
