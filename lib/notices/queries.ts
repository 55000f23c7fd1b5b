import 'server-only'
import { db } from '#lib/kernel/db.ts'
import { env } from '#lib/kernel/env.ts'
import { type MailView, mailState } from './model.ts'

const PAGE = 40

/** The mails of the house, newest first, a page at a time; `next` is the cursor of the page after. */
export async function outboxPage(
  cursor: string | null,
): Promise<{ mails: MailView[]; next: string | null; hasServer: boolean }> {
  const hasServer = env().smtpUrl !== null
  const rows = await db().mail.findMany({
    orderBy: [{ createdAt: 'desc' }, { id: 'desc' }],
    take: PAGE + 1,
    ...(cursor && { cursor: { id: cursor }, skip: 1 }),
  })
  const page = rows.slice(0, PAGE)
  return {
    mails: page.map((row) => ({
      id: row.id,
      to: row.to,
      subject: row.subject,
      text: row.opensDoor && (hasServer || row.text === '') ? null : row.text,
      state: mailState(row, hasServer),
      failure: row.failure,
      createdAt: row.createdAt,
      sentAt: row.sentAt,
    })),
    next: rows.length > PAGE ? (page.at(-1)?.id ?? null) : null,
    hasServer,
  }
}
