import { beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { systemContext } from '#lib/kernel/context.ts'
import { closeDb, db } from '#lib/kernel/db.ts'
import { keepLatest } from '#lib/media/keep-latest.ts'
import { useTestDatabase } from '../../tests/fixtures/database.ts'
import { listProduct, setUpShow } from '../../tests/fixtures/show.ts'
import { addPerson, type Stall, setUpStall } from '../../tests/fixtures/stall.ts'
import { endShow } from './end-show.ts'
import { lineUp } from './line-up.ts'
import { pinProduct } from './pin-product.ts'
import { doorShow, showPage } from './queries.ts'
import { unpinProduct } from './unpin-product.ts'

useTestDatabase(closeDb)

const context = systemContext()
/** A clock that the test moves. */
function at(second: number) {
  return { ...context, now: () => new Date(Date.UTC(2026, 10, 23, 8, 0, second)) }
}

let stall: Stall
let show: Awaited<ReturnType<typeof setUpShow>>
beforeAll(async () => {
  stall = await setUpStall()
})
beforeEach(async () => {
  show = await setUpShow(stall)
})

const open = async () =>
  (await db().pin.findMany({ where: { showId: show.id, to: null }, orderBy: { from: 'asc' } })).map(
    ({ productId }) => productId,
  )

test('of an endless show the pins that its film still shows are told, and all are kept', async () => {
  const { productId } = await listProduct(stall, show.id)
  const pins = [1, 11, 21].map((second, i) => ({
    id: `${show.id}-${i}`,
    showId: show.id,
    productId,
    from: at(second).now(),
    to: i === 2 ? null : at(second + 9).now(),
  }))
  await db().pin.createMany({ data: pins })
  const told = async () => [
    (await doorShow({ slug: show.slug }))?.pins.map(({ id }) => id),
    (await showPage(show.slug))?.pins.map(({ id }) => id),
  ]
  const ids = pins.map(({ id }) => id)
  await db().epoch.create({
    data: {
      id: show.id,
      showId: show.id,
      streamKeyId: show.id,
      name: 'e1',
      encoderName: 'e1',
      ordinal: 1,
      container: 'FMP4',
      openedAt: at(0).now(),
      segments: {
        create: {
          id: show.id,
          showId: show.id,
          sequence: 700,
          number: 700,
          file: '700.m4s',
          capturedAt: at(15).now(),
          durationMicros: 1_000_000,
          byteLength: 1,
          sha256: 'x',
          independent: true,
          receivedAt: at(16).now(),
        },
      },
    },
  })
  expect(await told()).toEqual([ids, ids])
  await keepLatest(show.id, 60)
  expect(await told()).toEqual([ids.slice(1), ids.slice(1)])
  expect(await db().pin.count({ where: { showId: show.id } })).toBe(3)
})

describe('pin', () => {
  test('puts a listed product on air from that moment, for every door', async () => {
    const { productId } = await listProduct(stall, show.id)
    expect(await pinProduct(at(5), show.host, { showId: show.id, productId })).toMatchObject({ ok: true })
    expect((await doorShow({ slug: show.slug }))?.pins).toMatchObject([
      { productId, from: at(5).now(), to: null },
    ])
    const [event] = await db().outbox.findMany({ orderBy: { id: 'desc' }, take: 1 })
    expect(event).toMatchObject({ type: 'live.pins-changed', payload: { showId: show.id } })
  })

  test('pinning what is pinned changes nothing', async () => {
    const { productId } = await listProduct(stall, show.id)
    const first = await pinProduct(at(1), show.host, { showId: show.id, productId })
    expect(await pinProduct(at(9), show.host, { showId: show.id, productId })).toEqual(first)
    expect(await db().pin.count({ where: { showId: show.id } })).toBe(1)
  })

  test('a fourth closes the oldest, at the moment the fourth begins', async () => {
    const products = []
    for (let i = 0; i < 4; i++) {
      const { productId } = await listProduct(stall, show.id)
      products.push(productId)
      await pinProduct(at(i), show.host, { showId: show.id, productId })
    }
    expect(await open()).toEqual(products.slice(1))
    expect(await db().pin.findFirst({ where: { productId: products[0] } })).toMatchObject({ to: at(3).now() })
  })

  test('eight at once leave three open', async () => {
    const products = []
    for (let i = 0; i < 8; i++) products.push((await listProduct(stall, show.id)).productId)
    const pinned = await Promise.all(
      products.map((productId) => pinProduct(context, show.host, { showId: show.id, productId })),
    )
    expect(pinned.every(({ ok }) => ok)).toBe(true)
    expect(await open()).toHaveLength(3)
    expect(await db().pin.count({ where: { showId: show.id } })).toBe(8)
  })

  test('an assistant and a manager may, others may not', async () => {
    const { productId } = await listProduct(stall, show.id)
    const foreign = await setUpStall()
    const refused = [
      await addPerson(stall.cooperativeId),
      await addPerson(stall.cooperativeId, 'PACKER'),
      await addPerson(foreign.cooperativeId, 'HOST', 'MANAGER'),
      { kind: 'guest', id: context.id('guest') } as const,
    ]
    for (const actor of refused)
      expect(await pinProduct(context, actor, { showId: show.id, productId })).toEqual({
        ok: false,
        fault: { code: 'not-allowed' },
      })
    expect(await open()).toEqual([])
    for (const role of ['ASSISTANT', 'MANAGER'] as const) {
      const actor = await addPerson(stall.cooperativeId, role)
      expect(await pinProduct(context, actor, { showId: show.id, productId })).toMatchObject({ ok: true })
    }
  })

  test('needs a listed product that is on sale', async () => {
    const other = await setUpShow(stall)
    const elsewhere = await listProduct(stall, other.id)
    const draft = await listProduct(stall, show.id)
    await db().product.update({ where: { id: draft.productId }, data: { state: 'DRAFT' } })
    const retired = await listProduct(stall, show.id)
    await db().variant.update({ where: { id: retired.variantId }, data: { retiredAt: new Date() } })
    const code = async (productId: string) => {
      const answer = await pinProduct(context, show.host, { showId: show.id, productId })
      return answer.ok ? 'ok' : answer.fault.code
    }
    expect(await code(elsewhere.productId)).toBe('not-listed')
    expect(await code(context.id('product'))).toBe('not-listed')
    expect(await code(draft.productId)).toBe('not-for-sale')
    expect(await code(retired.productId)).toBe('not-for-sale')
  })

  test('sold out is no obstacle', async () => {
    const { productId, variantId } = await listProduct(stall, show.id)
    await db().stockLevel.create({ data: { variantId, onHand: 0 } })
    expect(await pinProduct(context, show.host, { showId: show.id, productId })).toMatchObject({ ok: true })
  })

  test.each(['SCHEDULED', 'ENDED', 'CANCELLED', 'STOPPED'] as const)('not while %s', async (state) => {
    const silent = await setUpShow(stall, state)
    const { productId } = await listProduct(stall, silent.id)
    expect(await pinProduct(context, silent.host, { showId: silent.id, productId })).toEqual({
      ok: false,
      fault: { code: 'show-closed', state, deed: 'pin' },
    })
  })

  test('an unknown show', async () => {
    const { productId } = await listProduct(stall, show.id)
    expect(await pinProduct(context, show.host, { showId: context.id('show'), productId })).toEqual({
      ok: false,
      fault: { code: 'show-unknown' },
    })
  })
})

describe('the end of a pin', () => {
  test('unpin closes it; again changes nothing', async () => {
    const { productId } = await listProduct(stall, show.id)
    await pinProduct(at(1), show.host, { showId: show.id, productId })
    expect(await unpinProduct(at(7), show.host, { showId: show.id, productId })).toEqual({
      ok: true,
      value: undefined,
    })
    expect(await unpinProduct(at(9), show.host, { showId: show.id, productId })).toMatchObject({ ok: true })
    expect(await db().pin.findMany({ where: { showId: show.id } })).toMatchObject([{ to: at(7).now() }])
  })

  test('a clock that runs behind does not turn a pin round', async () => {
    const { productId } = await listProduct(stall, show.id)
    await pinProduct(at(10), show.host, { showId: show.id, productId })
    await unpinProduct(at(8), show.host, { showId: show.id, productId })
    expect(await db().pin.findMany({ where: { showId: show.id } })).toMatchObject([
      { from: at(10).now(), to: at(10).now() },
    ])
  })

  test('what leaves the line-up leaves the air', async () => {
    const stays = await listProduct(stall, show.id)
    const goes = await listProduct(stall, show.id)
    for (const { productId } of [stays, goes])
      await pinProduct(context, show.host, { showId: show.id, productId })
    const listings = [{ productId: stays.productId, prices: [] }]
    expect(await lineUp(context, show.host, { showId: show.id, listings })).toMatchObject({ ok: true })
    expect(await open()).toEqual([stays.productId])
  })

  test('the end of the show is the end of its pins', async () => {
    const { productId } = await listProduct(stall, show.id)
    await pinProduct(at(1), show.host, { showId: show.id, productId })
    expect(await endShow(at(30), show.host, { showId: show.id })).toMatchObject({ ok: true })
    expect(await db().pin.findMany({ where: { showId: show.id } })).toMatchObject([{ to: at(30).now() }])
  })
})

describe('a show that is on air for weeks', () => {
  const beginnings = ({ pins }: { pins: readonly { from: Date }[] }) => pins.map(({ from }) => from)

  test('tells its open pins and the latest thousand; once it is over, all', async () => {
    const { productId } = await listProduct(stall, show.id)
    const pin = (second: number, to: Date | null) => ({
      id: context.id('pin'),
      showId: show.id,
      productId,
      from: at(second).now(),
      to,
    })
    const pressed = Array.from({ length: 1_001 }, (_, n) => pin(n + 1, at(n + 2).now()))
    await db().pin.createMany({ data: [pin(0, null), ...pressed] })
    const all = Array.from({ length: 1_002 }, (_, n) => at(n).now())
    const onAir = await showPage(show.slug)
    expect(onAir && beginnings(onAir)).toEqual([all[0], ...all.slice(2)])
    expect((await doorShow({ id: show.id }))?.pins).toEqual(onAir?.pins)
    await endShow(at(2_000), show.host, { showId: show.id })
    const over = await doorShow({ id: show.id })
    expect(over && beginnings(over)).toEqual(all)
  })
})
