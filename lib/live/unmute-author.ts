import 'server-only'
import type { Context } from '#lib/kernel/context.ts'
import { ok, type Result } from '#lib/kernel/result.ts'
import { inTransaction } from '#lib/kernel/transaction.ts'
import { audit } from '#lib/members/audit.ts'
import type { Actor } from '#lib/members/model.ts'
import { admit } from './admit.ts'
import type { ChatFault, MuteInput } from './model.ts'
import { mayAssist } from './policy.ts'

/** Lets an author speak again. Who was not muted stays so. */
export async function unmuteAuthor(
  context: Context,
  actor: Actor,
  { showId, authorId }: MuteInput,
): Promise<Result<undefined, ChatFault>> {
  return await inTransaction<undefined, ChatFault>(async (tx) => {
    const admitted = await admit(tx, actor, showId, 'moderate', mayAssist)
    if (!admitted.ok) return admitted
    const { count } = await tx.chatMute.deleteMany({ where: { showId, authorId } })
    if (count > 0)
      await audit(tx, context, {
        actorId: actor.id,
        cooperativeId: admitted.value.cooperativeId,
        action: 'live.unmute-author',
        subject: authorId,
        data: { showId },
      })
    return ok()
  })
}
