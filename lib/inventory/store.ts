import 'server-only'
import type { Tx } from '#lib/kernel/transaction.ts'
import { type HoldRequest, type HoldState, holdStatesBefore, type MovementKind } from './model.ts'

// Whatever moves stock first locks the levels of all its variants, in the order of their ids. Lots, holds and the
// ledger of a variant change under that lock alone, so nothing here can deadlock with itself or act on stale sums.

export interface HeldRow {
  readonly reference: string
  readonly variantId: string
  /** The hold that was there before, if any. */
  readonly had: HoldState | null
  readonly hadQuantity: number | null
  /** Whether all of the reference's wishes fitted. Null when nothing was left to wish for. */
  readonly fits: boolean | null
  /** What the variant had left when it was this reference's turn. */
  readonly available: number
  readonly made: boolean
}

/**
 * Holds what fits, in one statement for any number of references: takes the locks, judges the references one after
 * the other (each wholly or not at all, a refused one takes nothing from those behind it), writes holds, ledger and
 * levels. A hold that somebody else made for the same reference while we waited for the lock comes back not `made`.
 *
 * The update sets what the locked rows say, whole: PostgreSQL first builds the new row from the version that the
 * statement began with and checks the CHECK on that, so `held + 3` failed on stock that had come in while we waited.
 */
export async function takeHolds(
  tx: Tx,
  wishes: readonly (HoldRequest & { readonly id: string })[],
  at: Date,
): Promise<HeldRow[]> {
  const turns = new Map([...new Set(wishes.map(({ reference }) => reference))].map((r, turn) => [r, turn]))
  const variantIds = wishes.map(({ variantId }) => variantId)
  return await tx.$queryRaw<HeldRow[]>`
    with recursive
    wish as materialized (
      select w.*, h.state as had, h.quantity as had_quantity
      from unnest(
        ${wishes.map(({ id }) => id)}::text[], ${wishes.map(({ reference }) => reference)}::text[],
        ${variantIds}::text[], ${wishes.map(({ quantity }) => quantity)}::int[],
        ${wishes.map(({ reference }) => turns.get(reference) ?? 0)}::int[]
      ) as w (id, reference, variant_id, quantity, turn)
      left join hold h on h.reference = w.reference and h.variant_id = w.variant_id
    ),
    level as materialized (
      select variant_id, on_hand, held
      from stock_level where variant_id = any(${variantIds}::text[])
      order by variant_id for update
    ),
    shelf as materialized (
      select variant_id, (row_number() over (order by variant_id))::int as place, coalesce(on_hand - held, 0) as available
      from (select distinct variant_id from wish where had is null) v left join level using (variant_id)
    ),
    buyer as materialized (
      select reference, (row_number() over (order by turn))::int as turn, places, quantities
      from (
        select reference, turn, array_agg(place) as places, array_agg(quantity) as quantities
        from wish join shelf using (variant_id) where had is null group by reference, turn
      ) b
    ),
    judged (turn, reference, fits, before, after) as (
      select 0, null::text, true, first.shelf, first.shelf
      from (select array_agg(available order by place) as shelf from shelf) first
      union all
      select b.turn, b.reference, own.fits, j.after, case when own.fits then own.rest else j.after end
      from judged j
      join buyer b on b.turn = j.turn + 1
      cross join lateral (
        select bool_and(left_over >= 0) as fits, array_agg(left_over order by place) as rest
        from (
          select s.place, s.available - coalesce(w.quantity, 0) as left_over
          from unnest(j.after) with ordinality as s (available, place)
          left join unnest(b.places, b.quantities) as w (place, quantity) on w.place = s.place
        ) each_place
      ) own
    ),
    made as (
      insert into hold (id, reference, variant_id, quantity, state, created_at)
      select w.id, w.reference, w.variant_id, w.quantity, 'HELD', ${at}::timestamptz
      from wish w join judged j on j.reference = w.reference
      where w.had is null and j.fits
      on conflict (reference, variant_id) do nothing
      returning reference, variant_id, quantity
    ),
    taken as (
      update stock_level l set on_hand = level.on_hand, held = level.held + m.quantity
      from (select variant_id, sum(quantity)::int as quantity from made group by variant_id) m
      join level using (variant_id)
      where l.variant_id = m.variant_id
    ),
    written as (
      insert into stock_movement (variant_id, kind, on_hand, held, cause, at)
      select variant_id, 'HOLD', 0, quantity, reference, ${at}::timestamptz from made
    )
    select w.reference, w.variant_id as "variantId", w.had::text as had, w.had_quantity as "hadQuantity",
      j.fits, coalesce(j.before[s.place], 0) as available, m.reference is not null as made
    from wish w
    left join shelf s on s.variant_id = w.variant_id
    left join judged j on j.reference = w.reference
    left join made m on m.reference = w.reference and m.variant_id = w.variant_id
    order by w.turn, w.variant_id`
}

export interface HoldView {
  readonly variantId: string
  readonly quantity: number
  readonly state: HoldState
}

/** A reference's holds, under the lock of all their levels. */
export async function lockHolds(tx: Tx, reference: string): Promise<HoldView[]> {
  await tx.$executeRaw`
    select 1 from stock_level
    where variant_id in (select variant_id from hold where reference = ${reference})
    order by variant_id for update`
  // A second statement, because it must see what was committed while the first one waited.
  return await tx.$queryRaw<HoldView[]>`
    select variant_id as "variantId", quantity, state::text as state
    from hold where reference = ${reference} order by variant_id`
}

/** Brings a reference's holds into `state` from wherever the table lets them come; answers those that moved. */
export async function turnHolds(
  tx: Tx,
  reference: string,
  state: HoldState,
  at: Date,
): Promise<{ variantId: string; quantity: number }[]> {
  return await tx.$queryRaw`
    update hold set state = ${state}::"HoldState", ended_at = ${state === 'HELD' ? null : at}
    where reference = ${reference} and state = any(${holdStatesBefore(state)}::"HoldState"[])
    returning variant_id as "variantId", quantity`
}

export interface Level {
  readonly onHand: number
  readonly held: number
}

/** The level of one variant under lock; makes it when the variant never had stock. */
export async function lockLevel(tx: Tx, variantId: string): Promise<Level> {
  await tx.$executeRaw`
    insert into stock_level (variant_id, on_hand, held) values (${variantId}, 0, 0) on conflict do nothing`
  const [level] = await tx.$queryRaw<Level[]>`
    select on_hand as "onHand", held from stock_level where variant_id = ${variantId} for update`
  if (!level) throw new Error(`no level for ${variantId}`)
  return level
}

/** Levels of several variants under lock, for those whose sum is what decides. */
export async function lockLevels(tx: Tx, variantIds: readonly string[]): Promise<Map<string, Level>> {
  const rows = await tx.$queryRaw<(Level & { variantId: string })[]>`
    select variant_id as "variantId", on_hand as "onHand", held from stock_level
    where variant_id = any(${[...variantIds]}::text[]) order by variant_id for update`
  return new Map(rows.map(({ variantId, onHand, held }) => [variantId, { onHand, held }]))
}

export interface Movement {
  readonly variantId: string
  readonly lotId: string | null
  readonly kind: MovementKind
  readonly onHand: number
  readonly held: number
  readonly actorId: string | null
  readonly cause: string
  readonly reason?: string | null
}

/** Writes movements into the ledger and their sums into the levels, in one statement: they cannot differ. */
export async function recordMovements(tx: Tx, movements: readonly Movement[], at: Date): Promise<void> {
  if (movements.length === 0) return
  await tx.$executeRaw`
    with written as (
      insert into stock_movement (variant_id, lot_id, kind, on_hand, held, actor_id, cause, reason, at)
      select m.variant_id, m.lot_id, m.kind::"MovementKind", m.on_hand, m.held, m.actor_id, m.cause, m.reason, ${at}::timestamptz
      from unnest(
        ${movements.map(({ variantId }) => variantId)}::text[], ${movements.map(({ lotId }) => lotId)}::text[],
        ${movements.map(({ kind }) => kind)}::text[], ${movements.map(({ onHand }) => onHand)}::int[],
        ${movements.map(({ held }) => held)}::int[], ${movements.map(({ actorId }) => actorId)}::text[],
        ${movements.map(({ cause }) => cause)}::text[],
        ${movements.map(({ reason }) => reason ?? null)}::text[]
      ) with ordinality as m (variant_id, lot_id, kind, on_hand, held, actor_id, cause, reason, n)
      order by m.n
      returning variant_id, on_hand, held
    )
    update stock_level l set on_hand = l.on_hand + w.on_hand, held = l.held + w.held
    from (select variant_id, sum(on_hand)::int as on_hand, sum(held)::int as held from written group by 1) w
    where l.variant_id = w.variant_id`
}

/** Whose variant it is, and whether it is still for sale. */
export async function variantOwner(
  tx: Tx,
  variantId: string,
): Promise<{ cooperativeId: string; retired: boolean } | null> {
  const [row] = await tx.$queryRaw<{ cooperativeId: string; retired: boolean }[]>`
    select p.cooperative_id as "cooperativeId", v.retired_at is not null as retired
    from variant v join product p on p.id = v.product_id where v.id = ${variantId}
    for share of v`
  return row ?? null
}
