import 'server-only'
import type { Context } from '#lib/kernel/context.ts'
import { emit } from '#lib/kernel/outbox.ts'
import { ok, type Result } from '#lib/kernel/result.ts'
import { inTransaction } from '#lib/kernel/transaction.ts'
import { audit } from '#lib/members/audit.ts'
import type { Actor } from '#lib/members/model.ts'
import { admit } from './admit.ts'
import type { LiveEvent } from './events.ts'
import type { LiveFault, ShowInput } from './model.ts'
import { mayHost } from './policy.ts'

/** The replay without captions again. Where there are none, nothing changes. */
export async function removeCaptions(
  context: Context,
  actor: Actor,
  { showId }: ShowInput,
): Promise<Result<undefined, LiveFault>> {
  return await inTransaction<undefined, LiveFault>(async (tx) => {
    const admitted = await admit(tx, actor, showId, 'caption', mayHost)
    if (!admitted.ok) return admitted
    const { count } = await tx.showCaptions.deleteMany({ where: { showId } })
    if (count === 0) return ok()
    await emit<LiveEvent>(tx, context, { type: 'live.show-changed', showId })
    await audit(tx, context, {
      actorId: actor.id,
      cooperativeId: admitted.value.cooperativeId,
      action: 'live.remove-captions',
      subject: showId,
    })
    return ok()
  })
}
