import 'server-only'
import type { Context } from '#lib/kernel/context.ts'
import { emit } from '#lib/kernel/outbox.ts'
import { ok, type Result, refuse } from '#lib/kernel/result.ts'
import { inTransaction } from '#lib/kernel/transaction.ts'
import { audit } from '#lib/members/audit.ts'
import type { Actor } from '#lib/members/model.ts'
import { admit } from './admit.ts'
import type { LiveEvent } from './events.ts'
import type { ChatFault, MuteInput } from './model.ts'
import { mayAssist } from './policy.ts'

/** Whoever wrote here writes here no more. Staff of the show cannot be silenced by staff. */
export async function muteAuthor(
  context: Context,
  actor: Actor,
  { showId, authorId }: MuteInput,
): Promise<Result<undefined, ChatFault>> {
  return await inTransaction<undefined, ChatFault>(async (tx) => {
    const admitted = await admit(tx, actor, showId, 'moderate', mayAssist)
    if (!admitted.ok) return admitted
    if (actor.id === null) return refuse({ code: 'not-allowed' })
    const lines = await tx.chatMessage.groupBy({ by: ['part'], where: { showId, authorId } })
    if (lines.length === 0) return refuse({ code: 'author-unknown' })
    if (lines.some(({ part }) => part !== 'viewer')) return refuse({ code: 'author-is-staff' })
    const { count } = await tx.chatMute.createMany({
      data: [{ showId, authorId, mutedById: actor.id, at: context.now() }],
      skipDuplicates: true,
    })
    if (count === 0) return ok()
    await emit<LiveEvent>(tx, context, { type: 'live.muted', showId, authorId })
    await audit(tx, context, {
      actorId: actor.id,
      cooperativeId: admitted.value.cooperativeId,
      action: 'live.mute-author',
      subject: authorId,
      data: { showId },
    })
    return ok()
  })
}
