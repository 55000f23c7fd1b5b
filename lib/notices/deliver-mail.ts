import 'server-only'
import type { Context } from '#lib/kernel/context.ts'
import { env } from '#lib/kernel/env.ts'
import { ok } from '#lib/kernel/result.ts'
import { inTransaction } from '#lib/kernel/transaction.ts'
import { type Delivery, sendMail } from './gateway.ts'
import { MOST_TRIES, pauseAfter } from './model.ts'
import { claimMail, type MailToSend } from './store.ts'

/** Longer than a mail server may take, so that nobody sends the same mail beside us. */
const CLAIM_MINUTES = 5

/**
 * Tries once to send a mail. `kept` without a mail server; `nothing` when there is nothing to do now; what failed is
 * noted beside the mail, and tried again by the sweep when its pause is over.
 */
export async function deliverMail(
  context: Context,
  mailId: string,
): Promise<'kept' | 'nothing' | 'sent' | 'later' | 'failed'> {
  const { smtpUrl } = env()
  if (!smtpUrl) return 'kept'
  const now = context.now()
  const claimed = await inTransaction<MailToSend | null, never>(async (tx) =>
    ok(await claimMail(tx, mailId, now, minutesLater(now, CLAIM_MINUTES))),
  )
  if (!claimed.ok || !claimed.value) return 'nothing'
  const mail = claimed.value
  const delivery = await sendMail(smtpUrl, mail)
  return await note(context, mail, delivery)
}

async function note(
  context: Context,
  mail: MailToSend,
  delivery: Delivery,
): Promise<'sent' | 'later' | 'failed'> {
  const now = context.now()
  const over = !delivery.sent && (delivery.final || mail.tries >= MOST_TRIES)
  await inTransaction<undefined, never>(async (tx) => {
    await tx.mail.update({
      where: { id: mail.id },
      data: delivery.sent
        ? // What opens a door is not kept once its owner has it.
          { sentAt: now, nextTryAt: null, failure: null, ...(mail.opensDoor && { text: '', html: '' }) }
        : {
            failure: delivery.reason,
            nextTryAt: over ? null : minutesLater(now, pauseAfter(mail.tries)),
            ...(over && { tries: MOST_TRIES }),
          },
    })
    return ok()
  })
  return delivery.sent ? 'sent' : over ? 'failed' : 'later'
}

function minutesLater(now: Date, minutes: number): Date {
  return new Date(now.getTime() + minutes * 60_000)
}
