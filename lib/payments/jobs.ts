import 'server-only'
import { z } from 'zod'
import type { Context } from '#lib/kernel/context.ts'
import { env } from '#lib/kernel/env.ts'
import { type DomainJobs, defineJob, react, type Sweep } from '#lib/kernel/jobs.ts'
import type { Logger } from '#lib/kernel/log.ts'
import { applyEvent } from './apply-event.ts'
import type { PaymentsEvent } from './events.ts'
import {
  pushEvents,
  pushRefunds,
  reconcileOpenPayments,
  reconcileRecentSessions,
  reconcileRefunds,
} from './reconcile.ts'
import { sendRefund } from './send-refund.ts'
import { forgetAppliedEvents } from './store.ts'

const applyEventJob = defineJob({
  name: 'payments.apply-event',
  input: z.strictObject({ eventId: z.string() }),
  // 2 s, 4 s … about four minutes in all; after that the sweep has it.
  retry: { limit: 6, seconds: 2 },
  atOnce: 4,
  run: (context, { eventId }) => applyEvent(context, eventId),
})

const sendRefundJob = defineJob({
  name: 'payments.send-refund',
  input: z.strictObject({ refundId: z.string() }),
  retry: { limit: 6, seconds: 2 },
  atOnce: 2,
  run: (context, { refundId }) => sendRefund(context, refundId),
})

// docs/decisions/0012-what-is-forgotten.md
const EVENTS_KEPT_DAYS = 90
const FORGOTTEN_AT_ONCE = 10_000

async function forgetEvents(context: Context, log: Logger): Promise<void> {
  const before = new Date(context.now().getTime() - EVENTS_KEPT_DAYS * 24 * 3_600_000)
  const count = await forgetAppliedEvents(before, FORGOTTEN_AT_ONCE)
  if (count > 0) log.info({ count }, "forgot the provider's events")
}

const sweeps: readonly Sweep[] = [
  { name: 'payments.open', everySeconds: 30, run: reconcileOpenPayments },
  { name: 'payments.recent', everySeconds: 5 * 60, run: reconcileRecentSessions },
  { name: 'payments.refunds', everySeconds: 60, run: pushRefunds },
  { name: 'payments.events', everySeconds: 60, run: pushEvents },
  { name: 'payments.refunds-again', everySeconds: 3600, run: reconcileRefunds },
  { name: 'payments.forget-events', everySeconds: 24 * 3600, run: forgetEvents },
]

export const paymentsJobs: DomainJobs = {
  jobs: [applyEventJob, sendRefundJob],
  reactions: [
    react<PaymentsEvent, 'payments.event-received', { eventId: string }>(
      'payments.event-received',
      applyEventJob,
      ({ eventId }) => ({ eventId }),
    ),
    react<PaymentsEvent, 'payments.refund-due', { refundId: string }>(
      'payments.refund-due',
      sendRefundJob,
      ({ refundId }) => ({ refundId }),
    ),
  ],
  // With payments off there is nobody to ask.
  sweeps: sweeps.map((sweep) => ({
    ...sweep,
    run: async (context, log) => {
      if (env().payments !== 'off') await sweep.run(context, log)
    },
  })),
}
