import 'server-only'
import type { Context } from '#lib/kernel/context.ts'
import { ok, type Result } from '#lib/kernel/result.ts'
import { inTransaction } from '#lib/kernel/transaction.ts'
import { audit } from '#lib/members/audit.ts'
import type { Actor } from '#lib/members/model.ts'
import { admit, closedFor } from './admit.ts'
import type { LiveFault, ShowInput } from './model.ts'
import { mayHost } from './policy.ts'
import { turnShow } from './turn-show.ts'

/** A show that will not take place. Its stream keys are worth nothing from now on. */
export async function cancelShow(
  context: Context,
  actor: Actor,
  { showId }: ShowInput,
): Promise<Result<undefined, LiveFault>> {
  return await inTransaction<undefined, LiveFault>(async (tx) => {
    const admitted = await admit(tx, actor, showId, 'cancel', mayHost)
    if (!admitted.ok) return admitted
    const show = admitted.value
    if (!(await turnShow(tx, context, show, 'cancel'))) return closedFor(show.state, 'cancel')
    await audit(tx, context, {
      actorId: actor.id,
      cooperativeId: show.cooperativeId,
      action: 'live.cancel-show',
      subject: showId,
    })
    return ok()
  })
}
