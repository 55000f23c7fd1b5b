import 'server-only'
import type { Context } from '#lib/kernel/context.ts'
import { ok, type Result, refuse } from '#lib/kernel/result.ts'
import { inTransaction } from '#lib/kernel/transaction.ts'
import { audit } from './audit.ts'
import type { Actor, MembersFault, RemoveMember } from './model.ts'
import { mayManageMembers } from './policy.ts'
import { lockCooperative, otherManagers } from './store.ts'

/**
 * Takes all roles in this cooperative; the account stays. Never the last manager's. Faults: not-allowed,
 * cooperative-unknown, member-unknown, last-manager.
 */
export async function removeMember(
  context: Context,
  actor: Actor,
  input: RemoveMember,
): Promise<Result<undefined, MembersFault>> {
  return await inTransaction<undefined, MembersFault>(async (tx) => {
    const { cooperativeId, userId } = input
    if (!mayManageMembers(actor, cooperativeId)) return refuse({ code: 'not-allowed' })
    if (!(await lockCooperative(tx, cooperativeId))) return refuse({ code: 'cooperative-unknown' })
    const held = await tx.membership.findMany({ where: { cooperativeId, userId }, select: { role: true } })
    if (held.length === 0) return refuse({ code: 'member-unknown' })
    if (held.some(({ role }) => role === 'MANAGER') && (await otherManagers(tx, cooperativeId, userId)) === 0)
      return refuse({ code: 'last-manager' })
    await tx.membership.deleteMany({ where: { cooperativeId, userId } })
    await audit(tx, context, {
      actorId: actor.id,
      cooperativeId,
      action: 'members.remove',
      subject: userId,
      data: { roles: held.map(({ role }) => role) },
    })
    return ok()
  })
}
