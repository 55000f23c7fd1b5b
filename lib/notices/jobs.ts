import 'server-only'
import { z } from 'zod'
import { idField } from '#lib/kernel/fields.ts'
import { type DomainJobs, defineJob, react } from '#lib/kernel/jobs.ts'
import { ok } from '#lib/kernel/result.ts'
import { inTransaction } from '#lib/kernel/transaction.ts'
import type { LiveEvent } from '#lib/live/events.ts'
import type { MembersEvent } from '#lib/members/events.ts'
import { composeMail } from './compose-mail.ts'
import { deliverMail } from './deliver-mail.ts'
import type { NoticesEvent } from './events.ts'
import { type Cause, causeKey, causeSchema, opensDoor } from './model.ts'
import { dueMails } from './store.ts'
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

export const noticesJobs: DomainJobs = {
  jobs: [writeMailJob, deliverMailJob],
  reactions: [
    react<MembersEvent, 'members.code-issued', Cause>(
      'members.code-issued',
      writeMailJob,
      ({ codeId, locale }) => ({ about: 'sign-in-code', codeId, locale }),
    ),
    react<MembersEvent, 'members.invited', Cause>(
      'members.invited',
      writeMailJob,
      ({ invitationId, locale }) => ({
        about: 'invitation',
        invitationId,
        locale,
      }),
    ),
    react<LiveEvent, 'live.reminder-due', Cause>('live.reminder-due', writeMailJob, ({ reminderId }) => ({
      about: 'reminder',
      reminderId,
    })),
    react<NoticesEvent, 'notices.mail-written', { mailId: string }>(
      'notices.mail-written',
      deliverMailJob,
      ({ mailId }) => ({ mailId }),
    ),
  ],
  sweeps: [
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
