import 'server-only'
import type { Context } from '#lib/kernel/context.ts'
import { ok, type Result, refuse } from '#lib/kernel/result.ts'
import { inTransaction } from '#lib/kernel/transaction.ts'
import { audit } from './audit.ts'
import { endSessions } from './begin-session.ts'
import type { Actor, Browser, MembersFault } from './model.ts'

/** Ends this browser's session. Signing out twice is signing out once. */
export async function signOut(
  context: Context,
  browser: Pick<Browser, 'sessionId'>,
): Promise<Result<undefined, MembersFault>> {
  const id = browser.sessionId
  if (!id) return ok()
  return await inTransaction<undefined, MembersFault>(async (tx) => {
    await endSessions(tx, context.now(), { id })
    return ok()
  })
}

/** Ends every session of this person, this one too. Answers how many there were. */
export async function signOutEverywhere(
  context: Context,
  actor: Actor,
): Promise<Result<{ ended: number }, MembersFault>> {
  if (actor.kind !== 'user') return refuse({ code: 'not-allowed' })
  return await inTransaction<{ ended: number }, MembersFault>(async (tx) => {
    const ended = await endSessions(tx, context.now(), { userId: actor.id })
    await audit(tx, context, {
      actorId: actor.id,
      cooperativeId: null,
      action: 'members.sign-out-everywhere',
      subject: actor.id,
    })
    return ok({ ended })
  })
}
