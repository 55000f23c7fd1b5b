import 'server-only'
import { db } from '#lib/kernel/db.ts'
import type { Tx } from '#lib/kernel/transaction.ts'
import { isOver, type PinView, type ShowState } from './model.ts'

/** What verbs judge by, read under the show's lock. */
export interface LockedShow {
  readonly id: string
  readonly slug: string
  readonly cooperativeId: string
  readonly hostId: string
  readonly state: ShowState
  readonly scheduledAt: Date
  readonly startedAt: Date | null
}

/**
 * The show, ours until the transaction ends. NO KEY UPDATE: rows that point at the show (chat, segments) may go on
 * being written meanwhile.
 */
export async function lockShow(tx: Tx, showId: string): Promise<LockedShow | null> {
  const [show] = await tx.$queryRaw<LockedShow[]>`
    select id, slug, cooperative_id as "cooperativeId", host_id as "hostId", state::text as state,
      scheduled_at as "scheduledAt", started_at as "startedAt"
    from show where id = ${showId} for no key update`
  return show ?? null
}

export async function closePins(
  tx: Tx,
  showId: string,
  at: Date,
  pinIds?: readonly string[],
): Promise<number> {
  // A clock that differs between two machines must not make a pin run backwards.
  return await tx.$executeRaw`
    update pin set "to" = greatest("from", ${at}::timestamptz)
    where show_id = ${showId} and "to" is null and (${pinIds === undefined} or id = any(${pinIds ?? []}::text[]))`
}

export async function openPins(
  tx: Tx,
  showId: string,
): Promise<{ id: string; productId: string; from: Date }[]> {
  return await tx.pin.findMany({
    where: { showId, to: null },
    orderBy: [{ from: 'asc' }, { id: 'asc' }],
    select: { id: true, productId: true, from: true },
  })
}

/** More than hands press in an evening; a show that is on air for weeks (the demo's) has many times as many. */
const LATEST_PINS = 1_000

/**
 * Oldest first. Of a show that is over all; of one that goes on those that are open, and the latest; of either none
 * that had ended by `since`.
 */
export async function findPins(
  show: { readonly id: string; readonly state: ShowState },
  since: Date | null,
): Promise<PinView[]> {
  return await db().$queryRaw<PinView[]>`
    select id, product_id as "productId", "from", "to" from pin where show_id = ${show.id} and "to" is null
    union
    (select id, product_id, "from", "to" from pin where show_id = ${show.id}
      and (${since}::timestamptz is null or "to" is null or "to" > ${since})
      order by "from" desc, id desc limit ${isOver(show.state) ? null : LATEST_PINS}::int)
    order by "from", id`
}

/** Null when it is not in the line-up; else whether a buyer could buy any of it at a price. */
export async function listedForSale(tx: Tx, showId: string, productId: string): Promise<boolean | null> {
  const listing = await tx.listing.findUnique({
    where: { showId_productId: { showId, productId } },
    select: {
      product: { select: { state: true, variants: { where: { retiredAt: null }, select: { id: true } } } },
    },
  })
  if (!listing) return null
  return listing.product.state === 'PUBLISHED' && listing.product.variants.length > 0
}

/** Which of these products are this cooperative's, with all their variants. */
export async function ownProducts(
  tx: Tx,
  cooperativeId: string,
  productIds: readonly string[],
): Promise<Map<string, ReadonlySet<string>>> {
  const products = await tx.product.findMany({
    where: { cooperativeId, id: { in: [...productIds] } },
    select: { id: true, variants: { select: { id: true } } },
  })
  return new Map(products.map(({ id, variants }) => [id, new Set(variants.map((variant) => variant.id))]))
}

export async function ownsPicture(tx: Tx, cooperativeId: string, pictureId: string): Promise<boolean> {
  return (await tx.picture.count({ where: { id: pictureId, cooperativeId } })) > 0
}

/** One author speaks once at a time in a show, so that the look for a repetition sees what was said before. */
export async function lockAuthor(tx: Tx, showId: string, authorId: string): Promise<void> {
  await tx.$executeRaw`select pg_advisory_xact_lock(hashtext(${showId}), hashtext(${authorId}))`
}

/** Marks reminders that are due as sent and names them, oldest first; what another worker holds is left to it. */
export async function takeDueReminders(
  tx: Tx,
  now: Date,
  soon: Date,
  limit: number,
): Promise<{ id: string; scheduledAt: Date }[]> {
  return await tx.$queryRaw<{ id: string; scheduledAt: Date }[]>`
    update reminder set sent_at = ${now}
    from (
      select r.id, s.scheduled_at from reminder r join show s on s.id = r.show_id
      where r.sent_at is null
        and ((s.state = 'SCHEDULED' and s.scheduled_at <= ${soon} and s.scheduled_at > ${now}::timestamptz - interval '1 hour')
          or s.state = 'LIVE')
      order by r.id limit ${limit} for update of r skip locked
    ) due
    where reminder.id = due.id
    returning due.id, due.scheduled_at as "scheduledAt"`
}

/** Those that went out already are due once more. */
export async function renewReminders(tx: Tx, showId: string): Promise<void> {
  await tx.reminder.updateMany({ where: { showId, sentAt: { not: null } }, data: { sentAt: null } })
}

/** Reminders of shows that are over, or that were to begin before `never` and did not. How many there were. */
export async function forgetReminders(never: Date, limit: number): Promise<number> {
  return db().$executeRaw`
    delete from reminder where id in (
      select r.id from reminder r join show s on s.id = r.show_id
      where s.state in ('ENDED', 'CANCELLED', 'STOPPED') or (s.state = 'SCHEDULED' and s.scheduled_at < ${never})
      limit ${limit} for update of r skip locked)`
}

/** False when it was marked before. */
export async function markReplayGone(tx: Tx, showId: string, at: Date): Promise<boolean> {
  const { count } = await tx.show.updateMany({
    where: { id: showId, replayGoneAt: null },
    data: { replayGoneAt: at },
  })
  return count > 0
}
