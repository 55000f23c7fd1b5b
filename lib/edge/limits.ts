import 'server-only'
import { createHash } from 'node:crypto'
import { Pool } from 'pg'
import { RateLimiterMemory, RateLimiterPostgres, RateLimiterRes } from 'rate-limiter-flexible'
import { connectionOf } from '#lib/kernel/db.ts'
import { env } from '#lib/kernel/env.ts'
import type { Actor } from '#lib/members/model.ts'

interface Counted {
  readonly name: string
  readonly points: number
  readonly seconds: number
}

/** So many of one thing, by one person or from one address, in so many seconds. */
export interface Limit<I = unknown> extends Counted {
  /**
   * An address may stand for a whole village behind one carrier: people first, addresses for what guests do. A
   * function names what the input is about (a mailbox that codes are sent to); it is counted once the input is parsed.
   */
  readonly by: 'actor' | 'address' | ((input: I) => string)
}

const kept = globalThis as { cunboLimits?: { pool: Pool; limiters: Map<string, RateLimiterPostgres> } }

function openPool(databaseUrl: string): Pool {
  const pool = new Pool({ ...connectionOf(databaseUrl), max: 2 })
  // A database that restarts breaks idle connections. The pool replaces them; unheard, the error would end the process.
  pool.on('error', () => {})
  return pool
}

function limiter(limit: Counted): RateLimiterPostgres {
  const { databaseUrl } = env()
  if (!databaseUrl) throw new Error('DATABASE_URL is missing: start with npm start, or set it.')
  kept.cunboLimits ??= { pool: openPool(databaseUrl), limiters: new Map() }
  const { pool, limiters } = kept.cunboLimits
  const known = limiters.get(limit.name)
  if (known) return known
  const rules = { keyPrefix: limit.name, points: limit.points, duration: limit.seconds }
  const made = new RateLimiterPostgres({
    ...rules,
    storeClient: pool,
    tableName: 'rate_limit',
    tableCreated: true,
    // Counting must not stop the shop: if the table does not answer, each process counts for itself.
    insuranceLimiter: new RateLimiterMemory(rules),
  })
  limiters.set(limit.name, made)
  return made
}

/** What was typed may be long and is nobody's to keep: the table holds its digest. */
export function digestOf(typed: string): string {
  return createHash('sha256').update(typed).digest('base64url')
}

/** Counts one. Null when it is within the limit, else the seconds until the next try is welcome. */
export async function countAgainst(limit: Counted, key: string): Promise<number | null> {
  try {
    await limiter(limit).consume(key)
    return null
  } catch (refused) {
    if (refused instanceof RateLimiterRes) return Math.max(1, Math.ceil(refused.msBeforeNext / 1000))
    throw refused
  }
}

/** A guest may throw her cookie away and be somebody new; this many guests fit behind one address. */
const GUESTS_AN_ADDRESS = 20

/** Counts a visit against a limit by actor or address. */
export async function countVisit(
  limit: Counted,
  by: 'actor' | 'address',
  actor: Actor,
  address: string,
): Promise<number | null> {
  if (by === 'address' || actor.id === null) return await countAgainst(limit, address)
  const seconds = await countAgainst(limit, actor.id)
  if (seconds !== null || actor.kind !== 'guest') return seconds
  const village = { ...limit, name: `${limit.name}.guests`, points: limit.points * GUESTS_AN_ADDRESS }
  return await countAgainst(village, address)
}

/** Lets go of the database; the next count opens it anew. */
export async function closeLimits(): Promise<void> {
  await kept.cunboLimits?.pool.end()
  delete kept.cunboLimits
}
