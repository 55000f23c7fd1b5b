import type { Actor } from '#lib/members/model.ts'
import { isPlatformAdmin } from '#lib/members/policy.ts'

/** Everybody's mail is there, with links that open orders. */
export function mayReadOutbox(actor: Actor): boolean {
  return isPlatformAdmin(actor)
}
