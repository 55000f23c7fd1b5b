import 'server-only'
import type { Context } from '#lib/kernel/context.ts'
import { emit } from '#lib/kernel/outbox.ts'
import { ok, type Result, refuse } from '#lib/kernel/result.ts'
import { inTransaction } from '#lib/kernel/transaction.ts'
import { audit } from '#lib/members/audit.ts'
import type { Actor } from '#lib/members/model.ts'
import { admit } from './admit.ts'
import type { LiveEvent } from './events.ts'
import type { ChatFault, DeleteChat } from './model.ts'
import { mayAssist } from './policy.ts'

/** Takes a line off every screen. The row stays, with who did it; deleting twice is deleting once. */
export async function deleteChat(
  context: Context,
  actor: Actor,
  { showId, messageId }: DeleteChat,
): Promise<Result<undefined, ChatFault>> {
  return await inTransaction<undefined, ChatFault>(async (tx) => {
    const admitted = await admit(tx, actor, showId, 'moderate', mayAssist)
    if (!admitted.ok) return admitted
    const message = await tx.chatMessage.findFirst({
      where: { id: messageId, showId },
      select: { deletedAt: true },
    })
    if (!message) return refuse({ code: 'message-unknown' })
    if (message.deletedAt) return ok()
    await tx.chatMessage.update({
      where: { id: messageId },
      data: { deletedAt: context.now(), deletedById: actor.id },
    })
    await emit<LiveEvent>(tx, context, { type: 'live.chat-deleted', showId, messageIds: [messageId] })
    await audit(tx, context, {
      actorId: actor.id,
      cooperativeId: admitted.value.cooperativeId,
      action: 'live.delete-chat',
      subject: messageId,
    })
    return ok()
  })
}
