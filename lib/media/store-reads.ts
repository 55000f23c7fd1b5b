import 'server-only'
import { db } from '#lib/kernel/db.ts'
import type { Tx } from '#lib/kernel/transaction.ts'
import type { Container, PlaylistSegment } from './model.ts'

// What playlists, the studio and replays read; store.ts has what is written and judged under lock.

interface SegmentRow {
  sequence: number
  epoch: string
  file: string
  init: string | null
  discontinuity: number
  captured_at: Date
  duration_micros: number
  independent: boolean
  gap: boolean
}

/** Segments with `from <= sequence < to`, in order, at most `limit`. */
export async function segmentsBetween(
  showId: string,
  from: number,
  to: number,
  limit: number,
): Promise<PlaylistSegment[]> {
  const rows = await db().$queryRaw<SegmentRow[]>`
    with ranked as (
      select e.id, e.name, (rank() over (order by e.ordinal) - 1)::int as discontinuity
      from epoch e
      -- Also those of whose film nothing is left: the count of breaks never goes back.
      where e.show_id = ${showId} and e.expected is not null
    )
    select s.sequence, r.name as epoch, s.file, i.file as init, r.discontinuity, s.captured_at,
           s.duration_micros, s.independent, s.gap
    from segment s
    join ranked r on r.id = s.epoch_id
    left join init_section i on i.id = s.init_id
    where s.show_id = ${showId} and s.sequence >= ${from} and s.sequence < ${to}
    order by s.sequence
    limit ${limit}`
  return rows.map((row) => ({
    sequence: row.sequence,
    epoch: row.epoch,
    file: row.file,
    init: row.init,
    discontinuity: row.discontinuity,
    capturedAt: row.captured_at.getTime(),
    durationMicros: row.duration_micros,
    independent: row.independent,
    gap: row.gap,
  }))
}

/** The show's last media sequence number and the longest segment it ever had; null without segments. */
export async function extentOf(
  showId: string,
): Promise<{ lastSequence: number; longestMicros: number } | null> {
  const [row] = await db().$queryRaw<{ last: number | null; longest: number | null }[]>`
    select max(sequence) as last,
           greatest(max(duration_micros),
                    (select longest_micros from endless_film where show_id = ${showId})) as longest
    from segment where show_id = ${showId}`
  return row?.last == null ? null : { lastSequence: row.last, longestMicros: row.longest ?? 0 }
}

/** Per run that ever had a segment: the first number that is kept, null when the run is over and nothing of it is left. */
export async function keptFrom(showId: string): Promise<{ epoch: string; number: number | null }[]> {
  return await db().$queryRaw<{ epoch: string; number: number | null }[]>`
    select e.name as epoch, k.number
    from epoch e
    left join lateral (select number from segment where epoch_id = e.id order by number limit 1) k on true
    where e.show_id = ${showId} and e.expected is not null and (k.number is not null or e.state = 'CLOSED')`
}

/** When what is left of an endless film begins; null for films that are kept whole. */
export async function endlessBeginning(showId: string): Promise<Date | null> {
  const [row] = await db().$queryRaw<{ since: Date | null }[]>`
    select (select captured_at from segment where show_id = f.show_id order by sequence limit 1) as since
    from endless_film f where f.show_id = ${showId}`
  return row?.since ?? null
}

export async function markedEndless(showIds: readonly string[]): Promise<string[]> {
  const rows = await db().$queryRaw<{ show_id: string }[]>`
    select show_id from endless_film where show_id = any(${showIds as string[]}::text[])`
  return rows.map((row) => row.show_id)
}

/** Whether rows vouch for these bytes. */
export async function isStored(
  showId: string,
  epoch: string,
  file: string,
  number: number | null,
): Promise<boolean> {
  const [row] = await db().$queryRaw<{ there: boolean }[]>`
    select exists (
      select 1 from init_section i join epoch e on e.id = i.epoch_id
      where e.show_id = ${showId} and e.name = ${epoch} and i.file = ${file}
    ) or exists (
      select 1 from segment s join epoch e on e.id = s.epoch_id
      where e.show_id = ${showId} and e.name = ${epoch} and s.number = ${number ?? -1}
        and s.file = ${file} and not s.gap
    ) as there`
  return row?.there === true
}

export async function lastReceived(
  showIds: readonly string[],
  tx?: Tx,
): Promise<{ showId: string; receivedAt: Date }[]> {
  const rows = await (tx ?? db()).$queryRaw<{ show_id: string; received_at: Date }[]>`
    select wanted.show_id, l.received_at
    from unnest(${showIds as string[]}::text[]) as wanted(show_id)
    join lateral (
      select received_at from segment where show_id = wanted.show_id order by sequence desc limit 1
    ) l on true`
  return rows.map((row) => ({ showId: row.show_id, receivedAt: row.received_at }))
}

export interface SignalRow {
  readonly epoch: string
  readonly container: Container
  readonly state: 'OPEN' | 'CLOSED'
  readonly receivedAt: Date
  readonly capturedEnd: Date
  readonly bytes: bigint
  readonly micros: bigint
  readonly gaps: bigint
  readonly recentGaps: bigint
}

/** The newest epoch that has segments, its last ten seconds of media, and the holes of the show. */
export async function signalRow(showId: string): Promise<SignalRow | null> {
  const [row] = await db().$queryRaw<SignalRow[]>`
    with newest as (
      select e.id, e.name, e.container, e.state from epoch e
      where e.show_id = ${showId} and exists (select 1 from segment s where s.epoch_id = e.id)
      order by e.ordinal desc limit 1
    ), last as (
      select s.* from segment s join newest on newest.id = s.epoch_id order by s.number desc limit 1
    )
    select newest.name as epoch, newest.container::text, newest.state::text,
           last.received_at as "receivedAt",
           last.captured_at + last.duration_micros * interval '1 microsecond' as "capturedEnd",
           recent.bytes, recent.micros, holes.gaps, holes.recent as "recentGaps"
    from newest, last,
      lateral (
        select coalesce(sum(byte_length), 0)::bigint as bytes, coalesce(sum(duration_micros), 0)::bigint as micros
        from segment s
        where s.epoch_id = newest.id and not s.gap and s.captured_at > last.captured_at - interval '10 seconds'
      ) recent,
      lateral (
        select count(*)::bigint as gaps,
               count(*) filter (where s.received_at > last.received_at - interval '1 minute')::bigint as recent
        from segment s where s.show_id = ${showId} and s.gap
      ) holes`
  return row ?? null
}

/**
 * Seconds into the whole show's playlist of the first picture that was captured at each moment or after it; null where
 * the show has no such picture, or the moment's own none any more.
 */
export async function positionsOf(
  showId: string,
  moments: readonly Date[],
): Promise<{ at: number; seconds: number | null }[]> {
  // Segments and moments are merged in one order of time: each moment meets the first segment that ends after it.
  return await db().$queryRaw<{ at: number; seconds: number | null }[]>`
    with timeline as (
      select sequence, captured_at, duration_micros,
             sum(duration_micros) over film - duration_micros as before,
             max(captured_at + duration_micros * interval '1 microsecond') over film as ends
      from segment where show_id = ${showId}
      window film as (order by sequence)
    ), merged as (
      select at, moment, min(sequence) over (order by moment desc, at nulls last rows unbounded preceding) as sequence
      from (
        select at::int, moment, null::int as sequence
        from unnest(${moments.map((moment) => moment.toISOString())}::timestamptz[]) with ordinality as m(moment, at)
        union all
        select null, ends, sequence from timeline
      ) both_kinds
    ), first as (
      select sequence, captured_at from segment where show_id = ${showId} order by sequence limit 1
    )
    select m.at,
           ((t.before + least(greatest(extract(epoch from m.moment - t.captured_at) * 1e6, 0), t.duration_micros))
             / 1e6)::float8 as seconds
    from merged m
    left join (timeline t cross join first f)
      on t.sequence = m.sequence and (f.sequence = 0 or m.moment >= f.captured_at)
    where m.at is not null
    order by m.at`
}
