import 'server-only'
import { db } from '#lib/kernel/db.ts'
import type { Tx } from '#lib/kernel/transaction.ts'
import type { Member, Role } from './model.ts'

/** Session, user and memberships in one statement: every page of somebody signed in begins with it. */
export async function readMember(sessionId: string, now: Date): Promise<Member | null> {
  const [row] = await db().$queryRaw<
    {
      id: string
      name: string
      email: string
      platform_admin: boolean
      held: { cooperativeId: string; role: Role }[]
    }[]
  >`
    select u.id, u.name, u.email, u.platform_admin,
      coalesce(
        json_agg(json_build_object('cooperativeId', m.cooperative_id, 'role', m.role::text)
          order by m.cooperative_id, m.role) filter (where m.role is not null),
        '[]'
      ) as held
    from session s
    join "user" u on u.id = s.user_id
    left join membership m on m.user_id = u.id
    where s.id = ${sessionId} and s.revoked_at is null and s.expires_at > ${now} and u.disabled_at is null
    group by u.id`
  if (!row) return null
  const held = Map.groupBy(row.held, ({ cooperativeId }) => cooperativeId)
  return {
    kind: 'user',
    id: row.id,
    name: row.name,
    email: row.email,
    platformAdmin: row.platform_admin,
    memberships: [...held].map(([cooperativeId, rows]) => ({
      cooperativeId,
      roles: rows.map(({ role }) => role),
    })),
  }
}

/** Two set-ups, or a set-up and a registration, one after the other. Ends with the transaction. */
export async function lockHouse(tx: Tx): Promise<void> {
  await tx.$executeRaw`select pg_advisory_xact_lock(hashtext('cunbo.set-up'))`
}

/** Changes of one cooperative's members happen one after the other, or two managers could remove each other. */
export async function lockCooperative(tx: Tx, cooperativeId: string): Promise<boolean> {
  const rows = await tx.$queryRaw<{ id: string }[]>`
    select id from cooperative where id = ${cooperativeId} for update`
  return rows.length > 0
}

/** Mails to one address are asked for one after the other: one code is live. */
export async function lockAddress(tx: Tx, email: string): Promise<void> {
  await tx.$executeRaw`select pg_advisory_xact_lock(hashtext('cunbo.address'), hashtext(${email}))`
}

/**
 * Counts one try of a live code, before anybody looks whether it is right: many at once get no more tries than one
 * after the other. Null when there is nothing left to try.
 */
export async function countCodeTry(
  tx: Tx,
  codeId: string,
  now: Date,
  tries: number,
): Promise<{ email: string } | null> {
  const [row] = await tx.$queryRaw<{ email: string }[]>`
    update sign_in_code set attempts = attempts + 1
    where id = ${codeId} and ended_at is null and expires_at > ${now} and attempts < ${tries}
    returning email`
  return row ?? null
}

export async function lockInvitation(tx: Tx, invitationId: string): Promise<boolean> {
  const rows = await tx.$queryRaw<{ id: string }[]>`
    select id from invitation where id = ${invitationId} for update`
  return rows.length > 0
}

/** Managers of a cooperative besides `userId`, accounts that were shut not counted. */
export async function otherManagers(tx: Tx, cooperativeId: string, userId: string): Promise<number> {
  return await tx.membership.count({
    where: { cooperativeId, role: 'MANAGER', userId: { not: userId }, user: { disabledAt: null } },
  })
}

/** The account as sign-in needs it, held until the transaction ends. */
export async function lockUser(
  tx: Tx,
  userId: string,
): Promise<{ passwordHash: string | null; disabledAt: Date | null; emailProvenAt: Date | null } | null> {
  const [row] = await tx.$queryRaw<
    { password_hash: string | null; disabled_at: Date | null; email_proven_at: Date | null }[]
  >`
    select password_hash, disabled_at, email_proven_at from "user" where id = ${userId} for update`
  return row
    ? { passwordHash: row.password_hash, disabledAt: row.disabled_at, emailProvenAt: row.email_proven_at }
    : null
}

/** Codes and sessions that nobody can use any more, at most `limit` of each. */
export async function forgetEnded(tx: Tx, before: Date, limit: number): Promise<number> {
  const codes = await tx.$executeRaw`
    delete from sign_in_code where id in (
      select id from sign_in_code where expires_at < ${before} limit ${limit} for update skip locked)`
  const sessions = await tx.$executeRaw`
    delete from session where id in (
      select id from session where expires_at < ${before} or revoked_at < ${before}
      limit ${limit} for update skip locked)`
  return codes + sessions
}
