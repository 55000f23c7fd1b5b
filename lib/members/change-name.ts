import 'server-only'
import type { Context } from '#lib/kernel/context.ts'
import { ok, type Result, refuse } from '#lib/kernel/result.ts'
import { inTransaction } from '#lib/kernel/transaction.ts'
import { audit } from './audit.ts'
import type { Actor, ChangeName, MembersFault } from './model.ts'

/** The name that others see, in chat and on the members' page. Fault: not-allowed. */
export async function changeName(
  context: Context,
  actor: Actor,
  input: ChangeName,
): Promise<Result<undefined, MembersFault>> {
  if (actor.kind !== 'user') return refuse({ code: 'not-allowed' })
  return await inTransaction<undefined, MembersFault>(async (tx) => {
    await tx.user.update({ where: { id: actor.id }, data: { name: input.name } })
    await audit(tx, context, {
      actorId: actor.id,
      cooperativeId: null,
      action: 'members.change-name',
      subject: actor.id,
    })
    return ok()
  })
}
