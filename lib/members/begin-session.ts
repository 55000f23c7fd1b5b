import 'server-only'
import type { Context } from '#lib/kernel/context.ts'
import type { Tx } from '#lib/kernel/transaction.ts'
import { type Browser, SESSION_DAYS, type SignedIn } from './model.ts'

/**
 * A session of its own for every sign-in; the one that the browser held before ends, so that a session somebody
 * planted there is worth nothing afterwards (OWASP ASVS 7.2.4).
 */
export async function beginSession(
  tx: Tx,
  context: Context,
  browser: Browser,
  whose: { readonly userId: string; readonly byMail: boolean },
): Promise<SignedIn> {
  const now = context.now()
  const expiresAt = new Date(now.getTime() + SESSION_DAYS * 24 * 3_600_000)
  const sessionId = context.id('session')
  if (browser.sessionId) await endSessions(tx, now, { id: browser.sessionId })
  await tx.session.create({ data: { id: sessionId, ...whose, createdAt: now, expiresAt } })
  return { userId: whose.userId, sessionId, expiresAt }
}

/** Ends one session, or all of a person's, from this moment on. How many there were. */
export async function endSessions(
  tx: Tx,
  now: Date,
  which: { readonly id: string } | { readonly userId: string },
): Promise<number> {
  const { count } = await tx.session.updateMany({
    where: { ...which, revokedAt: null },
    data: { revokedAt: now },
  })
  return count
}
