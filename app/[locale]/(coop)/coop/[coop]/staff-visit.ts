import { headers } from 'next/headers'
import { notFound, redirect } from 'next/navigation'
import { paths } from '#lib/edge/paths.ts'
import { visit } from '#lib/edge/request.ts'
import type { Actor } from '#lib/members/model.ts'
import { cooperativeBySlug } from '#lib/members/queries.ts'

/**
 * Who asks, and the cooperative of this address, for those who may see it; others learn nothing of it. Every page asks
 * for itself: a layout is not made anew for each of them.
 */
export async function staffVisit(coop: string, may: (actor: Actor, cooperativeId: string) => boolean) {
  const now = await visit()
  if (now.actor.kind !== 'user')
    redirect(paths.signIn(now.locale, (await headers()).get('x-path') ?? paths.coop(now.locale)))
  const cooperative = await cooperativeBySlug(coop)
  if (!cooperative || !may(now.actor, cooperative.id)) notFound()
  return { ...now, cooperative }
}

/** One value of an address's question, or nothing. */
export function asked(value: string | string[] | undefined, most = 80): string | undefined {
  return (Array.isArray(value) ? value[0] : value)?.trim().slice(0, most) || undefined
}
