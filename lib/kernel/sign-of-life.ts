import 'server-only'
import { db } from './db.ts'

/** Two numbers that stand for "a worker is here" among advisory locks; nothing else in the house uses the first. */
export const WORKER_SIGN = { classId: 20_261_123, objectId: 1 } as const

/** Events wait for milliseconds; a minute means that nobody carries them. */
const LONGEST_WAIT_MS = 60_000

/**
 * Whether the database answers and whether a worker lives and works: it holds a lock that ends with its connection,
 * and the outbox does not pile up. Throws when the database does not answer.
 */
export async function signsOfLife(now: Date): Promise<{ worker: 'ok' | 'none' | 'stuck' }> {
  const [row] = await db().$queryRaw<{ here: boolean; oldest: Date | null }[]>`
    select exists (
        select from pg_locks
        where locktype = 'advisory' and granted
          and database = (select oid from pg_database where datname = current_database())
          and classid::bigint = ${WORKER_SIGN.classId} and objid::bigint = ${WORKER_SIGN.objectId} and objsubid = 2
      ) as here,
      (select min(at) from outbox where set_aside_at is null) as oldest`
  if (!row?.here) return { worker: 'none' }
  const waiting = row.oldest ? now.getTime() - row.oldest.getTime() : 0
  return { worker: waiting > LONGEST_WAIT_MS ? 'stuck' : 'ok' }
}
