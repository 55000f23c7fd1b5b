import type { Actor } from '#lib/members/model.ts'
import { hasRole, isStaff } from '#lib/members/policy.ts'

interface Owned {
  readonly buyerId: string | null
  readonly cooperativeId: string
}

/** The buyer herself, signed in, or whoever holds the signed link that only she was given. */
export function ownsOrder(actor: Actor, order: Owned, holdsKey: boolean): boolean {
  return holdsKey || (actor.kind === 'user' && order.buyerId === actor.id)
}

/** Staff see what their cooperative sold. */
export function maySeeOrders(actor: Actor, cooperativeId: string): boolean {
  return isStaff(actor, cooperativeId)
}

/** Those who pack see first that something cannot be sent. */
export function mayCancelFor(actor: Actor, cooperativeId: string): boolean {
  return hasRole(actor, cooperativeId, 'PACKER')
}

/** Money goes back by a manager's word only. */
export function mayRefund(actor: Actor, cooperativeId: string): boolean {
  return hasRole(actor, cooperativeId, 'MANAGER')
}
