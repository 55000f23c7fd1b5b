import { beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { systemContext } from '#lib/kernel/context.ts'
import { closeDb, db } from '#lib/kernel/db.ts'
import { keepLatest } from '#lib/media/keep-latest.ts'
import { useTestDatabase } from '../../tests/fixtures/database.ts'
import { listProduct, setUpShow } from '../../tests/fixtures/show.ts'
import { type Stall, setUpStall } from '../../tests/fixtures/stall.ts'
import type { ShowPage } from './model.ts'
import { showPage } from './queries.ts'
import { momentsOf } from './replay-queries.ts'

useTestDatabase(closeDb)

const context = systemContext()
const morning = Date.UTC(2026, 10, 23, 8)
const at = (second: number) => new Date(morning + second * 1_000)

let stall: Stall
let show: { id: string; slug: string }
beforeAll(async () => {
  stall = await setUpStall()
})
beforeEach(async () => {
  show = await setUpShow(stall, 'ENDED')
  await db().show.update({ where: { id: show.id }, data: { startedAt: at(0) } })
})

/** Ten seconds of film from each of these seconds on, in segments of two; `sequence` counts on from `first`. */
async function filmed(beginnings: readonly number[], first = 0): Promise<void> {
  const epochId = context.id('epoch')
  await db().epoch.create({
    data: {
      id: epochId,
      showId: show.id,
      streamKeyId: 'key',
      name: 'e1',
      encoderName: 'e1',
      ordinal: 0,
      container: 'FMP4',
      state: 'CLOSED',
      expected: 1,
      openedAt: at(0),
    },
  })
  const seconds = beginnings.flatMap((begun) => [0, 2, 4, 6, 8].map((second) => begun + second))
  await db().segment.createMany({
    data: seconds.map((second, n) => ({
      id: context.id('segment'),
      showId: show.id,
      epochId,
      sequence: first + n,
      number: first + n,
      file: `${first + n}.m4s`,
      capturedAt: at(second),
      durationMicros: 2_000_000,
      byteLength: 1,
      sha256: '',
      independent: true,
      receivedAt: at(second + 2),
    })),
  })
}

async function pinned(from: number, to: number): Promise<string> {
  const { productId } = await listProduct(stall, show.id)
  await db().pin.create({
    data: { id: context.id('pin'), showId: show.id, productId, from: at(from), to: at(to) },
  })
  return productId
}

const page = async (): Promise<ShowPage> => (await showPage(show.slug)) ?? expect.fail('no such show')
const places = async () => (await momentsOf(await page())).map(({ seconds }) => seconds)

describe('the moments of a replay', () => {
  test('stand where they are in the film, which a signal that was away does not lengthen', async () => {
    // The first picture came five seconds after the show began; then ten minutes of nothing.
    await filmed([5, 600])
    await pinned(8, 9)
    await pinned(603.5, 609)
    expect(await places()).toEqual([3, 13.5])
  })

  test('a moment without a picture leads to the next, and one after the last to none', async () => {
    await filmed([0, 600])
    await pinned(-30, 5)
    await pinned(300, 605)
    await pinned(610, 700)
    expect(await places()).toEqual([0, 10])
  })

  test('a product that is on sale no more keeps its moment and its title', async () => {
    await filmed([0])
    const [gone, unlisted] = [await pinned(1, 4), await pinned(4, 6)]
    await db().product.update({ where: { id: gone }, data: { state: 'DRAFT' } })
    await db().listing.deleteMany({ where: { productId: unlisted } })
    expect((await page()).lineUp).toEqual([])
    expect(await momentsOf(await page())).toMatchObject([
      { productId: gone, title: { en: 'Tomatoes' }, at: at(1), seconds: 1 },
      { productId: unlisted, title: { en: 'Tomatoes' }, at: at(4), seconds: 4 },
    ])
  })

  test('of a film without an end count from what is left of it', async () => {
    await filmed([500, 600], 250)
    await keepLatest(show.id, 60)
    await pinned(100, 400)
    const [over, later] = [await pinned(450, 503), await pinned(601, 602)]
    expect(await momentsOf(await page())).toMatchObject([
      { productId: over, at: at(500), seconds: 0 },
      { productId: later, at: at(601), seconds: 11 },
    ])
  })

  test('are none while the show goes on, and when its film is gone', async () => {
    await filmed([0])
    await pinned(1, 4)
    const over = await page()
    expect(await momentsOf({ ...over, state: 'LIVE' })).toEqual([])
    expect(await momentsOf({ ...over, replayGone: true })).toEqual([])
  })
})
