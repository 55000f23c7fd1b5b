import 'server-only'
import type { Context } from '#lib/kernel/context.ts'
import { ok, type Result, refuse } from '#lib/kernel/result.ts'
import { inTransaction } from '#lib/kernel/transaction.ts'
import type { Actor } from '#lib/members/model.ts'
import { closedFor } from './admit.ts'
import { isOpenFor, type LiveFault, type RemindMe } from './model.ts'

/** A mail shortly before the show begins, once per address. A guest says where to; a member may leave it out. */
export async function remindMe(
  context: Context,
  actor: Actor,
  input: RemindMe,
): Promise<Result<undefined, LiveFault>> {
  return await inTransaction<undefined, LiveFault>(async (tx) => {
    const show = await tx.show.findUnique({ where: { id: input.showId }, select: { state: true } })
    if (!show) return refuse({ code: 'show-unknown' })
    if (!isOpenFor(show.state, 'remind')) return closedFor(show.state, 'remind')
    const email = input.email ?? (actor.kind === 'user' ? actor.email : undefined)
    if (!email) return refuse({ code: 'email-needed' })
    await tx.reminder.createMany({
      data: [
        {
          id: context.id('reminder'),
          showId: input.showId,
          email,
          locale: input.locale,
          createdAt: context.now(),
        },
      ],
      skipDuplicates: true,
    })
    return ok()
  })
}
