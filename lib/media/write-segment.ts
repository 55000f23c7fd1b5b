import 'server-only'
import type { Context } from '#lib/kernel/context.ts'
import { emit } from '#lib/kernel/outbox.ts'
import type { Tx } from '#lib/kernel/transaction.ts'
import type { Arrival } from './clock.ts'
import type { MediaEvent } from './events.ts'
import type { Run, SegmentVerdict } from './judge.ts'
import { type Container, type PlaylistSegment, patienceFor, type Timing } from './model.ts'
import { openEpoch } from './open-epoch.ts'
import { insertInit, insertSegments, moveEpoch, type NewSegment } from './store.ts'
import { tellDoors } from './tell-doors.ts'

/** A segment as it came in; its bytes stay out of the database. */
export interface SegmentBytes {
  readonly keyId: string
  readonly showId: string
  /** The encoder's word for its epoch. */
  readonly word: string
  readonly file: string
  readonly number: number
  readonly bytes: Uint8Array
  readonly arrival: Arrival
}

export interface AcceptedSegment {
  readonly epochId: string
  /** Its public name. */
  readonly epoch: string
  /** It opened the epoch. */
  readonly began: boolean
  /** The holes before it and itself, as playlists show them; empty when it was here already. */
  readonly segments: readonly PlaylistSegment[]
  /** Null when it was here already. */
  readonly timing: Timing | null
  /** Arrival minus capture of its last frame, micros: how far behind the encoder is. */
  readonly lateMicros: number
}

/**
 * Whoever says that a signal was lost looks at the same rows under the same lock, so by the clock of this moment the
 * silence was at least as long; two doors' clocks may differ by this. A "back" too many changes nothing.
 */
const MARGIN_MS = 1_000

function wasSilent(before: NonNullable<Run['last']>, now: Date): boolean {
  return now.getTime() - before.receivedAt > patienceFor(before.durationMicros) - MARGIN_MS
}

/** A verdict that leads to rows. */
export type Accepting = Extract<SegmentVerdict, { do: 'append' | 'begin' }>

export function nameOf(verdict: Accepting): string {
  return verdict.do === 'begin' ? verdict.name : verdict.run.name
}

/** The rows of an accepted segment, its holes and, where it begins one, its epoch. The show's lock is held. */
export async function writeSegment(
  tx: Tx,
  context: Context,
  runs: readonly Run[],
  verdict: Accepting,
  given: SegmentBytes & Timing & { container: Container; sha256: string; offset: number },
): Promise<AcceptedSegment> {
  const { showId, arrival } = given
  const receivedAt = new Date(Math.floor(arrival.endMicros / 1000))
  const before = runs.reduce<Run['last']>(
    (last, run) => (run.last && (!last || run.last.sequence > last.sequence) ? run.last : last),
    null,
  )
  let epochId: string
  let initId: string | null
  let init: string | null
  if (verdict.do === 'begin') {
    epochId = await openEpoch(tx, context, { ...given, ...verdict })
    const from = verdict.from?.init
    initId = from ? context.id('init') : null
    init = from?.file ?? null
    if (from && initId) await insertInit(tx, { ...from, id: initId, epochId, createdAt: context.now() })
  } else {
    epochId = verdict.run.epochId
    initId = verdict.run.init?.id ?? null
    init = verdict.run.init?.file ?? null
  }
  const rows = rowsFor(context, verdict, given, (before?.sequence ?? -1) + 1)
  await insertSegments(tx, showId, epochId, initId, receivedAt, rows)
  await moveEpoch(tx, epochId, given.number + 1, given.offset)

  const isFirst = verdict.do === 'begin' || verdict.run.last === null
  if (isFirst) await emit<MediaEvent>(tx, context, { type: 'media.epoch-opened', showId, epochId })
  else if (before && wasSilent(before, context.now()))
    await emit<MediaEvent>(tx, context, { type: 'media.signal-back', showId, epochId })
  await tellDoors(tx, showId)

  const epoch = nameOf(verdict)
  // As the rows count them: also runs of which nothing is left.
  const discontinuity = runs.filter((run) => run.expected !== null && run.name !== epoch).length
  return {
    epochId,
    epoch,
    began: verdict.do === 'begin',
    timing: given,
    segments: rows.map((row) => ({
      ...row,
      epoch,
      init,
      discontinuity,
      capturedAt: row.capturedAt.getTime(),
    })),
    lateMicros: arrival.endMicros - (given.startMicros + given.durationMicros + given.offset),
  }
}

function rowsFor(
  context: Context,
  verdict: Accepting,
  given: SegmentBytes & Timing & { sha256: string; offset: number },
  sequence: number,
): NewSegment[] {
  const holes = verdict.do === 'append' ? verdict.holes : 0
  const holeMicros = verdict.do === 'append' ? verdict.holeMicros : 0
  const captured = given.startMicros + given.offset
  const rows: NewSegment[] = []
  for (let i = 0; i < holes; i++) {
    const number = given.number - holes + i
    rows.push({
      id: context.id('segment'),
      sequence: sequence + i,
      number,
      file: `gap-${number}${given.file.slice(given.file.lastIndexOf('.'))}`,
      capturedAt: new Date(Math.round((captured - (holes - i) * holeMicros) / 1000)),
      durationMicros: holeMicros,
      byteLength: 0,
      sha256: '',
      independent: false,
      gap: true,
    })
  }
  rows.push({
    id: context.id('segment'),
    sequence: sequence + holes,
    number: given.number,
    file: given.file,
    capturedAt: new Date(Math.round(captured / 1000)),
    durationMicros: given.durationMicros,
    byteLength: given.bytes.byteLength,
    sha256: given.sha256,
    independent: given.independent,
    gap: false,
  })
  return rows
}
