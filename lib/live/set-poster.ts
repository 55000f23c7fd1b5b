import 'server-only'
import { withPicture } from '#lib/catalog/keep-picture.ts'
import type { PictureFault } from '#lib/catalog/model.ts'
import type { Context } from '#lib/kernel/context.ts'
import { db } from '#lib/kernel/db.ts'
import { emit } from '#lib/kernel/outbox.ts'
import { ok, type Result, refuse } from '#lib/kernel/result.ts'
import { audit } from '#lib/members/audit.ts'
import type { Actor } from '#lib/members/model.ts'
import { admit } from './admit.ts'
import type { LiveEvent } from './events.ts'
import type { LiveFault, SetPoster } from './model.ts'
import { mayHost } from './policy.ts'

/** A picture of its own for the show, in place of the one it had. */
export async function setPoster(
  context: Context,
  actor: Actor,
  input: SetPoster,
): Promise<Result<{ pictureId: string }, LiveFault | PictureFault>> {
  // Asked before the picture is read, so that a stranger cannot make the house work; asked again under lock.
  const found = await db().show.findUnique({
    where: { id: input.showId },
    select: { cooperativeId: true },
  })
  if (!found) return refuse({ code: 'show-unknown' })
  if (!mayHost(actor, found.cooperativeId)) return refuse({ code: 'not-allowed' })
  return await withPicture<{ pictureId: string }, LiveFault>(
    context,
    found.cooperativeId,
    input.file,
    async (tx, pictureId) => {
      const admitted = await admit(tx, actor, input.showId, 'edit', mayHost)
      if (!admitted.ok) return admitted
      await tx.show.update({ where: { id: input.showId }, data: { posterId: pictureId } })
      await emit<LiveEvent>(tx, context, { type: 'live.show-changed', showId: input.showId })
      await audit(tx, context, {
        actorId: actor.id,
        cooperativeId: found.cooperativeId,
        action: 'live.set-poster',
        subject: input.showId,
        data: { pictureId },
      })
      return ok({ pictureId })
    },
  )
}
