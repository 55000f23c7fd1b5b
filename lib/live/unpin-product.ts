import 'server-only'
import type { Context } from '#lib/kernel/context.ts'
import { emit } from '#lib/kernel/outbox.ts'
import { ok, type Result } from '#lib/kernel/result.ts'
import { inTransaction } from '#lib/kernel/transaction.ts'
import type { Actor } from '#lib/members/model.ts'
import { admit } from './admit.ts'
import type { LiveEvent } from './events.ts'
import type { LiveFault, PinInput } from './model.ts'
import { mayAssist } from './policy.ts'
import { closePins, openPins } from './store.ts'
import { tellDoors } from './tell-doors.ts'

/** Takes a product off the air at this moment. Taking off what is not pinned changes nothing. */
export async function unpinProduct(
  context: Context,
  actor: Actor,
  { showId, productId }: PinInput,
): Promise<Result<undefined, LiveFault>> {
  return await inTransaction<undefined, LiveFault>(async (tx) => {
    const admitted = await admit(tx, actor, showId, 'pin', mayAssist)
    if (!admitted.ok) return admitted
    const pins = (await openPins(tx, showId)).filter((pin) => pin.productId === productId)
    if (pins.length === 0) return ok()
    await closePins(
      tx,
      showId,
      context.now(),
      pins.map(({ id }) => id),
    )
    await emit<LiveEvent>(tx, context, { type: 'live.pins-changed', showId })
    await tellDoors(tx, showId)
    return ok()
  })
}
