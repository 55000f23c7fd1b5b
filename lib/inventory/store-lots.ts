import 'server-only'
import type { Tx } from '#lib/kernel/transaction.ts'
import type { LotState } from './model.ts'

// Lots change under the lock of their variant's level alone (store.ts); nothing here takes a lock of its own.

export interface Draw {
  readonly variantId: string
  /** Null: stock that no lot accounts for. */
  readonly lotId: string | null
  readonly quantity: number
}

/**
 * Draws packs from open lots, those that expire first before the others; what the lots cannot give comes from no lot.
 * The caller holds the levels' lock and writes the movements.
 */
export async function drawLots(
  tx: Tx,
  wanted: readonly { variantId: string; quantity: number }[],
): Promise<Draw[]> {
  return await tx.$queryRaw<Draw[]>`
    with wanted as (
      select * from unnest(
        ${wanted.map(({ variantId }) => variantId)}::text[], ${wanted.map(({ quantity }) => quantity)}::int[]
      ) as w (variant_id, quantity)
    ),
    queue as (
      select lot.id, lot.variant_id, lot.remaining, wanted.quantity,
        coalesce(sum(lot.remaining) over (
          partition by lot.variant_id order by lot.best_before nulls last, lot.harvested_on, lot.id
          rows between unbounded preceding and 1 preceding
        ), 0) as before
      from lot join wanted on wanted.variant_id = lot.variant_id
      where lot.state = 'OPEN' and lot.remaining > 0
    ),
    drawn as (
      update lot set
        remaining = lot.remaining - least(q.remaining, q.quantity - q.before),
        state = case when q.remaining <= q.quantity - q.before then 'EXHAUSTED' else lot.state end
      from queue q
      where lot.id = q.id and q.before < q.quantity
      returning lot.id, lot.variant_id, least(q.remaining, q.quantity - q.before)::int as quantity
    )
    select variant_id as "variantId", id as "lotId", quantity from drawn
    union all
    select w.variant_id, null, (w.quantity - coalesce(sum(d.quantity), 0))::int
    from wanted w left join drawn d on d.variant_id = w.variant_id
    group by w.variant_id, w.quantity having w.quantity > coalesce(sum(d.quantity), 0)`
}

/** What was sold under this cause and did not come back yet, by lot. */
export async function soldUnder(tx: Tx, cause: string): Promise<(Draw & { readonly writtenOff: boolean })[]> {
  return await tx.$queryRaw`
    select m.variant_id as "variantId", m.lot_id as "lotId", -sum(m.on_hand)::int as quantity,
      coalesce(bool_or(lot.state = 'WRITTEN_OFF'), false) as "writtenOff"
    from stock_movement m left join lot on lot.id = m.lot_id
    where m.cause = ${cause} and m.kind in ('SALE', 'RETURN')
    group by m.variant_id, m.lot_id having sum(m.on_hand) < 0
    order by m.variant_id, m.lot_id`
}

/** Puts packs back into their lots; an exhausted one is open again. */
export async function refillLots(tx: Tx, draws: readonly Draw[]): Promise<void> {
  const known = draws.filter(({ lotId }) => lotId !== null)
  if (known.length === 0) return
  await tx.$executeRaw`
    update lot set remaining = lot.remaining + b.quantity, state = 'OPEN'
    from unnest(${known.map(({ lotId }) => lotId)}::text[], ${known.map(({ quantity }) => quantity)}::int[])
      as b (id, quantity)
    where lot.id = b.id and lot.state in ('OPEN', 'EXHAUSTED')`
}

export interface LotView {
  readonly id: string
  readonly cooperativeId: string
  readonly variantId: string
  readonly state: LotState
  readonly remaining: number
}

/** A lot as it is now. It changes under its variant's level lock alone: lock that, then look (again). */
export async function readLot(tx: Tx, lotId: string): Promise<LotView | null> {
  const [row] = await tx.$queryRaw<LotView[]>`
    select id, cooperative_id as "cooperativeId", variant_id as "variantId", state::text as state, remaining
    from lot where id = ${lotId}`
  return row ?? null
}

/** Packs in the open lots of a variant; what is on hand beyond them, no lot accounts for. */
export async function packsInLots(tx: Tx, variantId: string): Promise<number> {
  const [row] = await tx.$queryRaw<{ packs: number }[]>`
    select coalesce(sum(remaining), 0)::int as packs from lot where variant_id = ${variantId} and state = 'OPEN'`
  return row?.packs ?? 0
}

/** Changes what remains of one lot, and with it whether anything does. */
export async function countLot(tx: Tx, lotId: string, change: number): Promise<void> {
  await tx.$executeRaw`
    update lot set remaining = remaining + ${change}::int,
      state = case when remaining + ${change}::int > 0 then 'OPEN' else 'EXHAUSTED' end::"LotState"
    where id = ${lotId}`
}

export async function closeLot(tx: Tx, lotId: string): Promise<void> {
  await tx.$executeRaw`update lot set remaining = 0, state = 'WRITTEN_OFF' where id = ${lotId}`
}
