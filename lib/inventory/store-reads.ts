import 'server-only'
import { type Db, db } from '#lib/kernel/db.ts'
import type { Tx } from '#lib/kernel/transaction.ts'
import type { LedgerRow, LotRow, OpenLot, StockRow } from './model.ts'

// Readings join the catalogue's tables for names; nothing here writes.

export async function availableRows(
  variantIds: readonly string[],
  client: Db | Tx,
): Promise<{ variantId: string; available: number }[]> {
  return await client.$queryRaw`
    select variant_id as "variantId", on_hand - held as available
    from stock_level where variant_id = any(${[...variantIds]}::text[])`
}

export interface StockCursor {
  readonly productId: string
  readonly position: number
  readonly variantId: string
}

type StockRowRead = Omit<StockRow, 'available'> & { readonly position: number }

/** Variants with what is there of them: newest product first, a product's variants together in their order. */
export async function stockRows(
  cooperativeId: string,
  patterns: readonly string[],
  after: StockCursor | null,
  limit: number,
): Promise<StockRowRead[]> {
  return await db().$queryRaw`
    -- Each of these has a row at least (the first perhaps none after the cursor), so one more than the page will do.
    with found as (
      select p.id from product p
      where p.cooperative_id = ${cooperativeId} and p.search_text like all(${[...patterns]}::text[])
        and (${after === null} or p.id <= ${after?.productId ?? ''})
        -- What was retired stays in the list for as long as there is any of it.
        and exists (
          select from variant v left join stock_level l on l.variant_id = v.id
          where v.product_id = p.id and (v.retired_at is null or l.on_hand > 0)
        )
      order by p.id desc limit ${limit + 1}
    )
    select v.id as "variantId", p.id as "productId", p.title, v.pack, p.state = 'PUBLISHED' as published,
      v.retired_at is not null as retired, coalesce(l.on_hand, 0) as "onHand", coalesce(l.held, 0) as held, v.position
    from found
    join product p on p.id = found.id
    join variant v on v.product_id = p.id
    left join stock_level l on l.variant_id = v.id
    where (v.retired_at is null or l.on_hand > 0)
      and (${after === null} or p.id < ${after?.productId ?? ''}
        or (v.position, v.id) > (${after?.position ?? 0}, ${after?.variantId ?? ''}))
    order by p.id desc, v.position, v.id
    limit ${limit}`
}

export async function stockRow(cooperativeId: string, variantId: string): Promise<StockRowRead | null> {
  const [row] = await db().$queryRaw<StockRowRead[]>`
    select v.id as "variantId", p.id as "productId", p.title, v.pack, p.state = 'PUBLISHED' as published,
      v.retired_at is not null as retired, coalesce(l.on_hand, 0) as "onHand", coalesce(l.held, 0) as held, v.position
    from variant v
    join product p on p.id = v.product_id
    left join stock_level l on l.variant_id = v.id
    where v.id = ${variantId} and p.cooperative_id = ${cooperativeId}`
  return row ?? null
}

export async function levelRows(
  cooperativeId: string,
  variantIds: readonly string[],
): Promise<{ variantId: string; onHand: number; held: number }[]> {
  return await db().$queryRaw`
    select v.id as "variantId", coalesce(l.on_hand, 0) as "onHand", coalesce(l.held, 0) as held
    from variant v
    join product p on p.id = v.product_id
    left join stock_level l on l.variant_id = v.id
    where v.id = any(${[...variantIds]}::text[]) and p.cooperative_id = ${cooperativeId}
    order by v.id`
}

/** The sums of a cooperative's whole stock. */
export async function stockSums(
  cooperativeId: string,
): Promise<{ variants: number; onHand: number; held: number; soldOut: number }> {
  const [row] = await db().$queryRaw<{ variants: number; onHand: number; held: number; soldOut: number }[]>`
    select count(*)::int as variants, coalesce(sum(l.on_hand), 0)::int as "onHand",
      coalesce(sum(l.held), 0)::int as held,
      (count(*) filter (where coalesce(l.on_hand - l.held, 0) = 0))::int as "soldOut"
    from product p join variant v on v.product_id = p.id left join stock_level l on l.variant_id = v.id
    where p.cooperative_id = ${cooperativeId} and (v.retired_at is null or l.on_hand > 0)`
  return row ?? { variants: 0, onHand: 0, held: 0, soldOut: 0 }
}

type LedgerRead = Omit<LedgerRow, 'id'> & { readonly id: bigint }

/**
 * A variant's movements, newest first, each with the level after it: the level there is now, less everything newer.
 * Level and ledger come from one statement, so they are of one moment.
 */
export async function ledgerRows(
  variantId: string,
  before: bigint | null,
  limit: number,
): Promise<LedgerRead[]> {
  return await db().$queryRaw`
    with newer as (
      select coalesce(sum(on_hand), 0)::int as on_hand, coalesce(sum(held), 0)::int as held
      from stock_movement
      where variant_id = ${variantId} and ${before !== null} and id >= ${before ?? 0n}
    ),
    page as (
      select * from stock_movement
      where variant_id = ${variantId} and (${before === null} or id < ${before ?? 0n})
      order by id desc limit ${limit}
    ),
    running as (
      select page.*,
        coalesce(sum(on_hand) over w, 0)::int as later_on_hand, coalesce(sum(held) over w, 0)::int as later_held
      from page window w as (order by id desc rows between unbounded preceding and 1 preceding)
    )
    select m.id, m.kind::text as kind, m.at, m.on_hand as "onHand", m.held, m.cause, m.reason,
      l.on_hand - newer.on_hand - m.later_on_hand as "onHandAfter",
      l.held - newer.held - m.later_held as "heldAfter",
      lot.code as "lotCode", u.name as "actorName"
    from running m
    cross join newer
    join stock_level l on l.variant_id = m.variant_id
    left join lot on lot.id = m.lot_id
    left join "user" u on u.id = m.actor_id
    order by m.id desc`
}

/** Lots of a cooperative, the newest first; of one variant, or those that still have packs, where asked. */
export async function lotRows(
  cooperativeId: string,
  only: { readonly variantId: string | null; readonly open: boolean },
  before: string | null,
  limit: number,
): Promise<LotRow[]> {
  return await db().$queryRaw`
    select lot.id, lot.code, lot.state::text as state, v.product_id as "productId", lot.variant_id as "variantId",
      p.title, v.pack, pr.name as "producerName", lot.village, lot.received, lot.remaining,
      lot.harvested_on::text as "harvestedOn", lot.best_before::text as "bestBefore", lot.created_at as "receivedAt"
    from lot
    join variant v on v.id = lot.variant_id
    join product p on p.id = v.product_id
    join producer pr on pr.id = lot.producer_id
    where lot.cooperative_id = ${cooperativeId}
      and (${only.variantId === null} or lot.variant_id = ${only.variantId ?? ''})
      and (${!only.open} or lot.state = 'OPEN')
      and (${before === null} or lot.id < ${before ?? ''})
    order by lot.id desc limit ${limit}`
}

/** The lot under this id or this code, if it is this cooperative's. */
export async function lotRow(cooperativeId: string, idOrCode: string): Promise<LotRow | null> {
  const [row] = await db().$queryRaw<LotRow[]>`
    select lot.id, lot.code, lot.state::text as state, v.product_id as "productId", lot.variant_id as "variantId",
      p.title, v.pack, pr.name as "producerName", lot.village, lot.received, lot.remaining,
      lot.harvested_on::text as "harvestedOn", lot.best_before::text as "bestBefore", lot.created_at as "receivedAt"
    from lot
    join variant v on v.id = lot.variant_id
    join product p on p.id = v.product_id
    join producer pr on pr.id = lot.producer_id
    where (lot.id = ${idOrCode} or lot.code = ${idOrCode}) and lot.cooperative_id = ${cooperativeId}`
  return row ?? null
}

/** What of a product can be bought from which harvest, in the order in which it will be sold. */
export async function openLotRows(productId: string): Promise<OpenLot[]> {
  return await db().$queryRaw`
    select lot.code, lot.variant_id as "variantId", pr.name as "producerName", lot.village,
      lot.harvested_on::text as "harvestedOn", lot.best_before::text as "bestBefore"
    from lot
    join variant v on v.id = lot.variant_id
    join producer pr on pr.id = lot.producer_id
    where v.product_id = ${productId} and v.retired_at is null and lot.state = 'OPEN'
    order by v.position, v.id, lot.best_before nulls last, lot.harvested_on, lot.id`
}
