import 'server-only'
import { db } from '#lib/kernel/db.ts'
import type { Localised } from '#lib/kernel/locale.ts'
import { invitationOfToken, invitationToken } from './invitation-token.ts'
import {
  type Actor,
  type CooperativeView,
  FRESH_MINUTES,
  type InvitationState,
  type InvitationView,
  invitationState,
  type MemberView,
  type Role,
} from './model.ts'
import { digitsOf } from './sign-in-code.ts'

/** Nobody has an account yet: everything leads to the set-up. */
export async function isHouseEmpty(): Promise<boolean> {
  return (await db().user.findFirst({ select: { id: true } })) === null
}

interface CooperativeRow {
  id: string
  slug: string
  name: unknown
  story: unknown
  village: unknown
  county: unknown
  currency: string
  region: string
}

function presentCooperative(row: CooperativeRow): CooperativeView {
  return {
    id: row.id,
    slug: row.slug,
    name: row.name as Localised,
    story: row.story as Localised,
    village: row.village as Localised,
    county: row.county as Localised,
    currency: row.currency,
    region: row.region,
  }
}

export async function cooperativeBySlug(slug: string): Promise<CooperativeView | null> {
  const row = await db().cooperative.findUnique({ where: { slug } })
  return row && presentCooperative(row)
}

/** Where this person works, with her roles; every cooperative for a platform admin. */
export async function cooperativesOf(
  actor: Actor,
): Promise<(CooperativeView & { readonly roles: readonly Role[] })[]> {
  if (actor.kind !== 'user') return []
  const roles = new Map(actor.memberships.map((held) => [held.cooperativeId, held.roles]))
  const rows = await db().cooperative.findMany({
    where: actor.platformAdmin ? {} : { id: { in: [...roles.keys()] } },
    orderBy: { createdAt: 'asc' },
    // A county's programme has dozens.
    take: 500,
  })
  return rows.map((row) => ({ ...presentCooperative(row), roles: roles.get(row.id) ?? [] }))
}

/** Everybody who works there, longest first. */
export async function membersOf(cooperativeId: string): Promise<MemberView[]> {
  const rows = await db().membership.findMany({
    where: { cooperativeId, user: { disabledAt: null } },
    select: { role: true, createdAt: true, user: { select: { id: true, name: true, email: true } } },
    orderBy: [{ createdAt: 'asc' }, { userId: 'asc' }, { role: 'asc' }],
  })
  return [...Map.groupBy(rows, ({ user }) => user.id).values()].flatMap((held) => {
    const [first] = held
    if (!first) return []
    const { id, name, email } = first.user
    return [{ userId: id, name, email, roles: held.map(({ role }) => role), since: first.createdAt }]
  })
}

/** Invitations that nobody accepted or took back, newest first; lapsed ones too, so that they can be sent again. */
export async function invitationsOf(cooperativeId: string, now: Date): Promise<InvitationView[]> {
  const rows = await db().invitation.findMany({
    where: { cooperativeId, acceptedAt: null, revokedAt: null },
    orderBy: { createdAt: 'desc' },
    take: 200,
  })
  return rows.map((row) => ({
    id: row.id,
    email: row.email,
    role: row.role,
    state: invitationState(row, now),
    invitedAt: row.createdAt,
    expiresAt: row.expiresAt,
  }))
}

export interface InvitationPage {
  readonly email: string
  readonly role: Role
  readonly state: InvitationState
  readonly cooperative: Localised
  readonly cooperativeSlug: string
  readonly invitedBy: string | null
  /** The address has an account: its owner signs in to accept. */
  readonly hasAccount: boolean
}

/** What the link's page says to who holds the link. */
export async function invitationByToken(token: string, now: Date): Promise<InvitationPage | null> {
  const id = invitationOfToken(token)
  const row = id && (await readInvitation(id))
  if (!row) return null
  const [account, inviter] = await Promise.all([
    db().user.findUnique({ where: { email: row.email }, select: { id: true } }),
    db().user.findUnique({ where: { id: row.invitedById }, select: { name: true } }),
  ])
  return {
    email: row.email,
    role: row.role,
    state: invitationState(row, now),
    cooperative: row.cooperative.name as Localised,
    cooperativeSlug: row.cooperative.slug,
    invitedBy: inviter?.name ?? null,
    hasAccount: account !== null,
  }
}

function readInvitation(id: string) {
  return db().invitation.findUnique({
    where: { id },
    include: { cooperative: { select: { name: true, slug: true } } },
  })
}

/** What a mail with a code says, while the code is good. Nobody but the mail's writer may ask. */
export async function codeToMail(
  codeId: string,
  now: Date,
): Promise<{ email: string; digits: string } | null> {
  const row = await db().signInCode.findUnique({ where: { id: codeId } })
  return row && !row.endedAt && row.expiresAt > now ? { email: row.email, digits: digitsOf(row.id) } : null
}

/** What a mailed invitation says, while it is open. Nobody but the mail's writer may ask. */
export async function invitationToMail(
  invitationId: string,
  now: Date,
): Promise<{
  email: string
  token: string
  role: Role
  cooperative: Localised
  invitedBy: string | null
} | null> {
  const row = await readInvitation(invitationId)
  if (!row || invitationState(row, now) !== 'open') return null
  const inviter = await db().user.findUnique({ where: { id: row.invitedById }, select: { name: true } })
  return {
    email: row.email,
    token: invitationToken(row.id),
    role: row.role,
    cooperative: row.cooperative.name as Localised,
    invitedBy: inviter?.name ?? null,
  }
}

/** Whether this session began with something mailed a few minutes ago: then the old password need not be known. */
export async function provenLately(userId: string, sessionId: string | null, now: Date): Promise<boolean> {
  if (!sessionId) return false
  const session = await db().session.findFirst({ where: { id: sessionId, userId, byMail: true } })
  return session !== null && session.createdAt.getTime() > now.getTime() - FRESH_MINUTES * 60_000
}

export interface AccountPage {
  readonly hasPassword: boolean
  /** A new password may be chosen without the old one. */
  readonly provenLately: boolean
  /** Browsers signed in, this one too. */
  readonly sessions: number
}

export async function accountPage(
  userId: string,
  sessionId: string | null,
  now: Date,
): Promise<AccountPage | null> {
  const [user, sessions, fresh] = await Promise.all([
    db().user.findUnique({ where: { id: userId }, select: { passwordHash: true } }),
    db().session.count({ where: { userId, revokedAt: null, expiresAt: { gt: now } } }),
    provenLately(userId, sessionId, now),
  ])
  return user && { hasPassword: user.passwordHash !== null, provenLately: fresh, sessions }
}
