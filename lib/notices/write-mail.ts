import 'server-only'
import type { Context } from '#lib/kernel/context.ts'
import { emit } from '#lib/kernel/outbox.ts'
import type { Tx } from '#lib/kernel/transaction.ts'
import type { NoticesEvent } from './events.ts'
import type { Letter } from './model.ts'

/**
 * Writes a mail down for the worker to send, in the transaction that is its cause. The same cause writes once; answers
 * the mail's id, or null when it was written before.
 */
export async function writeMail(
  tx: Tx,
  context: Context,
  mail: {
    readonly to: string
    readonly causeKey: string
    readonly letter: Letter
    readonly opensDoor: boolean
  },
): Promise<string | null> {
  const { to, causeKey, letter, opensDoor } = mail
  const id = context.id('mail')
  const { subject, text, html } = letter
  const { count } = await tx.mail.createMany({
    data: [{ id, to, subject, text, html, causeKey, opensDoor, createdAt: context.now() }],
    skipDuplicates: true,
  })
  if (count === 0) return null
  await emit<NoticesEvent>(tx, context, { type: 'notices.mail-written', mailId: id })
  return id
}
