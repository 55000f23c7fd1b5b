import 'server-only'
import { db } from '#lib/kernel/db.ts'
import type { Tx } from '#lib/kernel/transaction.ts'
import { FEED_CHANNEL, LEVELS_CHANNEL } from './channels.ts'
import type { FeedEvent } from './events.ts'

/**
 * Gives the events the show's next numbers and writes them. The row's lock makes the order: who numbers second sees
 * what the first took. Null when there is no such show any more.
 */
export async function appendEvents(
  tx: Tx,
  showId: string,
  events: readonly FeedEvent[],
  at: Date,
): Promise<number | null> {
  const [row] = await tx.$queryRaw<{ last: number }[]>`
    update show set feed_number = feed_number + ${events.length} where id = ${showId}
    returning feed_number as last`
  if (!row) return null
  const bodies = events.map((event) => JSON.stringify(event))
  await tx.$executeRaw`
    insert into feed_event (show_id, number, event, at)
    select ${showId}, ${row.last - events.length}::int + ordinality::int, body::jsonb, ${at}
    from unnest(${bodies}::text[]) with ordinality as given (body, ordinality)`
  await tx.$executeRaw`select pg_notify(${FEED_CHANNEL}, ${`${showId}:${row.last}`})`
  return row.last
}

/** Words that were taken off every screen are not told to those who come later either; their numbers stay. */
export async function forgetLines(tx: Tx, showId: string, messageIds: readonly string[]): Promise<void> {
  await tx.$executeRaw`
    update feed_event
    set event = jsonb_build_object('type', 'chat-deleted', 'ids', jsonb_build_array(event->'id'))
    where show_id = ${showId} and event->>'type' = 'chat' and event->>'id' = any(${[...messageIds]}::text[])`
}

/** Levels change everywhere they are shown, not only in shows. PostgreSQL takes payloads under 8,000 bytes. */
export async function notifyLevels(tx: Tx, levels: ReadonlyMap<string, number>): Promise<void> {
  const said = [...levels].map(([id, available]) => `${id}=${available}`)
  for (let i = 0; i < said.length; i += LEVELS_A_NOTICE)
    await tx.$executeRaw`select pg_notify(${LEVELS_CHANNEL}, ${said.slice(i, i + LEVELS_A_NOTICE).join(',')})`
}

const LEVELS_A_NOTICE = 150

export async function readEvents(
  showId: string,
  after: number,
  limit: number,
): Promise<{ number: number; event: string }[]> {
  return await db().$queryRaw<{ number: number; event: string }[]>`
    select number, event::text as event from feed_event
    where show_id = ${showId} and number > ${after} order by number limit ${limit}`
}

export async function readHead(showId: string): Promise<number | null> {
  const show = await db().show.findUnique({ where: { id: showId }, select: { feedNumber: true } })
  return show?.feedNumber ?? null
}

/** Says how many this door holds of each show and reads how many all doors hold. `counts` may hold zeros. */
export async function countViewers(
  doorId: string,
  counts: ReadonlyMap<string, number>,
  now: Date,
  fresh: Date,
): Promise<Map<string, number>> {
  const showIds = [...counts.keys()]
  const viewers = [...counts.values()]
  // A show that is gone must not make the beat of all others fail.
  await db().$executeRaw`
    insert into presence (door_id, show_id, viewers, at)
    select ${doorId}, given.id, given.viewers, ${now}
    from unnest(${showIds}::text[], ${viewers}::int[]) as given (id, viewers)
    join show on show.id = given.id
    on conflict (show_id, door_id) do update set viewers = excluded.viewers, at = excluded.at`
  const rows = await db().$queryRaw<{ showId: string; viewers: number }[]>`
    select show_id as "showId", sum(viewers)::int as viewers from presence
    where show_id = any(${showIds}::text[]) and at > ${fresh} group by show_id`
  return new Map(rows.map((row) => [row.showId, row.viewers]))
}

/** Deletes a bounded number of old rows; answers how many went. */
export async function pruneFeed(eventsBefore: Date, presenceBefore: Date, limit: number): Promise<number> {
  const events = await db().$executeRaw`
    delete from feed_event where (show_id, number) in (
      select show_id, number from feed_event where at < ${eventsBefore} order by at limit ${limit})`
  const doors = await db().$executeRaw`delete from presence where at < ${presenceBefore}`
  return events + doors
}

export async function readViewers(showId: string, fresh: Date): Promise<number> {
  const { _sum } = await db().presence.aggregate({
    where: { showId, at: { gt: fresh } },
    _sum: { viewers: true },
  })
  return _sum.viewers ?? 0
}
