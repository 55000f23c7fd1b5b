import 'server-only'
import type { Tx } from '#lib/kernel/transaction.ts'

/** Says which show has a new segment, or an epoch opened or closed, to the doors that did not do it. */
export const MEDIA_CHANNEL = 'cunbo_media'

/** A hint, sent at commit: doors also look for themselves when they (re)connect. */
export async function tellDoors(tx: Tx, showId: string): Promise<void> {
  await tx.$executeRaw`select pg_notify(${MEDIA_CHANNEL}, ${showId})`
}
