import 'server-only'
import type { Context } from '#lib/kernel/context.ts'
import { ok } from '#lib/kernel/result.ts'
import { inTransaction } from '#lib/kernel/transaction.ts'
import { lastSegmentAt } from '#lib/media/queries.ts'
import { audit } from '#lib/members/audit.ts'
import { lockShow } from './store.ts'
import { turnShow } from './turn-show.ts'

/** An interrupted show without a segment for this long is over. */
const FORGOTTEN_MS = 24 * 3_600_000

/**
 * Ends a show that its host left without a word, as she would have: a day after its last picture nobody waits for the
 * next. Answers whether it was one.
 */
export async function endForgotten(context: Context, showId: string): Promise<boolean> {
  const ended = await inTransaction(async (tx) => {
    const show = await lockShow(tx, showId)
    if (show?.state !== 'INTERRUPTED') return ok(false)
    const heard = (await lastSegmentAt([showId], tx)).get(showId) ?? show.startedAt ?? show.scheduledAt
    if (!isForgotten(context, heard) || !(await turnShow(tx, context, show, 'end'))) return ok(false)
    await audit(tx, context, {
      actorId: null,
      cooperativeId: show.cooperativeId,
      action: 'live.end-show',
      subject: showId,
      data: { silentSince: heard.toISOString() },
    })
    return ok(true)
  })
  return ended.ok && ended.value
}

export function isForgotten(context: Context, lastHeard: Date): boolean {
  return context.now().getTime() - lastHeard.getTime() > FORGOTTEN_MS
}
