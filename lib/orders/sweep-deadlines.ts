import 'server-only'
import type { Context } from '#lib/kernel/context.ts'
import type { Logger } from '#lib/kernel/log.ts'
import { closeOrder } from './close-order.ts'
import { findOverdue } from './store.ts'

const PAGE = 100

/**
 * Orders whose time to pay is over. Walks through all of them, so that some whose provider stays silent never keep
 * the others' crates locked.
 */
export async function sweepDeadlines(context: Context, log: Logger): Promise<void> {
  let after: { id: string; deadline: Date } | null = null
  do {
    const page = await findOverdue(context.now(), after, PAGE)
    for (const { id } of page) {
      try {
        const closing = await closeOrder(context, id)
        if (closing === 'unknown')
          log.warn({ orderId: id }, 'the provider did not say whether money is coming')
      } catch (err) {
        log.error({ err, orderId: id }, 'could not close an overdue order; it comes round again')
      }
    }
    after = page.length === PAGE ? (page.at(-1) ?? null) : null
  } while (after)
}
