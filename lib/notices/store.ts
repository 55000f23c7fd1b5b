import 'server-only'
import { db } from '#lib/kernel/db.ts'
import type { Tx } from '#lib/kernel/transaction.ts'
import { MOST_TRIES } from './model.ts'

export interface MailToSend {
  readonly id: string
  readonly to: string
  readonly subject: string
  readonly text: string
  readonly html: string
  /** With this one. */
  readonly tries: number
  readonly opensDoor: boolean
}

/** Takes a mail to send it, until `until` for oneself; null when it is sent, given up, or somebody else's just now. */
export async function claimMail(tx: Tx, id: string, now: Date, until: Date): Promise<MailToSend | null> {
  const [row] = await tx.$queryRaw<(Omit<MailToSend, 'opensDoor'> & { opens_door: boolean })[]>`
    update mail set tries = tries + 1, next_try_at = ${until}
    where id = ${id} and sent_at is null and tries < ${MOST_TRIES}
      and (next_try_at is null or next_try_at <= ${now})
    returning id, "to", subject, text, html, tries, opens_door`
  if (!row) return null
  const { opens_door: opensDoor, ...mail } = row
  return { ...mail, opensDoor }
}

/**
 * Mails whose next try is due, and those that nobody ever tried although their job should have. Mails kept while there
 * was no server are left in peace: after `fresh` they are nobody's surprise any more.
 */
export async function dueMails(
  now: Date,
  fresh: { readonly from: Date; readonly to: Date },
  limit: number,
): Promise<string[]> {
  const rows = await db().$queryRaw<{ id: string }[]>`
    select id from mail
    where sent_at is null and (
      (tries between 1 and ${MOST_TRIES - 1} and next_try_at <= ${now})
      or (tries = 0 and created_at between ${fresh.from} and ${fresh.to})
    )
    order by created_at limit ${limit}`
  return rows.map(({ id }) => id)
}

/** Mails that were sent before `sent`, and those written before `unsent` that never were. How many there were. */
export async function forgetMails(before: { sent: Date; unsent: Date }, limit: number): Promise<number> {
  return db().$executeRaw`
    delete from mail where id in (
      select id from mail
      where sent_at < ${before.sent} or (sent_at is null and created_at < ${before.unsent})
      limit ${limit} for update skip locked)`
}
