import { setTimeout as delay } from 'node:timers/promises'
import pg from 'pg'
import { cpuMicros, median } from './beside-nginx.ts'
import { type DoorOnAir, doorOnAir } from './door-on-air.ts'
import { type BesideFeed, bunFeed, naiveFeed, residentBytes, Viewers } from './feed-servers.ts'

export interface FeedMeasured {
  readonly what: string
  readonly beside: string
  readonly ratio: number
  readonly ratios: readonly number[]
  readonly ours: number
  readonly theirs: number
  readonly unit: string
  readonly target: number
}

const FILL = 'x'.repeat(200)

/** Says a line of chat as the worker does: numbered, written, notified. */
function feedOf(door: DoorOnAir, client: pg.Client): (mark: string) => Promise<void> {
  return async (mark) => {
    const chat = { type: 'chat', id: 'msg_b', authorId: 'gst_b', nickname: 'Bench', part: 'viewer', at: 0 }
    await client.query(
      `with next as (update show set feed_number = feed_number + 1 where id = $1 returning feed_number as n),
            told as (insert into feed_event (show_id, number, event, at) select $1, n, $2::jsonb, now() from next)
       select pg_notify('cunbo_feed', $1 || ':' || n) from next`,
      [door.showId, JSON.stringify({ ...chat, text: `${mark} ${FILL}` })],
    )
  }
}

async function withDoor<T>(
  run: (door: DoorOnAir, publish: (mark: string) => Promise<void>) => Promise<T>,
): Promise<T> {
  const door = await doorOnAir()
  const client = new pg.Client({ connectionString: door.databaseUrl })
  await client.connect()
  try {
    return await run(door, feedOf(door, client))
  } finally {
    await client.end()
    await door.stop()
  }
}

const p99 = (sorted: readonly number[]) => sorted[Math.floor(sorted.length * 0.99)] ?? Number.NaN

/**
 * From the moment something happens until 99 of 100 viewers have it: through the database and the door on our side,
 * straight to the socket server on theirs. Viewers of both stay connected; rounds take turns.
 */
export async function measureFanOut(
  viewers = 10_000,
  rounds = 15,
): Promise<FeedMeasured & { bytes: number }> {
  const beside: BesideFeed = (await bunFeed()) ?? (await naiveFeed())
  const [ours, theirs] = [new Viewers(), new Viewers()]
  try {
    return await withDoor(async (door, publish) => {
      const port = Number(new URL(door.origin).port)
      // A first few, so that what is counted is viewers and not the door's own waking up.
      const early = new Viewers()
      await early.open(50, port, `/feed/${door.slug}`, 'events')
      await early.stop()
      await delay(1_000)
      const empty = residentBytes(door.pid)
      await ours.open(viewers, port, `/feed/${door.slug}`, 'events')
      await delay(2_000)
      const bytes = (residentBytes(door.pid) - empty) / viewers
      await theirs.open(viewers, beside.port, '/', beside.name.startsWith('µ') ? 'websocket' : 'events')
      const pairs: [number, number][] = []
      for (let round = -3; round < rounds; round++) {
        const sides = [
          async () => p99(await heardByAll(ours, publish, viewers)),
          async () => p99(await heardByAll(theirs, (mark) => beside.publish(`${mark} ${FILL}`), viewers)),
        ] as const
        const swap = round % 2 !== 0
        const first = await (swap ? sides[1] : sides[0])()
        await delay(400)
        const second = await (swap ? sides[0] : sides[1])()
        await delay(400)
        // The first rounds warm both up.
        if (round >= 0) pairs.push(swap ? [second, first] : [first, second])
      }
      const ratios = pairs.map(([a, b]) => a / b)
      return {
        what: `live feed to ${viewers} viewers, p99`,
        beside: beside.name,
        ratio: median(ratios),
        ratios,
        ours: median(pairs.map(([a]) => a / 1_000)),
        theirs: median(pairs.map(([, b]) => b / 1_000)),
        unit: 'ms',
        target: 1.5,
        bytes,
      }
    })
  } finally {
    await Promise.all([ours.stop(), theirs.stop(), beside.stop()])
  }
}

async function heardByAll(group: Viewers, publish: (mark: string) => Promise<void>, viewers: number) {
  const heard = await group.hear(publish)
  if (heard.length !== viewers) throw new Error(`${viewers - heard.length} viewers heard nothing`)
  return heard
}

/** CPU of chat: gathered in the door beside a write per message and viewer, the same words at the same pace. */
export async function measureChat(viewers = 5_000, rounds = 5): Promise<FeedMeasured> {
  const SECONDS = 6
  const A_SECOND = 20
  const beside = await naiveFeed()
  const [ours, theirs] = [new Viewers(), new Viewers()]
  async function cpuOf(pid: number, publish: (mark: string) => Promise<void>): Promise<number> {
    const before = cpuMicros(pid)
    for (let i = 0; i < SECONDS * A_SECOND; i++) {
      await Promise.all([publish(`line ${i}`), delay(1_000 / A_SECOND)])
    }
    await delay(1_000)
    return (cpuMicros(pid) - before) / 1_000
  }
  try {
    return await withDoor(async (door, publish) => {
      await ours.open(viewers, Number(new URL(door.origin).port), `/feed/${door.slug}`, 'events')
      await theirs.open(viewers, beside.port, '/', 'events')
      const pairs: [number, number][] = []
      for (let round = 0; round < rounds; round++)
        pairs.push([
          await cpuOf(door.pid, publish),
          await cpuOf(beside.pid, (mark) => beside.publish(`${mark} ${FILL}`)),
        ])
      const ratios = pairs.map(([a, b]) => a / b)
      return {
        what: `chat, ${viewers} viewers, ${A_SECOND} messages/s, CPU`,
        beside: beside.name,
        ratio: median(ratios),
        ratios,
        ours: median(pairs.map(([a]) => a / SECONDS)),
        theirs: median(pairs.map(([, b]) => b / SECONDS)),
        unit: 'ms a second',
        target: 0.3,
      }
    })
  } finally {
    await Promise.all([ours.stop(), theirs.stop(), beside.stop()])
  }
}

function say(row: FeedMeasured): void {
  const value = (number: number) => `${number.toFixed(1)} ${row.unit}`
  console.log(`${row.what}: ${value(row.ours)}, ${row.beside}: ${value(row.theirs)}`)
  console.log(
    `  ${row.ratio.toFixed(2)} × (target ≤ ${row.target} ×), rounds: ${row.ratios.map((ratio) => ratio.toFixed(2)).join(' ')}`,
  )
}

if (import.meta.main) {
  const fanOut = await measureFanOut()
  say(fanOut)
  console.log(`  ${(fanOut.bytes / 1_000).toFixed(1)} kB a connection (target ≤ 13 kB)`)
  say(await measureChat())
}
