import { setTimeout as delay } from 'node:timers/promises'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { closeDb } from '#lib/kernel/db.ts'
import { killAndAwait, MORTALS } from '../fixtures/kill.ts'
import { type Load, openLoad } from '../fixtures/load/load.ts'
import { openShop, type Shop } from '../fixtures/open-shop.ts'

// One whole shop on air, with viewers, buyers and people who chat. Every process dies in the middle of it. What was
// promised to anybody must hold afterwards.

/** After a segment has left for the door: before its bytes lie there, between them and their row, after both; ms. */
const MOMENTS_OF_A_SEGMENT = [1, 4, 8, 14]

let shop: Shop
let load: Load
/** From the blow until the door said that all is well; ms. */
const recovered: Record<string, number> = {}

beforeAll(async () => {
  shop = await openShop({ PAYMENTS_SANDBOX_CONTROLS: '1', TRUSTED_PROXY: 'loopback' })
  process.env.DATABASE_URL = shop.databaseUrl
  load = await openLoad(shop)
  await load.goesOn()
  for (const name of MORTALS) {
    recovered[name] = await killAndAwait(shop, name)
    await load.goesOn()
  }
  for (const ms of MOMENTS_OF_A_SEGMENT)
    await killAndAwait(shop, 'door', async () => {
      await load.nextSegmentLeaves()
      await delay(ms)
    })
  await load.goesOn()
  await load.settle()
}, 240_000)

afterAll(async () => {
  await load?.stop()
  await closeDb()
  await shop?.close()
})

describe('after the door, the pages, the worker, the database and the provider have died', () => {
  test('there was enough to lose, and everybody came back', () => {
    const counts = load.counts()
    process.stdout.write(`${JSON.stringify({ recovered, ...counts })}\n`)
    expect(Object.keys(recovered)).toEqual([...MORTALS])
    expect(Math.min(...counts.returns)).toBeGreaterThan(1)
    expect(Math.min(...counts.segments, counts.lines, counts.paid)).toBeGreaterThan(MORTALS.length)
  })

  test('nobody died of another’s death', () => {
    const killed = [...MORTALS, ...MOMENTS_OF_A_SEGMENT.map(() => 'door')]
    expect(shop.ends().toSorted()).toEqual(killed.toSorted())
  })

  test('no viewer saw the film go back or change, and what it lists is there', async () => {
    expect(load.films().flatMap(({ broken }) => broken)).toEqual([])
    expect(await load.unreadable()).toEqual([])
  })

  test('every segment that the encoder was thanked for is in the film, as it was sent, without a hole', async () => {
    expect(await load.lostSegments()).toEqual([])
  })

  test('every viewer heard every number once, in order', async () => {
    expect(await load.feedFaults()).toEqual([])
  })

  test('every word that was taken was heard once', () => {
    expect(load.chatFaults()).toEqual([])
  })

  test('money, orders, holds and stock agree with each other and with the provider', async () => {
    expect(await load.brokenLaws()).toEqual([])
  })

  test('one press of the button is one order, and who paid has what she paid for', async () => {
    expect(await load.purchaseFaults()).toEqual([])
  })
})
