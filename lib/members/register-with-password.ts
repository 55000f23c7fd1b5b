import 'server-only'
import type { Context } from '#lib/kernel/context.ts'
import { ok, type Result, refuse } from '#lib/kernel/result.ts'
import { inTransaction } from '#lib/kernel/transaction.ts'
import { beginSession } from './begin-session.ts'
import type { Browser, MembersFault, Register, SignedIn } from './model.ts'
import { hashPassword } from './password.ts'
import { lockAddress } from './store.ts'

/**
 * Opens an account and signs its owner in. The address is taken at its word: whoever proves it later by a mailed
 * code ends this password (see signInWithCode). Faults: address-taken, not-set-up.
 */
export async function registerWithPassword(
  context: Context,
  browser: Browser,
  input: Pick<Register, 'name' | 'email' | 'password'>,
): Promise<Result<SignedIn, MembersFault>> {
  const passwordHash = await hashPassword(input.password)
  return await inTransaction<SignedIn, MembersFault>(async (tx) => {
    await lockAddress(tx, input.email)
    if (!(await tx.user.findFirst({ select: { id: true } }))) return refuse({ code: 'not-set-up' })
    if (await tx.user.findUnique({ where: { email: input.email }, select: { id: true } }))
      return refuse({ code: 'address-taken' })
    const userId = context.id('user')
    await tx.user.create({
      data: {
        id: userId,
        email: input.email,
        name: input.name,
        passwordHash,
        locale: browser.locale,
        createdAt: context.now(),
      },
    })
    return ok(await beginSession(tx, context, browser, { userId, byMail: false }))
  })
}
