import 'server-only'
import { createHash } from 'node:crypto'
import type { Context } from '#lib/kernel/context.ts'
import { ok, type Result, refuse } from '#lib/kernel/result.ts'
import { inTransaction } from '#lib/kernel/transaction.ts'
import { type IngestFault, TRIES } from './accept-init.ts'
import type { ByteStore } from './byte-store.ts'
import { type Arrival, decideClock, isUnixTime } from './clock.ts'
import { beginsAgain, has, judgeSegment, type Run, type Seen } from './judge.ts'
import { containerOf, type Timing } from './model.ts'
import { placeBytes } from './place-bytes.ts'
import type { Reading } from './read-timing.ts'
import { lockShow, runsOf, useKey } from './store.ts'
import {
  type AcceptedSegment,
  type Accepting,
  nameOf,
  type SegmentBytes,
  writeSegment,
} from './write-segment.ts'

/** What accepting needs of the process it runs in. */
export interface Receiving {
  readonly store: ByteStore
  /** Reads timing from the media, see read-timing.ts; the door does it in a thread of its own. */
  readTiming(bytes: Uint8Array, container: 'FMP4' | 'MPEGTS', init: Uint8Array | null): Promise<Reading>
  /** The bytes of an init section that rows vouch for. */
  readInit(showId: string, epoch: string, file: string): Promise<Uint8Array>
  /** Whether the show stays within its rate with this one too. */
  withinRate(showId: string, timing: Timing, byteLength: number): boolean
}

/**
 * Takes one segment: key, order, timing, bytes, row, in this order; what is answered for is on disk and in a row.
 * Idempotent by number and content. Rules in docs/decisions/0007-ingest.md.
 */
export async function acceptSegment(
  context: Context,
  receiving: Receiving,
  given: SegmentBytes,
  seen: Seen,
): Promise<Result<AcceptedSegment, IngestFault>> {
  const container = containerOf(given.file)
  const sha256 = createHash('sha256').update(given.bytes).digest('hex')
  const { showId, number } = given

  for (let attempt = 1; ; attempt++) {
    const runs = await runsOf(null, showId, number)
    const current = runs.find((run) => run.keyId === given.keyId && run.word === given.word)
    const at = context.now().getTime()
    // Most repetitions are seen without a look into the media.
    if (current && has(current, sha256) && !beginsAgain(current, { number, at }, seen))
      return ok(nothingNew(current))

    const read = await readMedia(receiving, given, container, current)
    if (!read.ok) return read
    const incoming = { ...given, ...read.value, container, sha256, at }
    const verdict = judgeSegment(runs, incoming, seen)
    if (verdict.do === 'refuse') return refuse({ ...verdict.fault, seen: verdict.seen })
    if (verdict.do === 'same') return ok(nothingNew(verdict.run))
    const clock = clockFor(verdict, read.value, given.arrival)
    if (!clock.ok) return refuse(clock.fault)
    const name = nameOf(verdict)
    if (!receiving.withinRate(showId, read.value, given.bytes.byteLength)) return refuse({ code: 'too-much' })

    const placed = await placeBytes(receiving.store, { showId, epoch: name, file: given.file }, given.bytes)
    if (!placed.ok) return placed
    const handed = verdict.do === 'begin' ? await handInitOn(receiving, showId, name, verdict.from) : null
    if (handed && !handed.ok) return handed

    const written = await inTransaction<AcceptedSegment | 'again', IngestFault>(async (tx) => {
      await lockShow(tx, showId)
      if (!(await useKey(tx, given.keyId, context.now()))) return refuse({ code: 'unknown-key' })
      const now = await runsOf(tx, showId, number)
      const final = judgeSegment(now, incoming, seen)
      if ((final.do !== 'append' && final.do !== 'begin') || !isSame(final, verdict)) return ok('again')
      return ok(await writeSegment(tx, context, now, final, { ...incoming, offset: clock.offset }))
    })
    if (!written.ok) return written
    if (written.value !== 'again') return ok(written.value)
    if (attempt >= TRIES) return refuse({ code: 'busy' })
  }
}

function nothingNew(run: Run): AcceptedSegment {
  return { epochId: run.epochId, epoch: run.name, began: false, segments: [], timing: null, lateMicros: 0 }
}

function isSame(final: Accepting, planned: Accepting): boolean {
  if (final.do === 'append' && planned.do === 'append')
    return final.run.epochId === planned.run.epochId && final.holes === planned.holes
  return final.do === planned.do && nameOf(final) === nameOf(planned)
}

async function readMedia(
  receiving: Receiving,
  { showId, bytes }: SegmentBytes,
  container: 'FMP4' | 'MPEGTS',
  run: Run | undefined,
): Promise<Reading> {
  if (container === 'MPEGTS') return await receiving.readTiming(bytes, container, null)
  if (!run?.init) return refuse({ code: 'init-first' })
  return await receiving.readTiming(
    bytes,
    container,
    await receiving.readInit(showId, run.name, run.init.file),
  )
}

function clockFor(verdict: Accepting, timing: Timing, arrival: Arrival) {
  const kept = verdict.do === 'append' ? verdict.run.clockOffset : null
  if (kept !== null) return { ok: true as const, offset: kept }
  // A camera that paused: what waited for a signal since then keeps the clock that its run began with.
  const before = verdict.do === 'begin' && verdict.sameClock ? verdict.from?.clockOffset : null
  if (typeof before === 'number' && isUnixTime(timing.startMicros))
    return { ok: true as const, offset: before }
  return decideClock(timing, arrival)
}

/** A run that begins without an init section of its own gets a copy of the one that its encoder last sent. */
async function handInitOn(receiving: Receiving, showId: string, epoch: string, from: Run | null) {
  if (!from?.init) return null
  const bytes = await receiving.readInit(showId, from.name, from.init.file)
  return await placeBytes(receiving.store, { showId, epoch, file: from.init.file }, bytes)
}
