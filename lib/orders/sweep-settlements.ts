import 'server-only'
import type { Context } from '#lib/kernel/context.ts'
import type { Logger } from '#lib/kernel/log.ts'
import { pages } from '#lib/kernel/pages.ts'
import { paidBetween } from '#lib/payments/queries.ts'
import { followRefund } from './follow-refund.ts'
import { settleOrder } from './settle-order.ts'
import { findRefunding, findUnsettled } from './store.ts'

/** Jobs have done it by then, with their tries. */
const AFTER_MINUTES = 3
/** What a worker that was away for a day comes back to. */
const BACK_HOURS = 48

/** Money that came while its job was lost or gave up, and refunds whose end nobody heard of. */
export async function sweepSettlements(context: Context, log: Logger): Promise<void> {
  const now = context.now().getTime()
  const paid = await paidBetween(
    new Date(now - BACK_HOURS * 3_600_000),
    new Date(now - AFTER_MINUTES * 60_000),
  )
  for (const { paymentId, reference } of await findUnsettled(paid))
    await settleOrder(context, { paymentId, reference }).catch((err) =>
      log.error({ err, orderId: reference, paymentId }, 'could not settle; it comes round again'),
    )
  for await (const page of pages(findRefunding))
    for (const { id } of page)
      await followRefund(context, id).catch((err) =>
        log.error({ err, orderId: id }, 'could not follow a refund; it comes round again'),
      )
}
