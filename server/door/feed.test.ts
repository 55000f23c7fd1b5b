import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest'
import { FEED_CHANNEL, LEVELS_CHANNEL } from '#lib/feed/channels.ts'
import { beatPresence, feedHead, feedSince, watching } from '#lib/feed/queries.ts'
import { systemContext } from '#lib/kernel/context.ts'
import { closeDb, db } from '#lib/kernel/db.ts'
import { type Listening, listen as listenToDatabase } from '#lib/kernel/listen.ts'
import { emit } from '#lib/kernel/outbox.ts'
import { ok } from '#lib/kernel/result.ts'
import { inTransaction } from '#lib/kernel/transaction.ts'
import { postChat } from '#lib/live/post-chat.ts'
import { showIdOf } from '#lib/live/queries.ts'
import { carryAll } from '../../tests/fixtures/carrier.ts'
import { useTestDatabase } from '../../tests/fixtures/database.ts'
import { openDoor, say, silent } from '../../tests/fixtures/door.ts'
import { FeedReader } from '../../tests/fixtures/feed-reader.ts'
import { listProduct, setUpShow } from '../../tests/fixtures/show.ts'
import { type Stall, setUpStall } from '../../tests/fixtures/stall.ts'
import { feedHub } from './feed-hub.ts'

useTestDatabase(closeDb)

const context = systemContext()
const guests = Array.from({ length: 40 }, () => ({ kind: 'guest', id: context.id('guest') }) as const)
let spoken = 0

/** A door with its feed as main.ts builds it, all but the media. */
async function openFeedDoor() {
  const doorId = context.id('request')
  const hub = feedHub(
    { head: feedHead, since: feedSince, beat: (counts) => beatPresence(doorId, counts, new Date()) },
    silent,
    { tickMs: 20, beatMs: 50 },
  )
  const { promise: connected, resolve: isConnected } = Promise.withResolvers<void>()
  const ear: Listening = listenToDatabase({
    channels: [FEED_CHANNEL, LEVELS_CHANNEL],
    onNotice: (channel, payload) => (channel === FEED_CHANNEL ? hub.onFeed(payload) : hub.onLevels(payload)),
    onConnect: () => {
      hub.lookAgain()
      isConnected()
    },
    log: silent,
  })
  await connected
  const { port, close } = await openDoor({ bound: '127.0.0.1' }, { hub, showIdOf })
  return {
    port,
    async close() {
      await close()
      await ear.close()
    },
  }
}

type Show = Awaited<ReturnType<typeof setUpShow>>

/** So many lines of chat, one after the other, each carried at once as the worker would. */
async function speak(show: Show, lines: number): Promise<void> {
  for (let i = 0; i < lines; i++) {
    const author = guests[spoken++ % guests.length]
    if (author) await postChat(context, author, { showId: show.id, text: `line ${spoken}`, nickname: 'x' })
    await carryAll()
  }
}

const upTo = (n: number) => Array.from({ length: n }, (_, i) => i + 1)
const reaches = (n: number) => (reader: FeedReader) => reader.numbered.at(-1)?.n === n

let stall: Stall
let door: Awaited<ReturnType<typeof openFeedDoor>>
const readers: FeedReader[] = []
beforeAll(async () => {
  stall = await setUpStall()
  door = await openFeedDoor()
})
afterEach(() => {
  for (const reader of readers.splice(0)) reader.drop()
})
afterAll(() => door.close())

function follow(slug: string, since?: number, port = door.port): FeedReader {
  const reader = new FeedReader(port, slug, since)
  readers.push(reader)
  return reader
}

describe('a viewer', () => {
  test('hears what happened since her page, then what happens, each once and in order', async () => {
    const show = await setUpShow(stall)
    await speak(show, 3)
    const reader = follow(show.slug, 1)
    await reader.until(reaches(3))
    await speak(show, 2)
    await reader.until(reaches(5))
    expect(reader.messages.filter(({ n }) => n !== null).map(({ n }) => n)).toEqual([2, 3, 4, 5])
    expect(reader.retry).toBeGreaterThanOrEqual(1_000)
  })

  test('who does not say since when hears from now on', async () => {
    const show = await setUpShow(stall)
    await speak(show, 3)
    const reader = follow(show.slug)
    await reader.until(({ messages }) => messages.length > 0)
    await speak(show, 1)
    await reader.until(reaches(4))
    expect(reader.numbered.map(({ n }) => n)).toEqual([4])
  })

  test('misses nothing over random disconnects and a change of doors', async () => {
    const show = await setUpShow(stall)
    const other = await openFeedDoor()
    const viewers = Array.from({ length: 8 }, () => follow(show.slug, 0))
    let speaking = true
    const restless = viewers.map(async (viewer, i) => {
      for (let k = i; speaking; k++) {
        await viewer.until((reader) => reader.isOver || !speaking || reader.messages.length > k * 3)
        if (!speaking) return
        viewer.drop()
        viewer.connect(k % 2 ? other.port : door.port)
      }
    })
    await speak(show, 60)
    speaking = false
    for (const viewer of viewers) {
      viewer.drop()
      viewer.connect(door.port)
    }
    await Promise.all([...restless, ...viewers.map((viewer) => viewer.until(reaches(60)))])
    for (const viewer of viewers) expect(viewer.numbered.map(({ n }) => n)).toEqual(upTo(60))
    for (const viewer of viewers) viewer.drop()
    await other.close()
  })

  test('only notices a pause when the door is started anew', async () => {
    const show = await setUpShow(stall)
    const first = await openFeedDoor()
    const viewer = follow(show.slug, 0, first.port)
    await speak(show, 2)
    await viewer.until(reaches(2))
    await first.close()
    await viewer.until(({ isOver }) => isOver)
    await speak(show, 3)
    const second = await openFeedDoor()
    viewer.connect(second.port)
    await viewer.until(reaches(5))
    expect(viewer.numbered.map(({ n }) => n)).toEqual(upTo(5))
    expect(viewer.messages.some(({ event }) => event?.type === 'reload')).toBe(false)
    viewer.drop()
    await second.close()
  })

  test('hears what was said while the door had lost its ear on the database', async () => {
    const show = await setUpShow(stall)
    const viewer = follow(show.slug, 0)
    await speak(show, 1)
    await viewer.until(reaches(1))
    await db().$queryRaw`
      select pg_terminate_backend(pid)::text from pg_stat_activity
      where application_name = 'cunbo listen' and datname = current_database()`
    await speak(show, 3)
    await viewer.until(reaches(4))
    expect(viewer.numbered.map(({ n }) => n)).toEqual(upTo(4))
  })

  test('who is too far behind, or from another age, is told to reload and goes on from there', async () => {
    const show = await setUpShow(stall)
    await speak(show, 4)
    await db().feedEvent.deleteMany({ where: { showId: show.id, number: { lte: 2 } } })
    for (const since of [0, 1, 77]) {
      const fresh = await openFeedDoor()
      const viewer = follow(show.slug, since, fresh.port)
      await viewer.until(({ messages }) => messages.length > 0)
      expect(viewer.messages[0]?.event).toEqual({ type: 'reload', head: 4 })
      // A reconnection begins where the reload stood, not where the page once did.
      viewer.drop()
      await viewer.until(({ isOver }) => isOver)
      viewer.messages.length = 0
      viewer.connect()
      await viewer.until(({ messages }) => messages.length > 0)
      expect(viewer.messages[0]?.event?.type).toBe('viewers')
      viewer.drop()
      await fresh.close()
    }
  })

  test('who does not listen is cut off, keeps nobody waiting, and is brought forward when she comes back', async () => {
    const show = await setUpShow(stall)
    const slow = follow(show.slug, 0)
    const quick = follow(show.slug, 0)
    await Promise.all([slow, quick].map((reader) => reader.until(({ messages }) => messages.length > 0)))
    slow.stall()
    // Longer texts than chat allows, so that the socket's buffers fill in a reasonable time.
    let said = 0
    while (said < 300) {
      await db().$executeRaw`
        with head as (update show set feed_number = feed_number + 50 where id = ${show.id} returning feed_number)
        insert into feed_event (show_id, number, event, at)
        select ${show.id}, head.feed_number - 50 + i, jsonb_build_object('type', 'chat', 'id', 'msg_' || i, 'authorId', 'gst_1',
          'nickname', 'x', 'part', 'viewer', 'text', repeat('x', 100000), 'at', 0), now()
        from head, generate_series(1, 50) as i`
      said += 50
      await db().$executeRaw`select pg_notify(${FEED_CHANNEL}, ${`${show.id}:${said}`})`
      await quick.until(reaches(said))
    }
    expect(quick.numbered.map(({ n }) => n)).toEqual(upTo(said))
    slow.listenAgain()
    await slow.until(({ isOver }) => isOver)
    expect(slow.numbered.length).toBeLessThan(said)
    slow.connect()
    await slow.until(reaches(said))
    expect(slow.numbered.map(({ n }) => n)).toEqual(upTo(said))
  })
})

describe('the feed', () => {
  test('of no show is 404, of nonsense 400, and can only be listened to', async () => {
    const show = await setUpShow(stall)
    const host = '127.0.0.1'
    const status = async (path: string, options = {}) =>
      (await say(door.port, path, { headers: { host }, ...options })).status
    expect(await status('/feed/nobody')).toBe(404)
    expect(await status('/feed/a/b')).toBe(404)
    expect(await status(`/feed/${show.slug}?since=x`)).toBe(400)
    expect(await status(`/feed/${show.slug}?since=-1`)).toBe(400)
    expect(
      await status(`/feed/${show.slug}`, {
        method: 'POST',
        headers: { host, 'sec-fetch-site': 'same-origin' },
      }),
    ).toBe(405)
  })

  test('of levels tells everybody who looks at goods, in a show or not', async () => {
    const show = await setUpShow(stall, 'ENDED')
    const { variantId } = await listProduct(stall, show.id)
    await db().stockLevel.create({ data: { variantId, onHand: 5, held: 1 } })
    const reader = follow('stock')
    await reader.until(({ retry }) => retry !== null)
    await inTransaction(async (tx) => {
      await emit(tx, context, { type: 'inventory.level-changed', variantIds: [variantId] } as const)
      return ok()
    })
    await carryAll()
    await reader.until(({ messages }) => messages.some(({ event }) => event?.type === 'stock'))
    expect(reader.messages.find(({ event }) => event?.type === 'stock')).toEqual({
      n: null,
      event: { type: 'stock', variants: [{ id: variantId, available: 4 }] },
    })
  })

  test('counts the viewers of all doors', async () => {
    const show = await setUpShow(stall)
    const other = await openFeedDoor()
    const count = (n: number) => (reader: FeedReader) => {
      const said = reader.messages.flatMap(({ event }) => (event?.type === 'viewers' ? [event.count] : []))
      return said.at(-1) === n
    }
    const here = follow(show.slug)
    const there = follow(show.slug, undefined, other.port)
    await Promise.all([here.until(count(2)), there.until(count(2))])
    expect(await watching(show.id, new Date())).toBe(2)
    there.drop()
    await here.until(count(1))
    await other.close()
  })
})
