import 'server-only'
import type { Context } from '#lib/kernel/context.ts'
import { ok, type Result, refuse } from '#lib/kernel/result.ts'
import { inTransaction, type Tx } from '#lib/kernel/transaction.ts'
import { audit } from './audit.ts'
import { beginSession } from './begin-session.ts'
import { invitationOfToken } from './invitation-token.ts'
import {
  type Accept,
  type Actor,
  type Browser,
  invitationState,
  type MembersFault,
  type SignedIn,
} from './model.ts'
import { hashPassword } from './password.ts'
import { lockAddress, lockCooperative, lockInvitation } from './store.ts'

export interface Accepted {
  readonly cooperativeSlug: string
  /** A session for an account that was made here; null for who was signed in already. */
  readonly signedIn: SignedIn | null
}

/**
 * Joins the cooperative that the link is about. Somebody signed in must own the address it was mailed to; a guest
 * whose address has no account gets one. Faults: invitation-unknown, invitation-over, invitation-for-another,
 * sign-in-to-accept, name-missing.
 */
export async function acceptInvitation(
  context: Context,
  actor: Actor,
  browser: Browser,
  input: Accept,
): Promise<Result<Accepted, MembersFault>> {
  const invitationId = invitationOfToken(input.token)
  if (!invitationId) return refuse({ code: 'invitation-unknown' })
  const passwordHash = actor.kind === 'guest' && input.password ? await hashPassword(input.password) : null
  return await inTransaction<Accepted, MembersFault>(async (tx) => {
    await lockInvitation(tx, invitationId)
    const invitation = await tx.invitation.findUnique({
      where: { id: invitationId },
      include: { cooperative: { select: { slug: true } } },
    })
    if (!invitation) return refuse({ code: 'invitation-unknown' })
    const state = invitationState(invitation, context.now())
    if (state !== 'open') return refuse({ code: 'invitation-over', state })
    const who = await whoAccepts(tx, context, actor, browser, {
      email: invitation.email,
      name: input.name,
      passwordHash,
    })
    if (!who.ok) return who
    const { cooperativeId, role } = invitation
    await lockCooperative(tx, cooperativeId)
    await tx.membership.createMany({
      data: [{ cooperativeId, userId: who.value.userId, role, createdAt: context.now() }],
      skipDuplicates: true,
    })
    await tx.invitation.update({ where: { id: invitationId }, data: { acceptedAt: context.now() } })
    await audit(tx, context, {
      actorId: who.value.userId,
      cooperativeId,
      action: 'members.accept-invitation',
      subject: invitationId,
      data: { role },
    })
    return ok({ cooperativeSlug: invitation.cooperative.slug, signedIn: who.value.signedIn })
  })
}

async function whoAccepts(
  tx: Tx,
  context: Context,
  actor: Actor,
  browser: Browser,
  invited: {
    readonly email: string
    readonly name: string | undefined
    readonly passwordHash: string | null
  },
): Promise<Result<{ userId: string; signedIn: SignedIn | null }, MembersFault>> {
  const now = context.now()
  if (actor.kind === 'user') {
    if (actor.email !== invited.email) return refuse({ code: 'invitation-for-another' })
    // The link was mailed to the address and nowhere else.
    await tx.user.updateMany({ where: { id: actor.id, emailProvenAt: null }, data: { emailProvenAt: now } })
    return ok({ userId: actor.id, signedIn: null })
  }
  if (actor.kind === 'house') return refuse({ code: 'not-allowed' })
  await lockAddress(tx, invited.email)
  if (await tx.user.findUnique({ where: { email: invited.email }, select: { id: true } }))
    return refuse({ code: 'sign-in-to-accept' })
  if (!invited.name) return refuse({ code: 'name-missing' })
  const userId = context.id('user')
  await tx.user.create({
    data: {
      id: userId,
      email: invited.email,
      name: invited.name,
      passwordHash: invited.passwordHash,
      locale: browser.locale,
      createdAt: now,
      emailProvenAt: now,
    },
  })
  return ok({ userId, signedIn: await beginSession(tx, context, browser, { userId, byMail: true }) })
}
