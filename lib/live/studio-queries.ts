import 'server-only'
import { db } from '#lib/kernel/db.ts'
import type { Localised } from '#lib/kernel/locale.ts'
import type { Actor } from '#lib/members/model.ts'
import type { LineUp, PinView, ShowCard, ShowPage, ShowPicture, ShowState } from './model.ts'
import { mayAssist } from './policy.ts'
import { CARD, showCard } from './present.ts'
import { captionsView, picturesOf } from './queries.ts'

export interface StudioShow extends ShowCard {
  readonly cooperativeId: string
  readonly listings: number
}

/** A page of the shows of the cooperatives in which the actor hosts or assists; `next` is the cursor of the one after. */
export async function studioShows(
  actor: Actor,
  cursor: string | null = null,
): Promise<{ shows: StudioShow[]; next: string | null }> {
  if (actor.kind !== 'user') return { shows: [], next: null }
  const mine = actor.memberships
    .map(({ cooperativeId }) => cooperativeId)
    .filter((cooperativeId) => mayAssist(actor, cooperativeId))
  const rows = await db().show.findMany({
    where: actor.platformAdmin ? {} : { cooperativeId: { in: mine } },
    orderBy: [{ scheduledAt: 'desc' }, { id: 'desc' }],
    take: PAGE + 1,
    ...(cursor && { cursor: { id: cursor }, skip: 1 }),
    select: { ...CARD, cooperativeId: true, _count: { select: { listings: true } } },
  })
  const page = rows.slice(0, PAGE)
  const posters = await picturesOf(page.map(({ posterId }) => posterId))
  return {
    shows: page.map((row) => ({
      ...showCard(row, posters),
      cooperativeId: row.cooperativeId,
      listings: row._count.listings,
    })),
    next: rows.length > PAGE ? (page.at(-1)?.id ?? null) : null,
  }
}

const PAGE = 30

/** A show as those see it who make it: drafts, retired variants and unpriced lines too. */
export interface PreparedShow {
  readonly id: string
  readonly slug: string
  readonly state: ShowState
  readonly title: Localised
  readonly story: Localised
  readonly poster: ShowPicture | null
  readonly hostId: string
  readonly hostName: string
  readonly cooperativeId: string
  readonly cooperativeName: Localised
  readonly currency: string
  readonly scheduledAt: Date
  readonly startedAt: Date | null
  readonly endedAt: Date | null
  readonly reminders: number
  readonly captions: ShowPage['captions']
  /** The feed's last number before anything here was read. */
  readonly feedNumber: number
  readonly openPins: readonly PinView[]
  readonly lineUp: readonly PreparedListing[]
}

export interface PreparedListing {
  readonly productId: string
  readonly slug: string
  readonly title: Localised
  readonly published: boolean
  readonly picture: ShowPicture | null
  readonly variants: readonly {
    readonly id: string
    readonly pack: Localised
    readonly price: number
    readonly onAirPrice: number | null
  }[]
}

export async function preparedShow(slug: string): Promise<PreparedShow | null> {
  const head = await db().show.findUnique({ where: { slug }, select: { feedNumber: true } })
  if (!head) return null
  const show = await db().show.findUnique({
    where: { slug },
    include: {
      host: { select: { name: true } },
      cooperative: { select: { name: true, currency: true } },
      pins: { where: { to: null }, orderBy: [{ from: 'asc' }, { id: 'asc' }] },
      _count: { select: { reminders: true } },
      captions: { select: { id: true, language: true } },
      listings: {
        orderBy: { position: 'asc' },
        include: {
          prices: true,
          product: {
            include: {
              pictures: { orderBy: { position: 'asc' }, take: 1 },
              variants: { where: { retiredAt: null }, orderBy: [{ position: 'asc' }, { id: 'asc' }] },
            },
          },
        },
      },
    },
  })
  if (!show) return null
  const pictures = await picturesOf([
    show.posterId,
    ...show.listings.map(({ product }) => product.pictures[0]?.pictureId),
  ])
  return {
    id: show.id,
    slug: show.slug,
    state: show.state,
    title: show.title as unknown as Localised,
    story: show.story as unknown as Localised,
    poster: pictures.get(show.posterId ?? '') ?? null,
    hostId: show.hostId,
    hostName: show.host.name,
    cooperativeId: show.cooperativeId,
    cooperativeName: show.cooperative.name as unknown as Localised,
    currency: show.cooperative.currency,
    scheduledAt: show.scheduledAt,
    startedAt: show.startedAt,
    endedAt: show.endedAt,
    captions: captionsView(show.captions),
    reminders: show._count.reminders,
    feedNumber: head.feedNumber,
    openPins: show.pins.map(({ id, productId, from, to }) => ({ id, productId, from, to })),
    lineUp: show.listings.map(({ product, prices }) => ({
      productId: product.id,
      slug: product.slug,
      title: product.title as unknown as Localised,
      published: product.state === 'PUBLISHED',
      picture: pictures.get(product.pictures[0]?.pictureId ?? '') ?? null,
      variants: product.variants.map((variant) => ({
        id: variant.id,
        pack: variant.pack as unknown as Localised,
        price: variant.price,
        onAirPrice: prices.find(({ variantId }) => variantId === variant.id)?.price ?? null,
      })),
    })),
  }
}

/** Authors who may not write in this show, with the name they last wrote under. */
export async function mutedAuthors(showId: string): Promise<{ authorId: string; nickname: string }[]> {
  return await db().$queryRaw<{ authorId: string; nickname: string }[]>`
    select m.author_id as "authorId",
      coalesce((select c.nickname from chat_message c
        where c.show_id = m.show_id and c.author_id = m.author_id order by c.id desc limit 1), '') as nickname
    from chat_mute m where m.show_id = ${showId} order by m.at desc limit 200`
}

export async function currencyOfShow(showId: string): Promise<string | null> {
  const show = await db().show.findUnique({
    where: { id: showId },
    select: { cooperative: { select: { currency: true } } },
  })
  return show?.cooperative.currency ?? null
}

/** The line-up as it stands, in the form that `lineUp` takes, with one more product at its end unless it is there. */
export async function lineUpWith(showId: string, productId: string): Promise<LineUp> {
  const rows = await db().listing.findMany({
    where: { showId },
    orderBy: { position: 'asc' },
    select: { productId: true, prices: { select: { variantId: true, price: true } } },
  })
  const listings = rows.some((row) => row.productId === productId)
    ? rows
    : [...rows, { productId, prices: [] }]
  return { showId, listings }
}

/** As little of a show as the desk's quick answers need. */
export async function deskShow(
  slug: string,
): Promise<{ id: string; cooperativeId: string; currency: string } | null> {
  const show = await db().show.findUnique({
    where: { slug },
    select: { id: true, cooperativeId: true, cooperative: { select: { currency: true } } },
  })
  return show && { id: show.id, cooperativeId: show.cooperativeId, currency: show.cooperative.currency }
}
