import 'server-only'
import { ok } from '#lib/kernel/result.ts'
import { inTransaction } from '#lib/kernel/transaction.ts'
import { LEAST_KEPT_MINUTES } from './model.ts'
import { markEndless } from './store.ts'

/**
 * This show has no end in sight: while it goes on, only about the last `minutes` of its film are kept, and what is
 * left is its replay. Said again, it changes how much.
 */
export async function keepLatest(showId: string, minutes: number): Promise<void> {
  if (!Number.isInteger(minutes) || minutes < LEAST_KEPT_MINUTES)
    throw new Error(`${minutes} minutes of a film are too few to keep: at least ${LEAST_KEPT_MINUTES}`)
  await inTransaction(async (tx) => ok(await markEndless(tx, showId, minutes)))
}
