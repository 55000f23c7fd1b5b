import { setTimeout as delay } from 'node:timers/promises'
import pg from 'pg'
import { cpuMicros } from './beside-nginx.ts'
import { type DoorOnAir, doorOnAir } from './door-on-air.ts'
import { type BesideFeed, bunFeed, naiveFeed, residentBytes, Viewers } from './feed-servers.ts'
import { compare, inTurns, quantile, type Row } from './row.ts'

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

/** Each is a file of the server's and one of the viewers' process; the usual limit is 20,000 or more. */
const VIEWERS = 10_000
/** The first rounds warm both up. */
const WARM_ROUNDS = 3

/**
 * From the moment something happens until 99 of 100 viewers have it: through the database and the door on our side,
 * straight to the socket server on theirs. Viewers of both stay connected; rounds take turns.
 */
export async function measureFanOut(): Promise<readonly Row[]> {
  const rounds = 15
  const beside: BesideFeed = (await bunFeed()) ?? (await naiveFeed())
  const [ours, theirs] = [new Viewers(), new Viewers()]
  try {
    return await withDoor(async (door, publish) => {
      const bytes = await bytesOfLine(door, ours)
      const plain = residentBytes(beside.pid)
      await theirs.open(VIEWERS, beside.port, '/', beside.name.startsWith('µ') ? 'websocket' : 'events')
      await delay(2_000)
      const theirBytes = (residentBytes(beside.pid) - plain) / VIEWERS
      const pairs = await inTurns(
        WARM_ROUNDS + rounds,
        () => slowest(ours, publish),
        () => slowest(theirs, (mark) => beside.publish(`${mark} ${FILL}`)),
      )
      const count = VIEWERS.toLocaleString('en')
      return [
        {
          what: `live feed to ${count} viewers, p99 from the event to the viewer`,
          beside: beside.name,
          unit: 'ms',
          ...compare(pairs.slice(WARM_ROUNDS)),
          target: { of: 'ratio', atMost: 1.5 },
          note: 'ours is counted from before the statement that writes the event, through PostgreSQL and the door; theirs from before the request that asks the socket server to publish. All viewers of both are two further processes on the same machine.',
        },
        {
          what: `memory of a feed connection, ${count} of them`,
          beside: beside.name,
          unit: 'kB',
          ...compare([[bytes / 1_000, theirBytes / 1_000]]),
          target: { of: 'ours', atMost: 13 },
        },
      ]
    })
  } finally {
    await Promise.all([ours.stop(), theirs.stop(), beside.stop()])
  }
}

/** Opens everybody's line; what the door's memory grew by, for each. */
async function bytesOfLine(door: DoorOnAir, viewers: Viewers): Promise<number> {
  const port = Number(new URL(door.origin).port)
  // A first few, so that what is counted is viewers and not the door's own waking up.
  const early = new Viewers()
  await early.open(50, port, `/feed/${door.slug}`, 'events')
  await early.stop()
  await delay(1_000)
  const empty = residentBytes(door.pid)
  await viewers.open(VIEWERS, port, `/feed/${door.slug}`, 'events')
  await delay(2_000)
  return (residentBytes(door.pid) - empty) / VIEWERS
}

/** Milliseconds until 99 of 100 have heard it. */
async function slowest(group: Viewers, publish: (mark: string) => Promise<void>): Promise<number> {
  // What was said last has been gathered and sent: this is the first word after a silence.
  await delay(400)
  const heard = await group.hear(publish)
  if (heard.length !== VIEWERS) throw new Error(`${VIEWERS - heard.length} viewers heard nothing`)
  return quantile(heard, 0.99) / 1_000
}

/** CPU of chat: gathered in the door beside a write per message and viewer, the same words at the same pace. */
export async function measureChat(): Promise<readonly Row[]> {
  const [viewers, rounds, seconds, aSecond] = [5_000, 5, 5, 20]
  const beside = await naiveFeed()
  const [ours, theirs] = [new Viewers(), new Viewers()]
  async function cpuOf(pid: number, publish: (mark: string) => Promise<void>): Promise<number> {
    const before = cpuMicros(pid)
    for (let i = 0; i < seconds * aSecond; i++) {
      await Promise.all([publish(`line ${i}`), delay(1_000 / aSecond)])
    }
    await delay(1_000)
    return (cpuMicros(pid) - before) / 1_000 / seconds
  }
  try {
    return await withDoor(async (door, publish) => {
      await ours.open(viewers, Number(new URL(door.origin).port), `/feed/${door.slug}`, 'events')
      await theirs.open(viewers, beside.port, '/', 'events')
      const pairs = await inTurns(
        rounds,
        () => cpuOf(door.pid, publish),
        () => cpuOf(beside.pid, (mark) => beside.publish(`${mark} ${FILL}`)),
      )
      return [
        {
          what: `chat, ${viewers.toLocaleString('en')} viewers, ${aSecond} messages/s, CPU`,
          beside: beside.name,
          unit: 'ms a second',
          ...compare(pairs),
          target: { of: 'ratio', atMost: 0.3 },
          note: 'an absolute figure above 1,000 is a server that falls behind: the same words take it longer than they should.',
        },
      ]
    })
  } finally {
    await Promise.all([ours.stop(), theirs.stop(), beside.stop()])
  }
}
