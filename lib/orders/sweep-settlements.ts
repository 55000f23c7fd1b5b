import 'server-only'
import type { Context } from '#lib/kernel/context.ts'
import type { Logger } from '#lib/kernel/log.ts'
import { pages } from '#lib/kernel/pages.ts'
import { paidBetween } from '#lib/payments/queries.ts'
import { refundedBetween } from '#lib/payments/refund-queries.ts'
import { followRefund } from './follow-refund.ts'
import { settleOrder } from './settle-order.ts'
import { findRefunding, findUnfollowed, findUnsettled } from './store.ts'

/** Jobs have done it by then, with their tries. */
const AFTER_MINUTES = 3
/** What a worker that was away for a day comes back to. */
const BACK_HOURS = 48

/** Money that came or went back while its job was lost or gave up, and refunds whose end nobody heard of. */
export async function sweepSettlements(context: Context, log: Logger): Promise<void> {
  const now = context.now().getTime()
  const lately = [new Date(now - BACK_HOURS * 3_600_000), new Date(now - AFTER_MINUTES * 60_000)] as const
  for (const { paymentId, reference } of await findUnsettled(await paidBetween(...lately)))
    await settleOrder(context, { paymentId, reference }).catch((err) =>
      log.error({ err, orderId: reference, paymentId }, 'could not settle; it comes round again'),
    )
  const follow = (orderId: string) =>
    followRefund(context, orderId).catch((err) =>
      log.error({ err, orderId }, 'could not follow a refund; it comes round again'),
    )
  for (const orderId of await findUnfollowed(await refundedBetween(...lately))) await follow(orderId)
  for await (const page of pages(findRefunding)) for (const { id } of page) await follow(id)
}
