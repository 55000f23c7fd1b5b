import 'server-only'
import type { Context } from '#lib/kernel/context.ts'
import { ok, type Result, refuse } from '#lib/kernel/result.ts'
import { inTransaction } from '#lib/kernel/transaction.ts'
import { audit } from './audit.ts'
import { type Actor, invitationState, type MembersFault, type RevokeInvitation } from './model.ts'
import { mayManageMembers } from './policy.ts'
import { lockInvitation } from './store.ts'

/** Takes an invitation back: its link leads nowhere from now on. Faults: not-allowed, invitation-unknown, invitation-over. */
export async function revokeInvitation(
  context: Context,
  actor: Actor,
  input: RevokeInvitation,
): Promise<Result<undefined, MembersFault>> {
  return await inTransaction<undefined, MembersFault>(async (tx) => {
    if (!mayManageMembers(actor, input.cooperativeId)) return refuse({ code: 'not-allowed' })
    await lockInvitation(tx, input.invitationId)
    const invitation = await tx.invitation.findFirst({
      where: { id: input.invitationId, cooperativeId: input.cooperativeId },
    })
    if (!invitation) return refuse({ code: 'invitation-unknown' })
    const state = invitationState(invitation, context.now())
    if (state === 'revoked') return ok()
    if (state === 'accepted') return refuse({ code: 'invitation-over', state })
    await tx.invitation.update({ where: { id: invitation.id }, data: { revokedAt: context.now() } })
    await audit(tx, context, {
      actorId: actor.id,
      cooperativeId: input.cooperativeId,
      action: 'members.revoke-invitation',
      subject: invitation.id,
      data: { role: invitation.role },
    })
    return ok()
  })
}
