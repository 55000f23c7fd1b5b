import 'server-only'
import type { Context } from '#lib/kernel/context.ts'
import { ok, type Result } from '#lib/kernel/result.ts'
import { inTransaction } from '#lib/kernel/transaction.ts'
import { makeStreamKey } from '#lib/media/make-stream-key.ts'
import { revokeStreamKeys } from '#lib/media/revoke-stream-keys.ts'
import { audit } from '#lib/members/audit.ts'
import type { Actor } from '#lib/members/model.ts'
import { admit } from './admit.ts'
import type { LiveFault, ShowInput } from './model.ts'
import { mayHost } from './policy.ts'

/** A new key, shown this once; every older one is refused from now on. Not for assistants. */
export async function rotateStreamKey(
  context: Context,
  actor: Actor,
  { showId }: ShowInput,
): Promise<Result<{ streamKey: string }, LiveFault>> {
  return await inTransaction<{ streamKey: string }, LiveFault>(async (tx) => {
    const admitted = await admit(tx, actor, showId, 'rotate-key', mayHost)
    if (!admitted.ok) return admitted
    await revokeStreamKeys(tx, context, showId)
    const streamKey = await makeStreamKey(tx, context, showId)
    await audit(tx, context, {
      actorId: actor.id,
      cooperativeId: admitted.value.cooperativeId,
      action: 'live.rotate-stream-key',
      subject: showId,
    })
    return ok({ streamKey })
  })
}
