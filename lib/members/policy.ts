import type { Actor, Role } from './model.ts'

/** Holds one of the roles in this cooperative. Managers hold every role of theirs, platform admins everywhere. */
export function hasRole(actor: Actor, cooperativeId: string, ...roles: readonly Role[]): boolean {
  if (actor.kind === 'house') return true
  if (actor.kind === 'guest') return false
  if (actor.platformAdmin) return true
  const held = actor.memberships.find((membership) => membership.cooperativeId === cooperativeId)?.roles ?? []
  return held.includes('MANAGER') || roles.some((role) => held.includes(role))
}

/** Works in this cooperative, in whatever role. */
export function isStaff(actor: Actor, cooperativeId: string): boolean {
  return hasRole(actor, cooperativeId, 'HOST', 'ASSISTANT', 'PACKER', 'MANAGER')
}

/** Works in some cooperative: the coarse check at a door, before the row that decides is loaded. */
export function isStaffSomewhere(actor: Actor): boolean {
  return actor.kind === 'user' && (actor.platformAdmin || actor.memberships.length > 0)
}

export function isSignedIn(actor: Actor): boolean {
  return actor.kind === 'user'
}

export function isPlatformAdmin(actor: Actor): boolean {
  return actor.kind === 'user' && actor.platformAdmin
}

/** Guests too: the shop is open. */
export function anyone(): boolean {
  return true
}

/** Invites, changes roles, removes, and reads who did what. */
export function mayManageMembers(actor: Actor, cooperativeId: string): boolean {
  return hasRole(actor, cooperativeId, 'MANAGER')
}

export function mayCreateCooperative(actor: Actor): boolean {
  return isPlatformAdmin(actor)
}

/** Manages some cooperative: the coarse check at a door. */
export function isManagerSomewhere(actor: Actor): boolean {
  return (
    actor.kind === 'user' &&
    (actor.platformAdmin || actor.memberships.some(({ roles }) => roles.includes('MANAGER')))
  )
}
