import 'server-only'
import { type Db, db } from '#lib/kernel/db.ts'
import type { Tx } from '#lib/kernel/transaction.ts'
import type { Run } from './judge.ts'
import { type Container, LEAST_KEPT_SEGMENTS } from './model.ts'

type Reader = Tx | Db

/** One writer of a show's media at a time, in the whole house: sequences have no holes and no doubles. */
export async function lockShow(tx: Tx, showId: string): Promise<void> {
  await tx.$executeRaw`select pg_advisory_xact_lock(hashtext('cunbo.media'), hashtext(${showId}))`
}

export interface KeyRow {
  readonly id: string
  readonly showId: string
}

/** Null for a key that never was and for one that was revoked. */
export async function findKey(reader: Reader | null, keyHash: string): Promise<KeyRow | null> {
  const [row] = await (reader ?? db()).$queryRaw<{ id: string; show_id: string }[]>`
    select id, show_id from stream_key where key_hash = ${keyHash} and revoked_at is null`
  return row ? { id: row.id, showId: row.show_id } : null
}

/** Also notes the use, once a minute: a row a second would be a write for nobody. */
export async function useKey(tx: Tx, keyId: string, now: Date): Promise<boolean> {
  const rows = await tx.$queryRaw<{ id: string; last_used_at: Date | null }[]>`
    select id, last_used_at from stream_key where id = ${keyId} and revoked_at is null`
  const [row] = rows
  if (!row) return false
  if (!row.last_used_at || now.getTime() - row.last_used_at.getTime() > 60_000)
    await tx.$executeRaw`update stream_key set last_used_at = ${now} where id = ${keyId}`
  return true
}

export async function insertKey(
  tx: Tx,
  row: { id: string; showId: string; keyHash: string; createdAt: Date },
): Promise<void> {
  await tx.$executeRaw`
    insert into stream_key (id, show_id, key_hash, created_at)
    values (${row.id}, ${row.showId}, ${row.keyHash}, ${row.createdAt})`
}

export async function revokeKeys(tx: Tx, showId: string, now: Date): Promise<number> {
  return await tx.$executeRaw`
    update stream_key set revoked_at = ${now} where show_id = ${showId} and revoked_at is null`
}

interface RunRow {
  id: string
  stream_key_id: string
  name: string
  encoder_name: string
  ordinal: number
  state: 'OPEN' | 'CLOSED'
  opened_at: Date
  container: Container
  clock_offset: bigint | null
  expected: number | null
  init_id: string | null
  init_file: string | null
  init_sha256: string | null
  init_length: number | null
  sequence: number | null
  number: number | null
  captured_at: Date | null
  duration_micros: number | null
  received_at: Date | null
  stored_sha256: string | null
  stored_gap: boolean | null
}

/** All epochs of the show, newest first, each with what it has under `number`. */
export async function runsOf(reader: Reader | null, showId: string, number = -1): Promise<Run[]> {
  const rows = await (reader ?? db()).$queryRaw<RunRow[]>`
    select e.id, e.stream_key_id, e.name, e.encoder_name, e.ordinal, e.state::text, e.opened_at, e.container::text,
           e.clock_offset, e.expected,
           i.id as init_id, i.file as init_file, i.sha256 as init_sha256, i.byte_length as init_length,
           l.sequence, l.number, l.captured_at, l.duration_micros, l.received_at,
           n.sha256 as stored_sha256, n.gap as stored_gap
    from epoch e
    left join lateral (
      select id, file, sha256, byte_length from init_section where epoch_id = e.id order by created_at desc limit 1
    ) i on true
    left join lateral (
      select sequence, number, captured_at, duration_micros, received_at
      from segment where epoch_id = e.id order by number desc limit 1
    ) l on true
    left join segment n on n.epoch_id = e.id and n.number = ${number}
    where e.show_id = ${showId}
    order by e.ordinal desc`
  return rows.map(presentRun)
}

function presentRun(row: RunRow): Run {
  const clockOffset = row.clock_offset === null ? null : Number(row.clock_offset)
  return {
    epochId: row.id,
    keyId: row.stream_key_id,
    name: row.name,
    word: row.encoder_name,
    ordinal: row.ordinal,
    open: row.state === 'OPEN',
    openedAt: row.opened_at.getTime(),
    container: row.container,
    clockOffset,
    expected: row.expected,
    init:
      row.init_id !== null && row.init_file !== null && row.init_sha256 !== null
        ? {
            id: row.init_id,
            file: row.init_file,
            sha256: row.init_sha256,
            byteLength: row.init_length ?? 0,
          }
        : null,
    last:
      row.sequence !== null && row.number !== null && row.captured_at && row.received_at
        ? {
            sequence: row.sequence,
            number: row.number,
            startMicros: row.captured_at.getTime() * 1000 - (clockOffset ?? 0),
            durationMicros: row.duration_micros ?? 0,
            receivedAt: row.received_at.getTime(),
          }
        : null,
    stored: row.stored_sha256 === null ? null : { sha256: row.stored_sha256, gap: row.stored_gap === true },
  }
}

export async function closeEpochs(tx: Tx, showId: string, now: Date): Promise<{ id: string }[]> {
  return await tx.$queryRaw<{ id: string }[]>`
    update epoch set state = 'CLOSED', closed_at = ${now}
    where show_id = ${showId} and state = 'OPEN' returning id`
}

export async function insertEpoch(
  tx: Tx,
  row: {
    id: string
    showId: string
    keyId: string
    name: string
    word: string
    ordinal: number
    container: Container
    openedAt: Date
  },
): Promise<void> {
  await tx.$executeRaw`
    insert into epoch (id, show_id, stream_key_id, name, encoder_name, ordinal, state, container, opened_at)
    values (${row.id}, ${row.showId}, ${row.keyId}, ${row.name}, ${row.word}, ${row.ordinal}, 'OPEN',
            ${row.container}::"Container", ${row.openedAt})`
}

export async function insertInit(
  tx: Tx,
  row: { id: string; epochId: string; file: string; byteLength: number; sha256: string; createdAt: Date },
): Promise<void> {
  await tx.$executeRaw`
    insert into init_section (id, epoch_id, file, byte_length, sha256, created_at)
    values (${row.id}, ${row.epochId}, ${row.file}, ${row.byteLength}, ${row.sha256}, ${row.createdAt})`
}

export interface NewSegment {
  readonly id: string
  readonly sequence: number
  readonly number: number
  readonly file: string
  readonly capturedAt: Date
  readonly durationMicros: number
  readonly byteLength: number
  readonly sha256: string
  readonly independent: boolean
  readonly gap: boolean
}

/** One statement for a segment and the holes before it. */
export async function insertSegments(
  tx: Tx,
  showId: string,
  epochId: string,
  initId: string | null,
  receivedAt: Date,
  segments: readonly NewSegment[],
): Promise<void> {
  await tx.$executeRaw`
    insert into segment (id, show_id, epoch_id, sequence, number, file, init_id, captured_at, duration_micros,
                         byte_length, sha256, independent, gap, received_at)
    select s.id, ${showId}, ${epochId}, s.sequence, s.number, s.file, ${initId}, s."capturedAt",
           s."durationMicros", s."byteLength", s.sha256, s.independent, s.gap, ${receivedAt}
    from jsonb_to_recordset(${JSON.stringify(segments)}::jsonb) as s(
      id text, sequence int, number int, file text, "capturedAt" timestamptz, "durationMicros" int,
      "byteLength" int, sha256 text, independent boolean, gap boolean)`
}

export async function moveEpoch(
  tx: Tx,
  epochId: string,
  expected: number,
  clockOffset: number,
): Promise<void> {
  await tx.$executeRaw`
    update epoch set expected = ${expected}, clock_offset = ${BigInt(clockOffset)} where id = ${epochId}`
}

export interface OpenEpochRow {
  readonly showId: string
  readonly epochId: string
  /** Unix milliseconds of the last segment. */
  readonly receivedAt: number
  readonly durationMicros: number
}

/** Open epochs that have segments: of one show, or of all. */
export async function openEpochs(reader: Reader | null, showId: string | null): Promise<OpenEpochRow[]> {
  const rows = await (reader ?? db()).$queryRaw<
    { show_id: string; id: string; received_at: Date; duration_micros: number }[]
  >`
    select e.show_id, e.id, l.received_at, l.duration_micros
    from epoch e
    join lateral (
      select received_at, duration_micros from segment where epoch_id = e.id order by number desc limit 1
    ) l on true
    where e.state = 'OPEN' and (${showId}::text is null or e.show_id = ${showId})
    limit 1000`
  return rows.map((row) => ({
    showId: row.show_id,
    epochId: row.id,
    receivedAt: row.received_at.getTime(),
    durationMicros: row.duration_micros,
  }))
}

export interface ReplayRow {
  readonly showId: string
  readonly lastAt: Date
}

/** Shows whose stream is over (no open epoch, no key that could open one), the longest over first. */
export async function oldestReplays(limit: number): Promise<ReplayRow[]> {
  const rows = await db().$queryRaw<{ show_id: string; last_at: Date }[]>`
    select e.show_id, max(coalesce(e.closed_at, e.opened_at)) as last_at
    from epoch e
    where not exists (select 1 from stream_key k where k.show_id = e.show_id and k.revoked_at is null)
    group by e.show_id
    having bool_and(e.state = 'CLOSED')
    order by last_at
    limit ${limit}`
  return rows.map((row) => ({ showId: row.show_id, lastAt: row.last_at }))
}

/** Removes the rows of a stream that is over. False when it is not over, or already gone. */
export async function removeStream(tx: Tx, showId: string): Promise<boolean> {
  const [busy] = await tx.$queryRaw<{ busy: boolean }[]>`
    select exists (select 1 from stream_key where show_id = ${showId} and revoked_at is null)
        or exists (select 1 from epoch where show_id = ${showId} and state = 'OPEN') as busy`
  if (busy?.busy !== false) return false
  await tx.$executeRaw`
    delete from segment where show_id = ${showId}`
  await tx.$executeRaw`
    delete from endless_film where show_id = ${showId}`
  const epochs = await tx.$executeRaw`delete from epoch where show_id = ${showId}`
  return epochs > 0
}

/** Of these shows, the ones that media has rows of. */
export async function showsWithEpochs(showIds: readonly string[]): Promise<Set<string>> {
  const rows = await db().$queryRaw<{ show_id: string }[]>`
    select distinct show_id from epoch where show_id = any(${showIds as string[]}::text[])`
  return new Set(rows.map((row) => row.show_id))
}

// ---------------------------------------------------------------- endless films

export async function markEndless(tx: Tx, showId: string, keepMinutes: number): Promise<void> {
  await tx.$executeRaw`
    insert into endless_film (show_id, keep_minutes) values (${showId}, ${keepMinutes})
    on conflict (show_id) do update set keep_minutes = excluded.keep_minutes`
}

export interface EndlessRow {
  readonly showId: string
  readonly keepMinutes: number
}

/** Those that go on. A film that is over stays as it is: it may be in caches whole. */
export async function endlessFilms(): Promise<EndlessRow[]> {
  return await db().$queryRaw<EndlessRow[]>`
    select show_id as "showId", keep_minutes as "keepMinutes" from endless_film f
    where exists (select 1 from epoch e where e.show_id = f.show_id and e.state = 'OPEN')`
}

/**
 * Deletes segments from the film's beginning, at most `limit`: those that came more than `keepMinutes` before the
 * newest. By their order and not by their age alone, so that what is left has no hole where a clock was set. The
 * show's lock is held. Answers how many went.
 */
export async function deleteBeginning(
  tx: Tx,
  { showId, keepMinutes }: EndlessRow,
  limit: number,
): Promise<number> {
  const [row] = await tx.$queryRaw<{ gone: number }[]>`
    with newest as (
      select sequence, received_at - ${keepMinutes} * interval '1 minute' as since
      from segment
      where show_id = ${showId}
        and exists (select 1 from epoch where show_id = ${showId} and state = 'OPEN')
      order by sequence desc limit 1
    ), oldest as (
      select s.sequence,
             s.received_at < newest.since and s.sequence <= newest.sequence - ${LEAST_KEPT_SEGMENTS} as goes
      from segment s, newest where s.show_id = ${showId} order by s.sequence limit ${limit}
    ), cut as (
      select coalesce(min(sequence) filter (where not goes) - 1, max(sequence)) as upto from oldest
    ), gone as (
      delete from segment s using cut where s.show_id = ${showId} and s.sequence <= cut.upto
      returning s.duration_micros
    ), noted as (
      update endless_film set longest_micros = greatest(longest_micros, (select max(duration_micros) from gone))
      where show_id = ${showId}
    )
    select count(*)::int as gone from gone`
  return row?.gone ?? 0
}
