import 'server-only'
import type { Context } from '#lib/kernel/context.ts'
import { db } from '#lib/kernel/db.ts'
import { isId } from '#lib/kernel/ids.ts'
import type { Tx } from '#lib/kernel/transaction.ts'

/** Who did what to whom, as it is written. `data` says what changed: ids, roles, amounts; no addresses. */
export interface AuditNote {
  readonly actorId: string | null
  readonly cooperativeId: string | null
  /** The verb: `orders.refund`. */
  readonly action: `${string}.${string}`
  /** The id of the thing acted upon. */
  readonly subject: string
  readonly data?: Readonly<Record<string, string | number | boolean | null | readonly string[]>>
}

/** Writes it in the transaction that does it. The table takes nothing back. */
export async function audit(tx: Tx, context: Context, note: AuditNote): Promise<void> {
  await tx.auditEntry.create({
    data: {
      id: context.id('audit'),
      at: context.now(),
      actorId: note.actorId,
      cooperativeId: note.cooperativeId,
      action: note.action,
      subject: note.subject,
      data: { ...note.data },
      requestId: context.requestId,
    },
  })
}

export interface AuditEntryView {
  readonly id: string
  readonly at: Date
  /** Null when the house itself did it, a guest, or the person is gone. */
  readonly actorName: string | null
  readonly byGuest: boolean
  readonly action: string
  readonly subject: string
  /** The subject's name where it is a person. */
  readonly subjectName: string | null
  readonly data: Readonly<Record<string, unknown>>
}

const PAGE = 50

/** A cooperative's trail, newest first, a page at a time; `next` is the cursor of the page after. */
export async function auditTrail(
  cooperativeId: string,
  cursor: string | null,
): Promise<{ entries: AuditEntryView[]; next: string | null }> {
  const rows = await db().auditEntry.findMany({
    where: { cooperativeId },
    orderBy: [{ at: 'desc' }, { id: 'desc' }],
    take: PAGE + 1,
    ...(cursor && { cursor: { id: cursor }, skip: 1 }),
  })
  const page = rows.slice(0, PAGE)
  const people = await db().user.findMany({
    where: { id: { in: page.flatMap(({ actorId, subject }) => (actorId ? [actorId, subject] : [subject])) } },
    select: { id: true, name: true },
  })
  const names = new Map(people.map(({ id, name }) => [id, name]))
  return {
    entries: page.map((row) => ({
      id: row.id,
      at: row.at,
      actorName: (row.actorId && names.get(row.actorId)) ?? null,
      byGuest: isId('guest', row.actorId),
      action: row.action,
      subject: row.subject,
      subjectName: names.get(row.subject) ?? null,
      data: row.data as Record<string, unknown>,
    })),
    next: rows.length > PAGE ? (page.at(-1)?.id ?? null) : null,
  }
}
