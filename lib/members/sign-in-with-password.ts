import 'server-only'
import type { Context } from '#lib/kernel/context.ts'
import { db } from '#lib/kernel/db.ts'
import { ok, type Result, refuse } from '#lib/kernel/result.ts'
import { inTransaction } from '#lib/kernel/transaction.ts'
import { beginSession } from './begin-session.ts'
import type { Browser, MembersFault, PasswordSignIn, SignedIn } from './model.ts'
import { isPassword } from './password.ts'
import { lockUser } from './store.ts'

/** A new session for who knows the password. One fault, and one amount of work, for every reason to refuse. */
export async function signInWithPassword(
  context: Context,
  browser: Browser,
  input: Pick<PasswordSignIn, 'email' | 'password'>,
): Promise<Result<SignedIn, MembersFault>> {
  const user = await db().user.findUnique({
    where: { email: input.email },
    select: { id: true, passwordHash: true },
  })
  const right = await isPassword(input.password, user?.passwordHash ?? null)
  if (!user || !right) return refuse({ code: 'wrong-sign-in' })
  return await inTransaction<SignedIn, MembersFault>(async (tx) => {
    const now = await lockUser(tx, user.id)
    // The password may have been changed while this one was being judged.
    if (!now || now.disabledAt || now.passwordHash !== user.passwordHash)
      return refuse({ code: 'wrong-sign-in' })
    return ok(await beginSession(tx, context, browser, { userId: user.id, byMail: false }))
  })
}
