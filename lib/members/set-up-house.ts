import 'server-only'
import type { Context } from '#lib/kernel/context.ts'
import { ok, type Result, refuse } from '#lib/kernel/result.ts'
import { inTransaction } from '#lib/kernel/transaction.ts'
import { beginSession } from './begin-session.ts'
import type { Browser, MembersFault, SetUp, SignedIn } from './model.ts'
import { hashPassword } from './password.ts'
import { opensHouse } from './setup-key.ts'
import { lockHouse } from './store.ts'
import { writeCooperative } from './write-cooperative.ts'

/**
 * The first run: the first person becomes platform admin and manager of the first cooperative. Only while there is
 * nobody, and only with the key of the set-up link; of two at once, one. Faults: setup-key-wrong, already-set-up.
 */
export async function setUpHouse(
  context: Context,
  browser: Browser,
  input: SetUp,
): Promise<Result<SignedIn, MembersFault>> {
  // Asked first, so that a stranger cannot make the house hash.
  if (!opensHouse(input.key)) return refuse({ code: 'setup-key-wrong' })
  const passwordHash = await hashPassword(input.password)
  return await inTransaction<SignedIn, MembersFault>(async (tx) => {
    await lockHouse(tx)
    if (await tx.user.findFirst({ select: { id: true } })) return refuse({ code: 'already-set-up' })
    const now = context.now()
    const userId = context.id('user')
    await tx.user.create({
      data: {
        id: userId,
        email: input.email,
        name: input.name,
        passwordHash,
        locale: browser.locale,
        platformAdmin: true,
        createdAt: now,
      },
    })
    const written = await writeCooperative(tx, context, { ...input, locale: browser.locale, actorId: userId })
    if (!written.ok) return written
    const { cooperativeId } = written.value
    await tx.membership.create({ data: { cooperativeId, userId, role: 'MANAGER', createdAt: now } })
    return ok(await beginSession(tx, context, browser, { userId, byMail: false }))
  })
}
