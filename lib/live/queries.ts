import 'server-only'
import { likePattern, searchTerms } from '#lib/catalog/search-text.ts'
import { type Db, db, type Prisma } from '#lib/kernel/db.ts'
import { isLocale, type Localised } from '#lib/kernel/locale.ts'
import type { Tx } from '#lib/kernel/transaction.ts'
import { filmKeptSince } from '#lib/media/queries.ts'
import {
  CHAT_ON_JOIN,
  type ChatLine,
  type PinView,
  type ShowCard,
  type ShowPage,
  type ShowPicture,
  type ShowState,
} from './model.ts'
import { CARD, LISTING, listedProduct, picture, showCard } from './present.ts'
import { findPins } from './store.ts'

const PIN = { id: true, productId: true, from: true, to: true } as const
const PIN_ORDER = [{ from: 'asc' }, { id: 'asc' }] satisfies Prisma.PinOrderByWithRelationInput[]

/** Of an endless show every pin stays on record, and those are told that what is left of its film shows. */
async function shownPins(show: { readonly id: string; readonly state: ShowState }): Promise<PinView[]> {
  return await findPins(show, await filmKeptSince(show.id))
}

// ---------------------------------------------------------------- one show

/** The show under this address as its page shows it, or null. */
export async function showPage(slug: string): Promise<ShowPage | null> {
  // The feed's number is read first and alone: what changes while the rest is read will come again as an event.
  const head = await db().show.findUnique({ where: { slug }, select: { id: true, feedNumber: true } })
  if (!head) return null
  const show = await db().show.findUnique({
    where: { slug },
    select: {
      ...CARD,
      story: true,
      hostId: true,
      replayGoneAt: true,
      cooperative: {
        select: { id: true, slug: true, name: true, village: true, county: true, currency: true },
      },
      listings: { orderBy: { position: 'asc' }, select: LISTING, where: { product: { state: 'PUBLISHED' } } },
      captions: { select: { id: true, language: true } },
    },
  })
  if (!show) return null
  const [pictures, pins] = await Promise.all([
    picturesOf([show.posterId, ...show.listings.map(({ product }) => product.pictures[0]?.pictureId)]),
    shownPins(show),
  ])
  return {
    ...showCard(show, pictures),
    story: show.story as unknown as Localised,
    cooperative: {
      ...show.cooperative,
      name: show.cooperative.name as unknown as Localised,
      village: show.cooperative.village as unknown as Localised,
      county: show.cooperative.county as unknown as Localised,
    },
    hostId: show.hostId,
    lineUp: show.listings
      .map((listing) => listedProduct(listing, show.state, pictures))
      .filter(({ variants }) => variants.length > 0),
    pins,
    captions: captionsView(show.captions),
    feedNumber: head.feedNumber,
    replayGone: show.replayGoneAt !== null,
  }
}

export function captionsView(row: { id: string; language: string } | null): ShowPage['captions'] {
  return row && isLocale(row.language) ? { id: row.id, language: row.language } : null
}

/** The text of a replay's captions, while there is a replay. */
export async function captionsText(id: string): Promise<string | null> {
  const row = await db().showCaptions.findFirst({
    where: { id, show: { state: 'ENDED', replayGoneAt: null } },
    select: { text: true },
  })
  return row?.text ?? null
}

/** What the door must know of a show to serve its film and its feed. */
export interface DoorShow {
  readonly id: string
  readonly slug: string
  readonly state: ShowState
  readonly startedAt: Date | null
  readonly endedAt: Date | null
  readonly replayGone: boolean
  /** Oldest first; of a show that goes on, as many as a playlist can have a use for. */
  readonly pins: readonly PinView[]
}

export async function doorShow(by: { slug: string } | { id: string }): Promise<DoorShow | null> {
  const show = await db().show.findUnique({
    where: by,
    select: { id: true, slug: true, state: true, startedAt: true, endedAt: true, replayGoneAt: true },
  })
  if (!show) return null
  const { replayGoneAt, ...rest } = show
  return { ...rest, replayGone: replayGoneAt !== null, pins: await shownPins(show) }
}

/** The id behind an address; addresses never change hands. */
export async function showIdOf(slug: string): Promise<string | null> {
  return (await db().show.findUnique({ where: { slug }, select: { id: true } }))?.id ?? null
}

/** The last lines that stand, oldest first. */
export async function recentChat(showId: string, count: number = CHAT_ON_JOIN): Promise<ChatLine[]> {
  const rows = await db().chatMessage.findMany({
    where: { showId, deletedAt: null },
    orderBy: { id: 'desc' },
    take: count,
    select: { id: true, authorId: true, nickname: true, part: true, text: true, at: true },
  })
  return rows.reverse()
}

// ---------------------------------------------------------------- lists

/** Live ones first, then those whose signal is away, the youngest first. */
export async function onAirNow(limit = 12): Promise<ShowCard[]> {
  const cards = await list(
    { state: { in: ['LIVE', 'INTERRUPTED'] } },
    [{ startedAt: 'desc' }, { id: 'desc' }],
    limit,
  )
  return [...cards.filter(({ state }) => state === 'LIVE'), ...cards.filter(({ state }) => state !== 'LIVE')]
}

/** Scheduled ones, the next first. One that is hours late is not coming up any more. */
export async function comingUp(now: Date, limit = 12): Promise<ShowCard[]> {
  const late = new Date(now.getTime() - 3 * 3_600_000)
  return await list(
    { state: 'SCHEDULED', scheduledAt: { gt: late } },
    [{ scheduledAt: 'asc' }, { id: 'asc' }],
    limit,
  )
}

/** Ended ones whose film is there, the latest first; `cursor` is the id of the last one seen. */
export async function replays(limit = 12, cursor: string | null = null): Promise<ShowCard[]> {
  return await list(
    { state: 'ENDED', replayGoneAt: null },
    [{ scheduledAt: 'desc' }, { id: 'desc' }],
    limit,
    cursor,
  )
}

/** All words must be found, in any language; shows on air first, then coming, then replays. */
export async function searchShows(words: string, limit = 24): Promise<ShowCard[]> {
  const patterns = searchTerms(words).map(likePattern)
  if (patterns.length === 0) return []
  const found = await db().$queryRaw<{ id: string }[]>`
    select id from show
    where search_text like all (${patterns}::text[])
      and (state in ('SCHEDULED', 'LIVE', 'INTERRUPTED') or (state = 'ENDED' and replay_gone_at is null))
    order by case state when 'LIVE' then 0 when 'INTERRUPTED' then 1 when 'SCHEDULED' then 2 else 3 end,
      scheduled_at desc, id desc
    limit ${limit}`
  const cards = await list({ id: { in: found.map(({ id }) => id) } }, [], limit)
  const byId = new Map(cards.map((card) => [card.id, card]))
  return found.flatMap(({ id }) => byId.get(id) ?? [])
}

async function list(
  where: Prisma.ShowWhereInput,
  orderBy: Prisma.ShowOrderByWithRelationInput[],
  take: number,
  cursor: string | null = null,
): Promise<ShowCard[]> {
  const rows = await db().show.findMany({
    where,
    orderBy,
    take,
    select: CARD,
    ...(cursor && { cursor: { id: cursor }, skip: 1 }),
  })
  const posters = await picturesOf(rows.map(({ posterId }) => posterId))
  return rows.map((row) => showCard(row, posters))
}

export async function picturesOf(
  ids: readonly (string | null | undefined)[],
): Promise<Map<string, ShowPicture>> {
  const wanted = [...new Set(ids.filter((id) => id !== null && id !== undefined))]
  if (wanted.length === 0) return new Map()
  const rows = await db().picture.findMany({
    where: { id: { in: wanted } },
    select: { id: true, width: true, height: true, color: true, alt: true },
  })
  return new Map(rows.map((row) => [row.id, picture(row)]))
}

// ---------------------------------------------------------------- for other rooms

export interface OnAirPrice {
  readonly showId: string
  readonly variantId: string
  /** Minor units of the cooperative's currency. */
  readonly price: number
}

/** On-air prices that count now: of these shows as far as they are on air, for these variants as far as priced. */
export async function pricesOnAir(
  showIds: readonly string[],
  variantIds: readonly string[],
  client: Db | Tx = db(),
): Promise<OnAirPrice[]> {
  if (showIds.length === 0 || variantIds.length === 0) return []
  const rows = await client.listingPrice.findMany({
    where: {
      variantId: { in: [...variantIds] },
      listing: { show: { id: { in: [...showIds] }, state: { in: ['LIVE', 'INTERRUPTED'] } } },
    },
    select: { variantId: true, price: true, listing: { select: { showId: true } } },
  })
  return rows.map(({ variantId, price, listing }) => ({ showId: listing.showId, variantId, price }))
}

export interface SignalledShow {
  readonly id: string
  readonly state: ShowState
  readonly startedAt: Date | null
}

/** Whose state hangs on what arrives: those on air, and of the `arriving` those that are not yet. */
export async function showsWithSignal(arriving: readonly string[]): Promise<SignalledShow[]> {
  return await db().show.findMany({
    where: {
      OR: [{ state: { in: ['LIVE', 'INTERRUPTED'] } }, { state: 'SCHEDULED', id: { in: [...arriving] } }],
    },
    orderBy: { id: 'asc' },
    select: { id: true, state: true, startedAt: true },
  })
}

/** Which shows that are on air, or begin within a day, have these variants in their line-up. */
export async function showsWith(
  variantIds: readonly string[],
  now: Date,
  client: Db | Tx = db(),
): Promise<{ showId: string; variantId: string }[]> {
  if (variantIds.length === 0) return []
  return await client.$queryRaw<{ showId: string; variantId: string }[]>`
    select s.id as "showId", v.id as "variantId"
    from variant v
    join listing l on l.product_id = v.product_id
    join show s on s.id = l.show_id
    where v.id = any(${[...variantIds]}::text[])
      and (s.state in ('LIVE', 'INTERRUPTED')
        or (s.state = 'SCHEDULED' and s.scheduled_at < ${now}::timestamptz + interval '1 day'))
    order by s.id, v.id`
}

/** What the feed says of a show and its chat; unknown ids are left out. */
export async function feedFacts(
  ids: { readonly shows: readonly string[]; readonly messages: readonly string[] },
  client: Db | Tx = db(),
): Promise<{
  states: Map<string, ShowState>
  openPins: Map<string, PinView[]>
  messages: Map<string, ChatLine & { deleted: boolean }>
}> {
  const shows = await client.show.findMany({
    where: { id: { in: [...ids.shows] } },
    select: { id: true, state: true, pins: { where: { to: null }, orderBy: PIN_ORDER, select: PIN } },
  })
  const messages = await client.chatMessage.findMany({
    where: { id: { in: [...ids.messages] } },
    select: { id: true, authorId: true, nickname: true, part: true, text: true, at: true, deletedAt: true },
  })
  return {
    states: new Map(shows.map(({ id, state }) => [id, state])),
    openPins: new Map(shows.map(({ id, pins }) => [id, pins])),
    messages: new Map(
      messages.map(({ deletedAt, ...line }) => [line.id, { ...line, deleted: deletedAt !== null }]),
    ),
  }
}
