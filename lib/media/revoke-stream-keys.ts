import 'server-only'
import type { Context } from '#lib/kernel/context.ts'
import { emit } from '#lib/kernel/outbox.ts'
import type { Tx } from '#lib/kernel/transaction.ts'
import type { MediaEvent } from './events.ts'
import { closeEpochs, lockShow, openEpochs, revokeKeys } from './store.ts'
import { tellDoors } from './tell-doors.ts'

/**
 * Cuts off whoever sends to this show: from the commit on no door takes another segment under an older key. The
 * show stays; the next key opens its next epoch.
 */
export async function revokeStreamKeys(tx: Tx, context: Context, showId: string): Promise<void> {
  // A segment in flight is either committed before this or finds its key gone.
  await lockShow(tx, showId)
  const now = context.now()
  const [running] = await openEpochs(tx, showId)
  await revokeKeys(tx, showId, now)
  await closeEpochs(tx, showId, now)
  if (running)
    await emit<MediaEvent>(tx, context, { type: 'media.signal-lost', showId, epochId: running.epochId })
  await tellDoors(tx, showId)
}
