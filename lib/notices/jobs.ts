import 'server-only'
import { z } from 'zod'
import type { FulfilmentEvent } from '#lib/fulfilment/events.ts'
import { idField } from '#lib/kernel/fields.ts'
import { type DomainJobs, defineJob, react } from '#lib/kernel/jobs.ts'
import type { DomainEvent } from '#lib/kernel/outbox.ts'
import { ok } from '#lib/kernel/result.ts'
import { inTransaction } from '#lib/kernel/transaction.ts'
import type { LiveEvent } from '#lib/live/events.ts'
import type { MembersEvent } from '#lib/members/events.ts'
import type { OrdersEvent } from '#lib/orders/events.ts'
import type { PaymentsEvent } from '#lib/payments/events.ts'
import { composeMail } from './compose-mail.ts'
import { deliverMail } from './deliver-mail.ts'
import type { NoticesEvent } from './events.ts'
import { type Cause, causeKey, causeSchema, opensDoor } from './model.ts'
import { dueMails, forgetMails } from './store.ts'
import { writeMail } from './write-mail.ts'

/** Something happened that somebody is told by mail. */
const writeMailJob = defineJob<Cause>({
  name: 'notices.write-mail',
  input: causeSchema,
  retry: { limit: 8, seconds: 2 },
  atOnce: 2,
  async run(context, cause, log) {
    const composed = await composeMail(cause, context.now())
    if (!composed) return log.info({ about: cause.about }, 'nothing to write any more')
    await inTransaction<string | null, never>(async (tx) =>
      ok(
        await writeMail(tx, context, {
          ...composed,
          causeKey: causeKey(cause),
          opensDoor: opensDoor(cause),
        }),
      ),
    )
  },
})

const deliverMailJob = defineJob({
  name: 'notices.deliver-mail',
  input: z.strictObject({ mailId: idField('mail') }),
  // What the mail server refuses is noted and tried again by the sweep; these tries are for a worker that was cut off.
  retry: { limit: 3, seconds: 5 },
  atOnce: 2,
  async run(context, { mailId }, log) {
    const outcome = await deliverMail(context, mailId)
    if (outcome === 'later' || outcome === 'failed') log.warn({ mailId, outcome }, 'mail not taken')
  },
})

/** Younger mails are with their job; older ones that nobody tried were kept for lack of a server. */
const UNTRIED_FROM_MINUTES = 15
const UNTRIED_TO_MINUTES = 1
const A_ROUND = 20

// docs/decisions/0012-what-is-forgotten.md
const SENT_KEPT_DAYS = 30
const UNSENT_KEPT_DAYS = 90
const FORGOTTEN_AT_ONCE = 10_000

function writes<E extends DomainEvent, T extends E['type'] = E['type']>(
  on: T,
  cause: (event: Extract<E, { readonly type: T }>) => Cause,
) {
  return react<E, T, Cause>(on, writeMailJob, cause)
}

export const noticesJobs: DomainJobs = {
  jobs: [writeMailJob, deliverMailJob],
  reactions: [
    writes<MembersEvent, 'members.code-issued'>('members.code-issued', ({ codeId, locale }) => ({
      about: 'sign-in-code',
      codeId,
      locale,
    })),
    writes<MembersEvent, 'members.invited'>('members.invited', ({ invitationId, locale }) => ({
      about: 'invitation',
      invitationId,
      locale,
    })),
    writes<LiveEvent, 'live.reminder-due'>('live.reminder-due', ({ reminderId, scheduledAt }) => ({
      about: 'reminder',
      reminderId,
      scheduledAt,
    })),
    writes<OrdersEvent>('orders.paid', ({ orderId }) => ({ about: 'receipt', orderId })),
    writes<OrdersEvent>('orders.cancelled', ({ orderId }) => ({ about: 'cancelled', orderId })),
    writes<OrdersEvent>('orders.refunding', ({ orderId }) => ({ about: 'late-money', orderId })),
    writes<PaymentsEvent, 'payments.refund-settled'>(
      'payments.refund-settled',
      ({ refundId, reference }) => ({ about: 'refunded', orderId: reference, refundId }),
    ),
    writes<FulfilmentEvent>('fulfilment.shipped', ({ orderId, parcelId }) => ({
      about: 'shipped',
      orderId,
      parcelId,
    })),
    react<NoticesEvent, 'notices.mail-written', { mailId: string }>(
      'notices.mail-written',
      deliverMailJob,
      ({ mailId }) => ({ mailId }),
    ),
  ],
  sweeps: [
    {
      name: 'notices.forget-mails',
      everySeconds: 24 * 3600,
      async run(context, log) {
        const ago = (days: number) => new Date(context.now().getTime() - days * 24 * 3_600_000)
        const before = { sent: ago(SENT_KEPT_DAYS), unsent: ago(UNSENT_KEPT_DAYS) }
        const count = await forgetMails(before, FORGOTTEN_AT_ONCE)
        if (count > 0) log.info({ count }, 'forgot mails')
      },
    },
    {
      name: 'notices.deliver-due',
      everySeconds: 30,
      async run(context, log) {
        const now = context.now()
        const ago = (minutes: number) => new Date(now.getTime() - minutes * 60_000)
        const fresh = { from: ago(UNTRIED_FROM_MINUTES), to: ago(UNTRIED_TO_MINUTES) }
        for (const mailId of await dueMails(now, fresh, A_ROUND)) {
          const outcome = await deliverMail(context, mailId)
          if (outcome === 'kept') return
          if (outcome === 'failed') log.warn({ mailId }, 'mail given up')
        }
      },
    },
  ],
}
