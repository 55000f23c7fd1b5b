import type { Actor } from '#lib/members/model.ts'
import { hasRole, isStaff } from '#lib/members/policy.ts'

/** What waits and what left is everybody's business in the shed. */
export function maySeePacking(actor: Actor, cooperativeId: string): boolean {
  return isStaff(actor, cooperativeId)
}

export function mayPack(actor: Actor, cooperativeId: string): boolean {
  return hasRole(actor, cooperativeId, 'PACKER')
}
