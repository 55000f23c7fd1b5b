import 'server-only'
import type { Context } from '#lib/kernel/context.ts'
import { emit } from '#lib/kernel/outbox.ts'
import { ok } from '#lib/kernel/result.ts'
import { inTransaction } from '#lib/kernel/transaction.ts'
import type { MediaEvent } from './events.ts'
import { patienceFor } from './model.ts'
import { lockShow, openEpochs } from './store.ts'

/**
 * Says that no segment came for `afterMs`, or twice the length of the last if that is longer, if the rows agree: another
 * door may have taken one. Answers how long to wait before asking again, ms; null when there is nothing to wait for.
 */
export async function reportSignalLost(
  context: Context,
  showId: string,
  afterMs: number,
): Promise<number | null> {
  const reported = await inTransaction(async (tx) => {
    await lockShow(tx, showId)
    const [running] = await openEpochs(tx, showId)
    if (!running) return ok(null)
    const left = running.receivedAt + patienceFor(running.durationMicros, afterMs) - context.now().getTime()
    if (left > 0) return ok(left)
    await emit<MediaEvent>(tx, context, { type: 'media.signal-lost', showId, epochId: running.epochId })
    return ok(null)
  })
  return reported.ok ? reported.value : null
}
