import 'server-only'
import type { Context } from '#lib/kernel/context.ts'
import { ok } from '#lib/kernel/result.ts'
import { inTransaction } from '#lib/kernel/transaction.ts'
import { lockShow } from './store.ts'
import { turnShow } from './turn-show.ts'

/**
 * What arrives puts a show on air, what stays away interrupts it. Safe to run again and in any order: a turn that
 * cannot befall the show in its state changes nothing. Answers whether something changed.
 */
export async function followSignal(
  context: Context,
  showId: string,
  signal: 'signal' | 'silence',
): Promise<boolean> {
  const turned = await inTransaction(async (tx) => {
    const show = await lockShow(tx, showId)
    return ok(show !== null && (await turnShow(tx, context, show, signal)))
  })
  return turned.ok && turned.value
}
