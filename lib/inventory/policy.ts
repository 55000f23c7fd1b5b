import type { Actor } from '#lib/members/model.ts'
import { hasRole, isStaff } from '#lib/members/policy.ts'

/** Every hand in the shed may look: levels, lots, the ledger. */
export function maySeeStock(actor: Actor, cooperativeId: string): boolean {
  return isStaff(actor, cooperativeId)
}

/** Those who stand where the crates are: receive, adjust, write off. */
export function mayMoveStock(actor: Actor, cooperativeId: string): boolean {
  return hasRole(actor, cooperativeId, 'PACKER')
}
