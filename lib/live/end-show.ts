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

/** The host's word: off the air, the pins end, the stream is closed, and the same address shows the replay. */
export async function endShow(
  context: Context,
  actor: Actor,
  { showId }: ShowInput,
): Promise<Result<undefined, LiveFault>> {
  return await inTransaction<undefined, LiveFault>(async (tx) => {
    const admitted = await admit(tx, actor, showId, 'end', mayHost)
    if (!admitted.ok) return admitted
    const show = admitted.value
    if (!(await turnShow(tx, context, show, 'end'))) return closedFor(show.state, 'end')
    await audit(tx, context, {
      actorId: actor.id,
      cooperativeId: show.cooperativeId,
      action: 'live.end-show',
      subject: showId,
    })
    return ok()
  })
}
