import { beforeAll, describe, expect, test } from 'vitest'
import { systemContext } from '#lib/kernel/context.ts'
import { closeDb, db } from '#lib/kernel/db.ts'
import { ok } from '#lib/kernel/result.ts'
import { inTransaction } from '#lib/kernel/transaction.ts'
import type { Member } from '#lib/members/model.ts'
import { useTestDatabase } from '../../tests/fixtures/database.ts'
import { addPerson, addVariant, type Stall, setUpStall } from '../../tests/fixtures/stall.ts'
import { adjustStock } from './adjust-stock.ts'
import { holdStock } from './hold-stock.ts'
import {
  availableOf,
  ledgerOf,
  levelsOf,
  lotByCode,
  lotOf,
  lotStory,
  lotsOf,
  openLotsOf,
  stockOf,
  stockTable,
  stockTotals,
} from './queries.ts'
import { receiveLot } from './receive-lot.ts'
import { returnStock } from './return-stock.ts'
import { sellHold } from './sell-hold.ts'
import { writeOffLot } from './write-off-lot.ts'

useTestDatabase(closeDb)

const context = { ...systemContext(), now: () => new Date('2026-11-23T08:00:00Z') }
let stall: Stall
let packer: Member
let host: Member
let stranger: Member

beforeAll(async () => {
  stall = await setUpStall('yunling')
  const other = await setUpStall()
  packer = await addPerson(stall.cooperativeId, 'PACKER')
  host = await addPerson(stall.cooperativeId, 'HOST')
  stranger = await addPerson(other.cooperativeId, 'MANAGER')
})

async function receive(variantId: string, quantity: number, more: object = {}) {
  return await receiveLot(context, packer, {
    cooperativeId: stall.cooperativeId,
    producerId: stall.producerId,
    variantId,
    quantity,
    harvestedOn: '2026-11-22',
    ...more,
  })
}

async function received(variantId: string, quantity: number, more: object = {}) {
  const lot = await receive(variantId, quantity, more)
  if (!lot.ok) throw new Error(lot.fault.code)
  return lot.value
}

async function holdFor(reference: string, variantId: string, quantity: number) {
  await inTransaction(async (tx) => ok(await holdStock(tx, context, [{ reference, variantId, quantity }])))
}

describe('a harvest that comes in', () => {
  test('is on sale at once, under a code of its own, with the producer’s village', async () => {
    const variantId = await addVariant(stall)
    const { lotId, code } = await received(variantId, 60, { bestBefore: '2026-12-01' })
    expect(code).toMatch(/^YN-[0-9A-HJKMNP-TV-Z]{5}$/)
    expect(await availableOf([variantId])).toEqual(new Map([[variantId, 60]]))
    expect(await openLotsOf(stall.productId)).toContainEqual({
      code,
      variantId,
      producerName: '周大山',
      village: { zh: '上湾', en: 'Shangwan', fr: '' },
      harvestedOn: '2026-11-22',
      bestBefore: '2026-12-01',
    })
    expect(await db().auditEntry.findFirst({ where: { subject: lotId } })).toMatchObject({
      action: 'inventory.receive-lot',
      actorId: packer.id,
      cooperativeId: stall.cooperativeId,
    })
    expect(await db().outbox.findMany({ where: { type: 'inventory.level-changed' } })).toContainEqual(
      expect.objectContaining({ payload: { variantIds: [variantId] } }),
    )
  })

  test('may have grown elsewhere', async () => {
    const { code } = await received(await addVariant(stall), 1, { village: { zh: '河坝', en: '', fr: '' } })
    expect((await lotStory(code.toLowerCase()))?.village.zh).toBe('河坝')
    expect((await lotByCode(stall.cooperativeId, ` ${code.toLowerCase()} `))?.code).toBe(code)
    expect(await lotByCode((await setUpStall()).cooperativeId, code)).toBeNull()
  })

  test.each([
    ['harvest-ahead', { harvestedOn: '2026-11-25' }],
    ['best-before-harvest', { bestBefore: '2026-11-21' }],
    ['variant-unknown', { variantId: 'var_00000000000000000000aa' }],
    ['producer-unknown', { producerId: 'prd_00000000000000000000aa' }],
  ])('is refused as %s', async (code, wrong) => {
    expect(await receive(await addVariant(stall), 1, wrong)).toMatchObject({ ok: false, fault: { code } })
  })

  test('is refused for a variant or a producer of somebody else, and for a retired one', async () => {
    const other = await setUpStall()
    const variantId = await addVariant(stall)
    expect(await receive(await addVariant(other), 1)).toMatchObject({ fault: { code: 'variant-unknown' } })
    expect(await receive(variantId, 1, { producerId: other.producerId })).toMatchObject({
      fault: { code: 'producer-unknown' },
    })
    await db().variant.update({ where: { id: variantId }, data: { retiredAt: context.now() } })
    expect(await receive(variantId, 1)).toMatchObject({ fault: { code: 'variant-unknown' } })
  })

  test('is not a host’s or a stranger’s to receive', async () => {
    const variantId = await addVariant(stall)
    const input = {
      cooperativeId: stall.cooperativeId,
      producerId: stall.producerId,
      variantId,
      quantity: 1,
      harvestedOn: '2026-11-22',
    }
    for (const actor of [host, stranger, { kind: 'guest', id: 'gst_1' } as const])
      expect(await receiveLot(context, actor, input)).toEqual({ ok: false, fault: { code: 'not-allowed' } })
    expect(await availableOf([variantId])).toEqual(new Map([[variantId, 0]]))
  })
})

describe('a count that differs from the books', () => {
  const adjust = (variantId: string, direction: 'fewer' | 'more', quantity: number, lotId?: string) =>
    adjustStock(context, packer, { variantId, direction, quantity, reason: 'counted twice', lotId })

  test('is written with its reason, from the lot that is named', async () => {
    const variantId = await addVariant(stall)
    const { lotId } = await received(variantId, 10)
    expect(await adjust(variantId, 'fewer', 3, lotId)).toEqual({ ok: true, value: { onHand: 7, held: 0 } })
    expect(await lotOf(stall.cooperativeId, lotId)).toMatchObject({ remaining: 7, state: 'OPEN' })
    const [row] = (await ledgerOf(variantId, null)).rows
    expect(row).toMatchObject({
      kind: 'ADJUSTMENT',
      onHand: -3,
      onHandAfter: 7,
      reason: 'counted twice',
      actorName: packer.name,
    })
  })

  test('without a lot takes what no lot accounts for first, then what expires first', async () => {
    const variantId = await addVariant(stall)
    const late = await received(variantId, 4, { bestBefore: '2026-12-20' })
    const early = await received(variantId, 2, { bestBefore: '2026-12-01' })
    await adjust(variantId, 'more', 1)
    expect(await adjust(variantId, 'fewer', 4)).toEqual({ ok: true, value: { onHand: 3, held: 0 } })
    expect(await lotOf(stall.cooperativeId, early.lotId)).toMatchObject({ remaining: 0, state: 'EXHAUSTED' })
    expect(await lotOf(stall.cooperativeId, late.lotId)).toMatchObject({ remaining: 3 })
  })

  test('never takes what a buyer holds, and says how many could go', async () => {
    const variantId = await addVariant(stall)
    const { lotId } = await received(variantId, 10)
    await holdFor('ord_below', variantId, 8)
    const fault = { code: 'below-held', onHand: 10, held: 8, most: 2 }
    expect(await adjust(variantId, 'fewer', 3)).toEqual({ ok: false, fault })
    expect(await writeOffLot(context, packer, { lotId, reason: 'frost' })).toEqual({ ok: false, fault })
    expect(await adjust(variantId, 'fewer', 2)).toMatchObject({ ok: true })
  })

  test('is refused beyond the lot, for a lot of something else, and for one that is written off', async () => {
    const variantId = await addVariant(stall)
    const { lotId } = await received(variantId, 3)
    await adjust(variantId, 'more', 5)
    expect(await adjust(variantId, 'fewer', 4, lotId)).toEqual({
      ok: false,
      fault: { code: 'lot-too-small', remaining: 3 },
    })
    const foreign = await received(await addVariant(stall), 3)
    expect(await adjust(variantId, 'fewer', 1, foreign.lotId)).toMatchObject({
      fault: { code: 'lot-unknown' },
    })
    await writeOffLot(context, packer, { lotId, reason: 'mould' })
    expect(await adjust(variantId, 'more', 1, lotId)).toMatchObject({ fault: { code: 'lot-written-off' } })
  })

  test('is nobody else’s to write', async () => {
    const variantId = await addVariant(stall)
    const input = { variantId, direction: 'more' as const, quantity: 1, reason: 'a gift' }
    for (const actor of [host, stranger])
      expect(await adjustStock(context, actor, input)).toEqual({ ok: false, fault: { code: 'not-allowed' } })
    expect(
      await adjustStock(context, packer, { ...input, variantId: 'var_00000000000000000000aa' }),
    ).toMatchObject({ fault: { code: 'variant-unknown' } })
  })
})

describe('spoilage', () => {
  test('of some packs leaves the lot open, of all closes it for good', async () => {
    const variantId = await addVariant(stall)
    const { lotId } = await received(variantId, 5)
    expect(await writeOffLot(context, packer, { lotId, quantity: 2, reason: 'bruised' })).toEqual({
      ok: true,
      value: { spoiled: 2 },
    })
    expect(await lotOf(stall.cooperativeId, lotId)).toMatchObject({ remaining: 3, state: 'OPEN' })
    expect(await writeOffLot(context, packer, { lotId, reason: 'mould' })).toEqual({
      ok: true,
      value: { spoiled: 3 },
    })
    expect(await writeOffLot(context, packer, { lotId, reason: 'again' })).toMatchObject({
      fault: { code: 'lot-written-off' },
    })
    expect(await availableOf([variantId])).toEqual(new Map([[variantId, 0]]))
  })

  test('goes on for packs that come back to a lot that was written off', async () => {
    const variantId = await addVariant(stall)
    const { lotId } = await received(variantId, 5)
    await holdFor('ord_back', variantId, 2)
    await inTransaction(async (tx) => ok(await sellHold(tx, context, 'ord_back')))
    await writeOffLot(context, packer, { lotId, reason: 'recalled' })
    await inTransaction(async (tx) => ok(await returnStock(tx, context, 'ord_back', packer.id)))
    expect(await availableOf([variantId])).toEqual(new Map([[variantId, 0]]))
    expect((await ledgerOf(variantId, null)).rows.map(({ kind, onHand }) => [kind, onHand])).toEqual([
      ['SPOILAGE', -2],
      ['RETURN', 2],
      ['SPOILAGE', -3],
      ['SALE', -2],
      ['HOLD', 0],
      ['RECEIPT', 5],
    ])
  })

  test('is refused for a foreign lot and beyond what remains', async () => {
    const { lotId } = await received(await addVariant(stall), 2)
    expect(await writeOffLot(context, stranger, { lotId, reason: 'spite' })).toEqual({
      ok: false,
      fault: { code: 'not-allowed' },
    })
    expect(await writeOffLot(context, packer, { lotId, quantity: 3, reason: 'many' })).toEqual({
      ok: false,
      fault: { code: 'lot-too-small', remaining: 2 },
    })
  })
})

describe('what staff reads', () => {
  test('the ledger turns its pages without a gap, each movement with the level after it', async () => {
    const variantId = await addVariant(stall)
    for (let i = 1; i <= 120; i++) await received(variantId, i)
    const seen: { onHand: number; onHandAfter: number }[] = []
    let cursor: string | null = null
    do {
      const page: Awaited<ReturnType<typeof ledgerOf>> = await ledgerOf(variantId, cursor)
      expect(page.rows.length).toBeLessThanOrEqual(50)
      seen.push(...page.rows)
      cursor = page.next
    } while (cursor)
    expect(seen.map(({ onHand }) => onHand)).toEqual(Array.from({ length: 120 }, (_, i) => 120 - i))
    expect(seen.map(({ onHandAfter }) => onHandAfter)).toEqual(
      Array.from({ length: 120 }, (_, i) => ((120 - i) * (121 - i)) / 2),
    )
  })

  test('the table of a cooperative has all its variants once, and none of another', async () => {
    const own = await setUpStall()
    const ids: string[] = []
    for (let i = 0; i < 53; i++) ids.push(await addVariant(own, `${i}`))
    ids.sort()
    await db().product.update({ where: { id: own.productId }, data: { searchText: '脐橙 · oranges\n' } })
    await db().stockLevel.create({ data: { variantId: ids[0] ?? '', onHand: 5, held: 2 } })
    const first = await stockTable(own.cooperativeId, { words: 'Orange' })
    const second = await stockTable(own.cooperativeId, { words: 'Orange', cursor: first.next })
    expect([...first.rows, ...second.rows].map(({ variantId }) => variantId)).toEqual(ids)
    expect(second.next).toBeNull()
    expect(first.rows[0]).toMatchObject({ onHand: 5, held: 2, available: 3, title: { zh: '脐橙' } })
    expect((await stockTable(own.cooperativeId, { words: 'apples' })).rows).toEqual([])
    expect(await stockTotals(own.cooperativeId)).toEqual({ variants: 53, onHand: 5, held: 2, soldOut: 52 })
    expect(await levelsOf(own.cooperativeId, [ids[1] ?? '', 'x', ids[0] ?? ''])).toEqual([
      [ids[0], 5, 2],
      [ids[1], 0, 0],
    ])
    expect(await levelsOf(stall.cooperativeId, ids)).toEqual([])
    expect(await stockOf(stall.cooperativeId, ids[0] ?? '')).toBeNull()
    expect(await stockOf(own.cooperativeId, ids[0] ?? '')).toMatchObject({ available: 3 })
    // A cursor that somebody made up is the first page.
    expect((await stockTable(own.cooperativeId, { cursor: "x'.1.y" })).rows).toHaveLength(50)
  })

  test('retired variants stay in the table for as long as there is any of them', async () => {
    const own = await setUpStall()
    const [gone, left] = [await addVariant(own), await addVariant(own)]
    await db().variant.updateMany({ where: { id: { in: [gone, left] } }, data: { retiredAt: context.now() } })
    await db().stockLevel.create({ data: { variantId: left, onHand: 1 } })
    expect((await stockTable(own.cooperativeId)).rows.map(({ variantId }) => variantId)).toEqual([left])
  })

  test('lots are listed newest first, of one variant, and open ones alone', async () => {
    const own = await setUpStall()
    const manager = await addPerson(own.cooperativeId, 'MANAGER')
    const [one, other] = [await addVariant(own), await addVariant(own)]
    const lots: string[] = []
    for (const variantId of [one, other, one]) {
      const lot = await receiveLot(context, manager, {
        cooperativeId: own.cooperativeId,
        producerId: own.producerId,
        variantId,
        quantity: 2,
        harvestedOn: '2026-11-20',
      })
      if (lot.ok) lots.push(lot.value.lotId)
    }
    const ids = async (filter: object) => (await lotsOf(own.cooperativeId, filter)).rows.map(({ id }) => id)
    expect(await ids({})).toEqual(lots.toReversed())
    expect(await ids({ variantId: other })).toEqual([lots[1]])
    await writeOffLot(context, manager, { lotId: lots[2] ?? '', reason: 'gone' })
    expect(await ids({ open: true, variantId: one })).toEqual([lots[0]])
    expect(await lotOf(stall.cooperativeId, lots[0] ?? '')).toBeNull()
  })

  test('a code that nobody printed opens nothing', async () => {
    expect(await lotStory('YN-00000')).toBeNull()
    expect(await lotStory("'; drop table lot")).toBeNull()
  })
})
