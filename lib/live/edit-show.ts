import 'server-only'
import { searchText } from '#lib/catalog/search-text.ts'
import type { Context } from '#lib/kernel/context.ts'
import { emit } from '#lib/kernel/outbox.ts'
import { ok, type Result, refuse } from '#lib/kernel/result.ts'
import { inTransaction } from '#lib/kernel/transaction.ts'
import { audit } from '#lib/members/audit.ts'
import type { Actor } from '#lib/members/model.ts'
import { admit } from './admit.ts'
import type { LiveEvent } from './events.ts'
import type { EditShow, LiveFault } from './model.ts'
import { mayHost } from './policy.ts'
import { ownsPicture } from './store.ts'

/** Its words and its poster; the address stays, because it may already be on somebody's phone. */
export async function editShow(
  context: Context,
  actor: Actor,
  input: EditShow,
): Promise<Result<undefined, LiveFault>> {
  return await inTransaction<undefined, LiveFault>(async (tx) => {
    const admitted = await admit(tx, actor, input.showId, 'edit', mayHost)
    if (!admitted.ok) return admitted
    const { cooperativeId } = admitted.value
    if (input.posterId && !(await ownsPicture(tx, cooperativeId, input.posterId)))
      return refuse({ code: 'poster-unknown' })
    await tx.show.update({
      where: { id: input.showId },
      data: {
        title: input.title,
        story: input.story,
        // Left out, the poster stays; null takes it down.
        ...(input.posterId !== undefined && { posterId: input.posterId }),
        searchText: searchText([input.title, input.story]),
      },
    })
    await emit<LiveEvent>(tx, context, { type: 'live.show-changed', showId: input.showId })
    await audit(tx, context, {
      actorId: actor.id,
      cooperativeId,
      action: 'live.edit-show',
      subject: input.showId,
    })
    return ok()
  })
}
