import type { Actor } from '#lib/members/model.ts'
import { hasRole, isStaff } from '#lib/members/policy.ts'

export function maySeeCatalog(actor: Actor, cooperativeId: string): boolean {
  return isStaff(actor, cooperativeId)
}

/** The host knows what she sells best: she writes and prices it as the manager does. */
export function mayEditCatalog(actor: Actor, cooperativeId: string): boolean {
  return hasRole(actor, cooperativeId, 'HOST')
}

/** Who brings crates to the shed is met by those who receive them. */
export function mayEditProducers(actor: Actor, cooperativeId: string): boolean {
  return hasRole(actor, cooperativeId, 'HOST', 'PACKER')
}

/** What shipping costs is the manager's to say. */
export function mayEditCourierRates(actor: Actor, cooperativeId: string): boolean {
  return hasRole(actor, cooperativeId)
}
