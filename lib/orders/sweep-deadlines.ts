import 'server-only'
import { atOnce } from '#lib/kernel/at-once.ts'
import type { Context } from '#lib/kernel/context.ts'
import type { Logger } from '#lib/kernel/log.ts'
import { pages } from '#lib/kernel/pages.ts'
import { closeOrder } from './close-order.ts'
import { findOverdue } from './store.ts'

/** After a show hundreds lapse within minutes, and one that is asked after takes the provider half a second. */
const HANDS = 4

/**
 * Orders whose time to pay is over. Walks through all of them, so that some whose provider stays silent never keep
 * the others' crates locked.
 */
export async function sweepDeadlines(context: Context, log: Logger): Promise<void> {
  for await (const page of pages<Overdue>((after, limit) => findOverdue(context.now(), after, limit)))
    await atOnce(HANDS, page, ({ id }) => close(context, log, id))
}

type Overdue = Awaited<ReturnType<typeof findOverdue>>[number]

async function close(context: Context, log: Logger, orderId: string): Promise<void> {
  try {
    const closing = await closeOrder(context, orderId)
    if (closing === 'unknown') log.warn({ orderId }, 'the provider did not say whether money is coming')
  } catch (err) {
    log.error({ err, orderId }, 'could not close an overdue order; it comes round again')
  }
}
