import 'server-only'
import { Pool } from 'pg'
import { RateLimiterMemory, RateLimiterPostgres, RateLimiterRes } from 'rate-limiter-flexible'
import { connectionOf } from '#lib/kernel/db.ts'
import { env } from '#lib/kernel/env.ts'

/** So many of one thing, by one person or from one address, in so many seconds. */
export interface Limit {
  readonly name: string
  readonly points: number
  readonly seconds: number
  /** An address may stand for a whole village behind one carrier: people first, addresses for what guests do. */
  readonly by: 'actor' | 'address'
}

const kept = globalThis as { cunboLimits?: { pool: Pool; limiters: Map<string, RateLimiterPostgres> } }

function limiter(limit: Limit): RateLimiterPostgres {
  const { databaseUrl } = env()
  if (!databaseUrl) throw new Error('DATABASE_URL is missing: start with npm start, or set it.')
  kept.cunboLimits ??= { pool: new Pool({ ...connectionOf(databaseUrl), max: 2 }), limiters: new Map() }
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

/** Counts one. Null when it is within the limit, else the seconds until the next try is welcome. */
export async function countAgainst(limit: Limit, key: string): Promise<number | null> {
  try {
    await limiter(limit).consume(key)
    return null
  } catch (refused) {
    if (refused instanceof RateLimiterRes) return Math.max(1, Math.ceil(refused.msBeforeNext / 1000))
    throw refused
  }
}
