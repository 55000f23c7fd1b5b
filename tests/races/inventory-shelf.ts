import { expect } from 'vitest'
import { adjustStock } from '#lib/inventory/adjust-stock.ts'
import { holdStock } from '#lib/inventory/hold-stock.ts'
import type { HoldOutcome, HoldRequest } from '#lib/inventory/model.ts'
import { receiveLot } from '#lib/inventory/receive-lot.ts'
import { releaseHold } from '#lib/inventory/release-hold.ts'
import { retakeStock } from '#lib/inventory/retake-stock.ts'
import { returnStock } from '#lib/inventory/return-stock.ts'
import { sellHold } from '#lib/inventory/sell-hold.ts'
import { writeOffLot } from '#lib/inventory/write-off-lot.ts'
import { systemContext } from '#lib/kernel/context.ts'
import { db } from '#lib/kernel/db.ts'
import { ok } from '#lib/kernel/result.ts'
import { inTransaction, type Tx } from '#lib/kernel/transaction.ts'
import { THE_HOUSE } from '#lib/members/model.ts'
import { addVariant, type Stall } from '../fixtures/stall.ts'

/** The verbs that laws are tried on; a mutant replaces one. */
export const theShelf = {
  holdStock,
  sellHold,
  releaseHold,
  retakeStock,
  returnStock,
  receiveLot,
  adjustStock,
  writeOffLot,
}
export type Shelf = typeof theShelf

export const context = systemContext()

let counted = 0
export const newReference = () => `ord_${(counted++).toString().padStart(22, '0')}`

interface Tries {
  count: number
  readonly most: number
}

/** One verb in one transaction, as orders would call it; throws when the database wanted more tries than `most`. */
export async function alone<T>(work: (tx: Tx) => Promise<T>, tries?: Tries): Promise<T> {
  const done = await inTransaction<T, never>(async (tx) => {
    if (tries && ++tries.count > tries.most) throw new Error('the database had to ask for another try')
    return ok(await work(tx))
  })
  if (!done.ok) throw new Error('a verb without faults was refused')
  return done.value
}

export async function hold(
  shelf: Shelf,
  reference: string,
  lines: readonly Omit<HoldRequest, 'reference'>[],
  tries?: Tries,
): Promise<HoldOutcome> {
  const requests = lines.map((line) => ({ ...line, reference }))
  const [outcome] = await alone((tx) => shelf.holdStock(tx, context, requests), tries)
  if (!outcome) throw new Error('no outcome')
  return outcome
}

/** A variant with so many packs in each of its lots; the first expires first. */
export async function stocked(
  shelf: Shelf,
  stall: Stall,
  ...lots: readonly number[]
): Promise<{ variantId: string; lotIds: string[] }> {
  const variantId = await addVariant(stall)
  const lotIds: string[] = []
  for (const [day, quantity] of lots.entries()) {
    const received = await shelf.receiveLot(context, THE_HOUSE, {
      cooperativeId: stall.cooperativeId,
      producerId: stall.producerId,
      variantId,
      quantity,
      harvestedOn: '2026-11-01',
      bestBefore: `2026-12-${String(10 + day)}`,
    })
    if (!received.ok) throw new Error(received.fault.code)
    lotIds.push(received.value.lotId)
  }
  return { variantId, lotIds }
}

export async function levelOf(variantId: string): Promise<{ onHand: number; held: number }> {
  const row = await db().stockLevel.findUnique({ where: { variantId } })
  return { onHand: row?.onHand ?? 0, held: row?.held ?? 0 }
}

export async function lotsLeft(lotIds: readonly string[]): Promise<number[]> {
  const rows = await db().lot.findMany({
    where: { id: { in: [...lotIds] } },
    select: { id: true, remaining: true },
  })
  return lotIds.map((id) => rows.find((row) => row.id === id)?.remaining ?? -1)
}

/**
 * Invariants 1 and 2 of the house, over everything that is in the database: levels are the sums of the ledger, held is
 * the sum of open holds, no lot and no level differs from its own movements, every hold ended as its movements say.
 */
export async function expectBooksToAgree(): Promise<void> {
  const levels = await db().$queryRaw`
    select v.id, l.on_hand, l.held, m.on_hand as moved, m.held as moved_held, h.quantity as open, lots.remaining
    from variant v
    left join stock_level l on l.variant_id = v.id
    left join lateral (
      select coalesce(sum(on_hand), 0)::int as on_hand, coalesce(sum(held), 0)::int as held
      from stock_movement where variant_id = v.id) m on true
    left join lateral (
      select coalesce(sum(quantity), 0)::int as quantity from hold where variant_id = v.id and state = 'HELD') h on true
    left join lateral (
      select coalesce(sum(remaining), 0)::int as remaining from lot where variant_id = v.id) lots on true
    where coalesce(l.on_hand, 0) <> m.on_hand or coalesce(l.held, 0) <> m.held or m.held <> h.quantity
      or lots.remaining > m.on_hand or m.held > m.on_hand`
  expect(levels, 'levels, ledger, holds and lots of each variant').toEqual([])

  const lots = await db().$queryRaw`
    select lot.id, lot.remaining, lot.state, m.on_hand from lot
    left join lateral (
      select coalesce(sum(on_hand), 0)::int as on_hand from stock_movement where lot_id = lot.id) m on true
    where lot.remaining <> m.on_hand or (lot.state = 'OPEN') <> (lot.remaining > 0)`
  expect(lots, 'lots and their movements').toEqual([])

  // A hold that is open has taken once more than it gave back; a sold one gave up what it had, with the goods.
  const holds = await db().$queryRaw`
    select h.reference, h.variant_id, h.state, h.quantity, m.* from hold h
    left join lateral (
      select coalesce(sum(held) filter (where kind = 'HOLD'), 0)::int as taken,
        coalesce(-sum(held) filter (where kind = 'RELEASE'), 0)::int as released,
        coalesce(-sum(held) filter (where kind = 'SALE'), 0)::int as sold
      from stock_movement where cause = h.reference and variant_id = h.variant_id) m on true
    where m.taken <> m.released + m.sold + case when h.state = 'HELD' then h.quantity else 0 end
      or m.sold <> case when h.state = 'SOLD' then h.quantity else 0 end`
  expect(holds, 'holds and how they ended').toEqual([])
}
