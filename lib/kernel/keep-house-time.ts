import 'server-only'
import { setTimeout as delay } from 'node:timers/promises'
import { db } from './db.ts'
import { takeHouseTime } from './house-time.ts'
import type { Logger } from './log.ts'

const ASK_EVERY_MS = 10_000
const TRY_AGAIN_MS = 1_000
/** An answer that waited longer says too little about when it was given. */
const USEFUL_MS = 1_000
/** How long a start waits for the first answer: without a database there is nothing to be late for. */
const PATIENCE_MS = 3_000

/**
 * Asks the database what time it is, now and from time to time, for `houseNow`. Fulfilled after the first answer, or
 * when the database is away. Every process that reads or writes moments begins with it.
 */
export async function keepHouseTime(log: Logger): Promise<void> {
  const first = Promise.withResolvers<void>()
  void keepAsking(log, first.resolve)
  await Promise.race([first.promise, delay(PATIENCE_MS, undefined, { ref: false })])
}

async function keepAsking(log: Logger, answered: () => void): Promise<never> {
  let said = 0
  for (;;) {
    const missing = await ask().catch(() => null)
    if (missing !== null) answered()
    if (missing !== null && Math.abs(missing - said) > 1_000) {
      said = missing
      const facts = { missingSeconds: missing / 1_000 }
      if (missing === 0) log.info(facts, 'this machine’s clock agrees with the database’s again')
      else log.warn(facts, 'this machine’s clock is not the database’s; the house goes by the database’s')
    }
    await delay(missing === null ? TRY_AGAIN_MS : ASK_EVERY_MS, undefined, { ref: false })
  }
}

async function ask(): Promise<number | null> {
  const asked = performance.now()
  const [row] = await db().$queryRaw<{ now: Date }[]>`select clock_timestamp() as now`
  const waited = performance.now() - asked
  return row && waited < USEFUL_MS ? takeHouseTime(row.now.getTime(), waited) : null
}
