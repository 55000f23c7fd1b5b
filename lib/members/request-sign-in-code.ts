import 'server-only'
import type { Context } from '#lib/kernel/context.ts'
import { emit } from '#lib/kernel/outbox.ts'
import { ok, type Result, refuse } from '#lib/kernel/result.ts'
import { inTransaction } from '#lib/kernel/transaction.ts'
import type { MembersEvent } from './events.ts'
import { type Browser, CODE_MINUTES, type CodeRequest, type MembersFault } from './model.ts'
import { lockAddress } from './store.ts'

/**
 * Has six digits mailed to an address; an older request of it ends. Answers the same whether the address has an
 * account, none, or a shut one. `request` names the request to signInWithCode. Fault: not-set-up.
 */
export async function requestSignInCode(
  context: Context,
  browser: Browser,
  input: Pick<CodeRequest, 'email'>,
): Promise<Result<{ request: string }, MembersFault>> {
  return await inTransaction<{ request: string }, MembersFault>(async (tx) => {
    await lockAddress(tx, input.email)
    if (!(await tx.user.findFirst({ select: { id: true } }))) return refuse({ code: 'not-set-up' })
    const now = context.now()
    await tx.signInCode.updateMany({
      where: { email: input.email, endedAt: null },
      data: { endedAt: now },
    })
    const codeId = context.id('code')
    await tx.signInCode.create({
      data: {
        id: codeId,
        email: input.email,
        createdAt: now,
        expiresAt: new Date(now.getTime() + CODE_MINUTES * 60_000),
      },
    })
    await emit<MembersEvent>(tx, context, { type: 'members.code-issued', codeId, locale: browser.locale })
    return ok({ request: codeId })
  })
}
