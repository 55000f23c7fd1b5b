import 'server-only'
import type { Tx } from '#lib/kernel/transaction.ts'

/** Says which show's state or pins changed, so that every door reads them again. */
export const SHOW_CHANNEL = 'cunbo_show'

/** A hint, sent at commit: doors also look for themselves when they (re)connect. */
export async function tellDoors(tx: Tx, showId: string): Promise<void> {
  await tx.$executeRaw`select pg_notify(${SHOW_CHANNEL}, ${showId})`
}
