import type { Actor } from '#lib/members/model.ts'
import { hasRole, isPlatformAdmin } from '#lib/members/policy.ts'

/** Runs the cooperative's shows: creates, schedules, lines up, ends them and holds their stream keys. */
export function mayHost(actor: Actor, cooperativeId: string): boolean {
  return hasRole(actor, cooperativeId, 'HOST')
}

/** Sits beside the host: pins, answers and moderates. Everything on air but the key and the end. */
export function mayAssist(actor: Actor, cooperativeId: string): boolean {
  return hasRole(actor, cooperativeId, 'HOST', 'ASSISTANT')
}

/** Takes any cooperative's show off the air. */
export function mayStop(actor: Actor): boolean {
  return actor.kind === 'house' || isPlatformAdmin(actor)
}

/** What the author is in this show, as it stands beside her words. */
export function partOf(
  actor: Actor,
  show: { readonly cooperativeId: string; readonly hostId: string },
): 'viewer' | 'host' | 'assistant' {
  if (actor.kind === 'user' && (actor.id === show.hostId || mayHost(actor, show.cooperativeId))) return 'host'
  return mayAssist(actor, show.cooperativeId) ? 'assistant' : 'viewer'
}
