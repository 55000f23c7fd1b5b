import 'server-only'
import type { Context } from '#lib/kernel/context.ts'
import type { Tx } from '#lib/kernel/transaction.ts'
import { closeEpochs, lockShow, revokeKeys } from './store.ts'
import { tellDoors } from './tell-doors.ts'

/** The show is over: its epochs close, its keys open nothing any more, and what it has is its replay. */
export async function closeStream(tx: Tx, context: Context, showId: string): Promise<void> {
  await lockShow(tx, showId)
  const now = context.now()
  await revokeKeys(tx, showId, now)
  await closeEpochs(tx, showId, now)
  await tellDoors(tx, showId)
}
