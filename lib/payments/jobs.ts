import 'server-only'
import { z } from 'zod'
import { env } from '#lib/kernel/env.ts'
import { type DomainJobs, defineJob, react, type Sweep } from '#lib/kernel/jobs.ts'
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

const sweeps: readonly Sweep[] = [
  { name: 'payments.open', everySeconds: 30, run: reconcileOpenPayments },
  { name: 'payments.recent', everySeconds: 5 * 60, run: reconcileRecentSessions },
  { name: 'payments.refunds', everySeconds: 60, run: pushRefunds },
  { name: 'payments.events', everySeconds: 60, run: pushEvents },
  { name: 'payments.refunds-again', everySeconds: 3600, run: reconcileRefunds },
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
