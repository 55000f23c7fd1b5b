import 'server-only'
import type { Context } from '#lib/kernel/context.ts'
import type { Locale } from '#lib/kernel/locale.ts'
import { emit } from '#lib/kernel/outbox.ts'
import type { Tx } from '#lib/kernel/transaction.ts'
import { audit } from './audit.ts'
import type { MembersEvent } from './events.ts'
import { INVITATION_DAYS, type Role } from './model.ts'

/** Writes an invitation and has it mailed; an open one to the same address ends, so that one link is good. */
export async function writeInvitation(
  tx: Tx,
  context: Context,
  invitation: {
    readonly cooperativeId: string
    readonly email: string
    readonly role: Role
    readonly invitedById: string
    readonly locale: Locale
  },
): Promise<string> {
  const { locale, ...row } = invitation
  const now = context.now()
  await tx.invitation.updateMany({
    where: { cooperativeId: row.cooperativeId, email: row.email, acceptedAt: null, revokedAt: null },
    data: { revokedAt: now },
  })
  const id = context.id('invitation')
  await tx.invitation.create({
    data: {
      id,
      ...row,
      createdAt: now,
      expiresAt: new Date(now.getTime() + INVITATION_DAYS * 24 * 3_600_000),
    },
  })
  await audit(tx, context, {
    actorId: row.invitedById,
    cooperativeId: row.cooperativeId,
    action: 'members.invite',
    subject: id,
    data: { role: row.role },
  })
  await emit<MembersEvent>(tx, context, { type: 'members.invited', invitationId: id, locale })
  return id
}
