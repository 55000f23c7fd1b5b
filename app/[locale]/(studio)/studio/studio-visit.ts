import { headers } from 'next/headers'
import { notFound, redirect } from 'next/navigation'
import { paths } from '#lib/edge/paths.ts'
import { type Visit, visit } from '#lib/edge/request.ts'
import { mayAssist, mayHost } from '#lib/live/policy.ts'
import { type PreparedShow, preparedShow } from '#lib/live/studio-queries.ts'
import type { Member } from '#lib/members/model.ts'

/** Who comes into the studio: somebody signed in. Every page asks for itself. */
export async function studioVisit(): Promise<Visit & { actor: Member }> {
  const now = await visit()
  if (now.actor.kind !== 'user')
    redirect(paths.signIn(now.locale, (await headers()).get('x-path') ?? paths.studio(now.locale)))
  return { ...now, actor: now.actor }
}

/** The show of this address for those who host or assist in it; others learn nothing of it. */
export async function showVisit(
  slug: string,
): Promise<Visit & { actor: Member; show: PreparedShow; hosts: boolean }> {
  const now = await studioVisit()
  const show = await preparedShow(slug)
  if (!show || !mayAssist(now.actor, show.cooperativeId)) notFound()
  return { ...now, show, hosts: mayHost(now.actor, show.cooperativeId) }
}

/** How the browser came here, for addresses that are pasted elsewhere. */
export async function ownOrigin(): Promise<string> {
  const given = await headers()
  return `${given.get('x-forwarded-proto') ?? 'http'}://${given.get('x-forwarded-host') ?? given.get('host')}`
}
