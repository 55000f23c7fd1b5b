import 'server-only'
import type { Context } from '#lib/kernel/context.ts'
import type { Locale } from '#lib/kernel/locale.ts'
import { ok, type Result, refuse } from '#lib/kernel/result.ts'
import { inTransaction } from '#lib/kernel/transaction.ts'
import type { Actor, Invite, MembersFault } from './model.ts'
import { mayManageMembers } from './policy.ts'
import { lockCooperative } from './store.ts'
import { writeInvitation } from './write-invitation.ts'

/**
 * Invites an address to one role, by mail, for a week; `locale` is the language of the mail. Faults: not-allowed,
 * cooperative-unknown, already-member.
 */
export async function inviteMember(
  context: Context,
  actor: Actor,
  input: Invite & { readonly locale: Locale },
): Promise<Result<{ invitationId: string }, MembersFault>> {
  return await inTransaction<{ invitationId: string }, MembersFault>(async (tx) => {
    if (actor.kind !== 'user' || !mayManageMembers(actor, input.cooperativeId))
      return refuse({ code: 'not-allowed' })
    if (!(await lockCooperative(tx, input.cooperativeId))) return refuse({ code: 'cooperative-unknown' })
    const { cooperativeId, email, role, locale } = input
    const held = await tx.membership.findFirst({ where: { cooperativeId, role, user: { email } } })
    if (held) return refuse({ code: 'already-member' })
    const invitationId = await writeInvitation(tx, context, {
      cooperativeId,
      email,
      role,
      invitedById: actor.id,
      locale,
    })
    return ok({ invitationId })
  })
}
