import 'server-only'
import { z } from 'zod'
import type { Context } from '#lib/kernel/context.ts'
import { type DomainJobs, defineJob, react } from '#lib/kernel/jobs.ts'
import type { Logger } from '#lib/kernel/log.ts'
import type { PaymentsEvent } from '#lib/payments/events.ts'
import { forgetGuestCarts } from './cart-store.ts'
import { followDispute } from './follow-dispute.ts'
import { followRefund, tellOfDeskRefund, tellOfFailedRefund } from './follow-refund.ts'
import { releaseOrder } from './release-order.ts'
import { settleOrder } from './settle-order.ts'
import { sweepDeadlines } from './sweep-deadlines.ts'
import { sweepSettlements } from './sweep-settlements.ts'

// A minute of tries; then the sweeps have it.
const retry = { limit: 5, seconds: 2 }

const paymentOfOrder = z.strictObject({ paymentId: z.string(), reference: z.string() })
const refundOfOrder = z.strictObject({ refundId: z.string(), reference: z.string() })

const settleOrderJob = defineJob({
  name: 'orders.settle',
  input: paymentOfOrder,
  retry,
  atOnce: 4,
  run: (context, input) => settleOrder(context, input),
})

const releaseOrderJob = defineJob({
  name: 'orders.release',
  input: z.strictObject({ reference: z.string() }),
  retry,
  atOnce: 2,
  run: async (context, { reference }) => {
    await releaseOrder(context, reference)
  },
})

const followRefundJob = defineJob({
  name: 'orders.follow-refund',
  input: z.strictObject({ reference: z.string() }),
  retry,
  run: (context, { reference }) => followRefund(context, reference),
})

const failedRefundJob = defineJob({
  name: 'orders.failed-refund',
  input: refundOfOrder,
  retry,
  run: (context, { refundId, reference }) => tellOfFailedRefund(context, reference, refundId),
})

const deskRefundJob = defineJob({
  name: 'orders.desk-refund',
  input: refundOfOrder,
  retry,
  run: (context, { refundId, reference }) => tellOfDeskRefund(context, reference, refundId),
})

const followDisputeJob = defineJob({
  name: 'orders.follow-dispute',
  input: z.strictObject({ reference: z.string() }),
  retry,
  run: (context, { reference }) => followDispute(context, reference),
})

// docs/decisions/0012-what-is-forgotten.md
const CARTS_KEPT_DAYS = 90
const FORGOTTEN_AT_ONCE = 10_000

async function forgetCarts(context: Context, log: Logger): Promise<void> {
  const before = new Date(context.now().getTime() - CARTS_KEPT_DAYS * 24 * 3_600_000)
  const count = await forgetGuestCarts(before, FORGOTTEN_AT_ONCE)
  if (count > 0) log.info({ count }, "forgot guests' carts")
}

type Of<T extends PaymentsEvent['type']> = Extract<PaymentsEvent, { type: T }>

export const ordersJobs: DomainJobs = {
  jobs: [settleOrderJob, releaseOrderJob, followRefundJob, failedRefundJob, deskRefundJob, followDisputeJob],
  reactions: [
    react('payments.succeeded', settleOrderJob, ({ paymentId, reference }: Of<'payments.succeeded'>) => ({
      paymentId,
      reference,
    })),
    react('payments.closed', releaseOrderJob, ({ reference }: Of<'payments.closed'>) => ({ reference })),
    react('payments.refund-settled', followRefundJob, ({ reference }: Of<'payments.refund-settled'>) => ({
      reference,
    })),
    react('payments.refund-found', deskRefundJob, ({ refundId, reference }: Of<'payments.refund-found'>) => ({
      refundId,
      reference,
    })),
    react('payments.disputed', followDisputeJob, ({ reference }: Of<'payments.disputed'>) => ({ reference })),
    react(
      'payments.refund-failed',
      failedRefundJob,
      ({ refundId, reference }: Of<'payments.refund-failed'>) => ({ refundId, reference }),
    ),
  ],
  sweeps: [
    // Every crate of somebody who walked away is back within so many seconds of its deadline.
    { name: 'orders.deadlines', everySeconds: 15, run: sweepDeadlines },
    { name: 'orders.settlements', everySeconds: 5 * 60, run: sweepSettlements },
    { name: 'orders.forget-carts', everySeconds: 24 * 3600, run: forgetCarts },
  ],
}
