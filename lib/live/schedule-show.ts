import 'server-only'
import type { Context } from '#lib/kernel/context.ts'
import { emit } from '#lib/kernel/outbox.ts'
import { ok, type Result, refuse } from '#lib/kernel/result.ts'
import { inTransaction } from '#lib/kernel/transaction.ts'
import { audit } from '#lib/members/audit.ts'
import type { Actor } from '#lib/members/model.ts'
import { admit } from './admit.ts'
import type { LiveEvent } from './events.ts'
import { LATENESS_MS, type LiveFault, type ScheduleShow } from './model.ts'
import { mayHost } from './policy.ts'
import { renewReminders } from './store.ts'

/**
 * Moves a show that has not begun to another time. Who asked to be reminded is reminded of that one, once more if need
 * be.
 */
export async function scheduleShow(
  context: Context,
  actor: Actor,
  input: ScheduleShow,
): Promise<Result<undefined, LiveFault>> {
  return await inTransaction<undefined, LiveFault>(async (tx) => {
    const admitted = await admit(tx, actor, input.showId, 'reschedule', mayHost)
    if (!admitted.ok) return admitted
    if (input.scheduledAt.getTime() < context.now().getTime() - LATENESS_MS)
      return refuse({ code: 'time-past' })
    await tx.show.update({ where: { id: input.showId }, data: { scheduledAt: input.scheduledAt } })
    await renewReminders(tx, input.showId)
    await emit<LiveEvent>(tx, context, { type: 'live.show-changed', showId: input.showId })
    await audit(tx, context, {
      actorId: actor.id,
      cooperativeId: admitted.value.cooperativeId,
      action: 'live.schedule-show',
      subject: input.showId,
      data: { scheduledAt: input.scheduledAt.toISOString() },
    })
    return ok()
  })
}
