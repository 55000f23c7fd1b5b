import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { closeDb, db } from '#lib/kernel/db.ts'
import { killAndAwait } from '../fixtures/kill.ts'
import { type Attempt, purchase } from '../fixtures/load/buyer.ts'
import { readPlaylist } from '../fixtures/load/film.ts'
import { checkoutPaths } from '../fixtures/load/load.ts'
import { until } from '../fixtures/load/until.ts'
import { formWith, leadsTo, Visitor } from '../fixtures/load/visitor.ts'
import { openShop, type Shop } from '../fixtures/open-shop.ts'
import { faketime, wrongClocks } from '../fixtures/wrong-clocks.ts'

// The machines that door, web and worker run on are an hour off, each its own way; the database's is right, and so is
// the provider's. Nothing that one of them writes may be read as too early or too late by another.

const SHOW = 'harvest-morning'
/** Far less than an hour; more than any step of this takes. */
const CLOSE_MS = 60_000

/** Pages and worker are two hours apart, once this way and once the other. */
const EAST_AND_WEST = [
  { door: '+1h', web: '-1h', worker: '+1h' },
  { door: '-1h', web: '+1h', worker: '-1h' },
] as const

const nobody = new AbortController()
let clocks: ReturnType<typeof wrongClocks>
let shop: Shop

const databaseNow = async () => {
  const [row] = await db().$queryRaw<{ now: Date }[]>`select clock_timestamp() as now`
  return row?.now.getTime() ?? Number.NaN
}
const visitor = () => new Visitor(Number(new URL(shop.url).port), nobody.signal)
const stateOf = async (id: string) => (await db().order.findUniqueOrThrow({ where: { id } })).state

async function order(way: Attempt['way']): Promise<string> {
  const show = await db().show.findUniqueOrThrow({ where: { slug: SHOW } })
  // Prices change when it goes on air.
  await until(async () => (await db().show.count({ where: { id: show.id, state: 'LIVE' } })) === 1)
  const [path = ''] = await checkoutPaths(show.id)
  const attempts: Attempt[] = []
  await purchase(visitor(), path, way, attempts)
  const { attemptId = '', refused } = attempts[0] ?? {}
  expect(refused).toBeNull()
  return (await db().order.findUniqueOrThrow({ where: { attemptId } })).id
}

describe.skipIf(!faketime)('with clocks an hour off', { timeout: 60_000 }, () => {
  beforeAll(async () => {
    clocks = wrongClocks()
    clocks.set(EAST_AND_WEST[0])
    shop = await openShop({ ...clocks.env, PAYMENTS_SANDBOX_CONTROLS: '1' })
    process.env.DATABASE_URL = shop.databaseUrl
  }, 90_000)
  afterAll(async () => {
    nobody.abort()
    await closeDb()
    await shop?.close()
    clocks.remove()
  })

  describe.each(EAST_AND_WEST)('door $door, web $web, worker $worker', (wrong) => {
    beforeAll(async () => {
      if (wrong === EAST_AND_WEST[0]) return
      clocks.set(wrong)
      for (const name of ['worker', 'web', 'door'] as const) await killAndAwait(shop, name)
    }, 60_000)

    test('a hold lives until its deadline and not longer', async () => {
      const kept = await order('walks away')
      const { createdAt, deadline } = await db().order.findUniqueOrThrow({ where: { id: kept } })
      const now = await databaseNow()
      expect(Math.abs(createdAt.getTime() - now)).toBeLessThan(CLOSE_MS)
      expect(Math.abs(deadline.getTime() - now - 15 * 60_000)).toBeLessThan(CLOSE_MS)
      // Two rounds of the sweep: what it does in the first is done when it comes to the second.
      for (let round = 0; round < 2; round++) {
        const over = await order('walks away')
        await db().order.update({ where: { id: over }, data: { deadline: new Date(now) } })
        await until(async () => (await stateOf(over)) === 'RELEASED')
      }
      expect(await stateOf(kept)).toBe('HELD')
    })

    test('an order is paid, and the provider’s word for it is believed', async () => {
      const paid = await order('pays')
      await until(async () => (await stateOf(paid)) === 'PAID')
      const [payment] = await db().payment.findMany({ where: { reference: paid } })
      const heard = () => db().providerEvent.count({ where: { subject: payment?.sessionId ?? '' } })
      await until(async () => (await heard()) > 0)
    })

    test('whoever signs in is signed in, for thirty days', async () => {
      const viewer = visitor()
      const page = await viewer.ask('/en/sign-in')
      const fields = (page && formWith('password', page.text)) ?? {}
      const { password, accounts } = shop.demo
      const answer = await viewer.ask('/en/sign-in', {
        as: 'multipart',
        fields: { ...fields, email: accounts.viewer, password },
      })
      expect(answer && leadsTo(answer)).toBeTruthy()
      expect((await viewer.ask('/en/account'))?.text).toContain(accounts.viewer)
      const session = await db().session.findFirstOrThrow({ orderBy: { id: 'desc' } })
      const lasts = session.expiresAt.getTime() - (await databaseNow())
      expect(Math.abs(lasts - 30 * 24 * 3_600_000)).toBeLessThan(CLOSE_MS)
    })

    test('the film plays on, and its pins are where its picture is', async () => {
      const film = async () => (await visitor().ask(`/hls/${SHOW}/live.m3u8`))?.text ?? ''
      const before = readPlaylist(await film()).last
      await until(async () => readPlaylist(await film()).last > before + 1)
      const moments = (text: string, what: RegExp) =>
        [...text.matchAll(what)].map(([, at = '']) => Date.parse(at))
      const isNow = async (at: number) => Math.abs(at - (await databaseNow())) < CLOSE_MS
      const pinned = /DATERANGE:.*START-DATE="([^"]+)"/g
      // The demo's host pins every eight seconds.
      const told = await db().pin.count()
      await until(async () => (await db().pin.count()) > told)
      await until(async () => isNow(Math.max(...moments(await film(), pinned))))
      const captured = await db().segment.findFirstOrThrow({ orderBy: { receivedAt: 'desc' } })
      expect(await isNow(captured.capturedAt.getTime())).toBe(true)
      expect(await isNow(captured.receivedAt.getTime())).toBe(true)
    })
  })
})

test.skipIf(faketime)('clocks are not set wrong here: libfaketime is not installed', (context) =>
  context.skip(),
)
