import 'server-only'
import type { Context } from '#lib/kernel/context.ts'
import { db } from '#lib/kernel/db.ts'
import { ok, type Result, refuse } from '#lib/kernel/result.ts'
import { inTransaction } from '#lib/kernel/transaction.ts'
import { audit } from './audit.ts'
import { beginSession, endSessions } from './begin-session.ts'
import type { Actor, Browser, ChangePassword, MembersFault, SignedIn } from './model.ts'
import { hashPassword, isPassword } from './password.ts'
import { provenLately } from './queries.ts'
import { lockUser } from './store.ts'

/**
 * A new password for who knows the old one, or signed in by mail just now (it was forgotten, or there was none). All
 * sessions end; this browser gets a new one. Faults: wrong-password, sign-in-again, not-allowed.
 */
export async function changePassword(
  context: Context,
  actor: Actor,
  browser: Browser,
  input: ChangePassword,
): Promise<Result<SignedIn, MembersFault>> {
  if (actor.kind !== 'user') return refuse({ code: 'not-allowed' })
  const user = await db().user.findUnique({ where: { id: actor.id }, select: { passwordHash: true } })
  if (!user) return refuse({ code: 'not-allowed' })
  const known = input.current !== undefined && (await isPassword(input.current, user.passwordHash))
  if (!known && !(await provenLately(actor.id, browser.sessionId, context.now())))
    return refuse({ code: user.passwordHash ? 'wrong-password' : 'sign-in-again' })
  const passwordHash = await hashPassword(input.password)
  return await inTransaction<SignedIn, MembersFault>(async (tx) => {
    const now = await lockUser(tx, actor.id)
    if (!now || now.disabledAt || now.passwordHash !== user.passwordHash)
      return refuse({ code: 'wrong-password' })
    await tx.user.update({ where: { id: actor.id }, data: { passwordHash } })
    await endSessions(tx, context.now(), { userId: actor.id })
    await audit(tx, context, {
      actorId: actor.id,
      cooperativeId: null,
      action: 'members.change-password',
      subject: actor.id,
    })
    return ok(await beginSession(tx, context, browser, { userId: actor.id, byMail: false }))
  })
}
