import 'server-only'
import type { Context } from '#lib/kernel/context.ts'
import { ok, type Result } from '#lib/kernel/result.ts'
import { inTransaction } from '#lib/kernel/transaction.ts'
import { audit } from '#lib/members/audit.ts'
import type { Actor } from '#lib/members/model.ts'
import { admit, closedFor } from './admit.ts'
import type { LiveFault, StopShow } from './model.ts'
import { mayStop } from './policy.ts'
import { turnShow } from './turn-show.ts'

/** Moderation takes a show off the air: no replay, no way back, and the trail says why. */
export async function stopShow(
  context: Context,
  actor: Actor,
  { showId, reason }: StopShow,
): Promise<Result<undefined, LiveFault>> {
  return await inTransaction<undefined, LiveFault>(async (tx) => {
    const admitted = await admit(tx, actor, showId, 'stop', mayStop)
    if (!admitted.ok) return admitted
    const show = admitted.value
    if (!(await turnShow(tx, context, show, 'stop'))) return closedFor(show.state, 'stop')
    await audit(tx, context, {
      actorId: actor.id,
      cooperativeId: show.cooperativeId,
      action: 'live.stop-show',
      subject: showId,
      data: { reason },
    })
    return ok()
  })
}
