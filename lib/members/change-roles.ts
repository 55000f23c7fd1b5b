import 'server-only'
import type { Context } from '#lib/kernel/context.ts'
import { ok, type Result, refuse } from '#lib/kernel/result.ts'
import { inTransaction } from '#lib/kernel/transaction.ts'
import { audit } from './audit.ts'
import type { Actor, ChangeRoles, MembersFault, Role } from './model.ts'
import { mayManageMembers } from './policy.ts'
import { lockCooperative, otherManagers } from './store.ts'

/**
 * The roles a member holds from now on, at least one. Faults: not-allowed, cooperative-unknown, member-unknown,
 * last-manager.
 */
export async function changeRoles(
  context: Context,
  actor: Actor,
  input: ChangeRoles,
): Promise<Result<{ roles: readonly Role[] }, MembersFault>> {
  return await inTransaction<{ roles: readonly Role[] }, MembersFault>(async (tx) => {
    const { cooperativeId, userId } = input
    if (!mayManageMembers(actor, cooperativeId)) return refuse({ code: 'not-allowed' })
    if (!(await lockCooperative(tx, cooperativeId))) return refuse({ code: 'cooperative-unknown' })
    const rows = await tx.membership.findMany({ where: { cooperativeId, userId }, select: { role: true } })
    const before = rows.map(({ role }) => role).sort()
    const after = [...new Set(input.roles)].sort()
    if (before.length === 0) return refuse({ code: 'member-unknown' })
    const stepsDown = before.includes('MANAGER') && !after.includes('MANAGER')
    if (stepsDown && (await otherManagers(tx, cooperativeId, userId)) === 0)
      return refuse({ code: 'last-manager' })
    if (before.join() === after.join()) return ok({ roles: after })
    await tx.membership.deleteMany({ where: { cooperativeId, userId, role: { notIn: after } } })
    await tx.membership.createMany({
      data: after.map((role) => ({ cooperativeId, userId, role, createdAt: context.now() })),
      skipDuplicates: true,
    })
    await audit(tx, context, {
      actorId: actor.id,
      cooperativeId,
      action: 'members.change-roles',
      subject: userId,
      data: { before, after },
    })
    return ok({ roles: after })
  })
}
