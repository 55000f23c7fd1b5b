import 'server-only'
import { searchText } from '#lib/catalog/search-text.ts'
import type { Context } from '#lib/kernel/context.ts'
import { emit } from '#lib/kernel/outbox.ts'
import { ok, type Result, refuse } from '#lib/kernel/result.ts'
import { inTransaction, type Tx } from '#lib/kernel/transaction.ts'
import { audit } from '#lib/members/audit.ts'
import type { Actor } from '#lib/members/model.ts'
import type { LiveEvent } from './events.ts'
import { type CreateShow, LATENESS_MS, type LiveFault } from './model.ts'
import { mayHost } from './policy.ts'
import { slugOf } from './slug.ts'
import { ownsPicture } from './store.ts'

/** A scheduled show with the actor as its host. Answers its id and its address. */
export async function createShow(
  context: Context,
  actor: Actor,
  input: CreateShow,
): Promise<Result<{ showId: string; slug: string }, LiveFault>> {
  return await inTransaction<{ showId: string; slug: string }, LiveFault>(async (tx) => {
    if (actor.kind !== 'user' || !mayHost(actor, input.cooperativeId)) return refuse({ code: 'not-allowed' })
    if (input.scheduledAt.getTime() < context.now().getTime() - LATENESS_MS)
      return refuse({ code: 'time-past' })
    if (input.posterId && !(await ownsPicture(tx, input.cooperativeId, input.posterId)))
      return refuse({ code: 'poster-unknown' })
    const showId = context.id('show')
    const slug = await freeSlug(tx, context, slugOf(input.title))
    await tx.show.create({
      data: {
        id: showId,
        slug,
        cooperativeId: input.cooperativeId,
        hostId: actor.id,
        title: input.title,
        story: input.story,
        posterId: input.posterId ?? null,
        scheduledAt: input.scheduledAt,
        searchText: searchText([input.title, input.story]),
        createdAt: context.now(),
      },
    })
    await emit<LiveEvent>(tx, context, { type: 'live.show-changed', showId })
    await audit(tx, context, {
      actorId: actor.id,
      cooperativeId: input.cooperativeId,
      action: 'live.create-show',
      subject: showId,
    })
    return ok({ showId, slug })
  })
}

async function freeSlug(tx: Tx, context: Context, wanted: string): Promise<string> {
  for (
    let slug = wanted;
    ;
    slug = `${wanted}-${context
      .secret(3)
      .replace(/[^a-z0-9]/gi, '0')
      .toLowerCase()}`
  )
    if (slug && (await tx.show.count({ where: { slug } })) === 0) return slug
}
