import 'server-only'
import type { Tx } from '#lib/kernel/transaction.ts'
import { LIVE_WINDOW_MICROS, LIVE_WINDOW_SEGMENTS, numberOf, type PlaylistSegment } from './model.ts'
import { wholeSeconds } from './render-playlist.ts'
import { openEpochs } from './store.ts'
import {
  endlessBeginning,
  extentOf,
  isStored,
  lastReceived,
  markedEndless,
  positionsOf,
  segmentsBetween,
  signalRow,
} from './store-reads.ts'

/** Far more than a show ever has: a week of one-second segments. */
const WHOLE_SHOW_SEGMENTS = 604_800

/** The end of a show's film, as a live playlist needs it. */
export interface LiveWindow {
  readonly segments: readonly PlaylistSegment[]
  /** Whole seconds, of the longest segment that the show ever had. */
  readonly targetDuration: number
}

/** Null when the show has no segment. */
export async function liveWindow(showId: string): Promise<LiveWindow | null> {
  const extent = await extentOf(showId)
  if (!extent) return null
  const segments = await segmentsBetween(
    showId,
    extent.lastSequence + 1 - LIVE_WINDOW_SEGMENTS,
    extent.lastSequence + 1,
    LIVE_WINDOW_SEGMENTS,
  )
  return { segments: inWindow(segments), targetDuration: Math.max(1, wholeSeconds(extent.longestMicros)) }
}

/** The last ten minutes of these. */
export function inWindow(segments: readonly PlaylistSegment[]): PlaylistSegment[] {
  let micros = 0
  let from = segments.length
  while (from > 0 && segments.length - from < LIVE_WINDOW_SEGMENTS) {
    micros += segments[from - 1]?.durationMicros ?? 0
    if (micros > LIVE_WINDOW_MICROS && from < segments.length) break
    from--
  }
  return segments.slice(from)
}

/** What came after this sequence number: of this door or another. */
export async function segmentsAfter(showId: string, sequence: number): Promise<PlaylistSegment[]> {
  return await segmentsBetween(showId, sequence + 1, 2 ** 31 - 1, LIVE_WINDOW_SEGMENTS)
}

/** The whole film, from its first segment. */
export async function wholeShow(showId: string): Promise<PlaylistSegment[]> {
  return await segmentsBetween(showId, 0, 2 ** 31 - 1, WHOLE_SHOW_SEGMENTS)
}

/** When what is left of an endless film begins; null where the whole film is kept. */
export async function filmKeptSince(showId: string): Promise<Date | null> {
  return await endlessBeginning(showId)
}

/** Those of these shows that have no end in sight (`keepLatest`). */
export async function endlessOf(showIds: readonly string[]): Promise<Set<string>> {
  return new Set(await markedEndless(showIds))
}

/** Whether this file of the show was acknowledged. Bytes alone do not count: their row may never have come. */
export async function isMediaThere(showId: string, epoch: string, file: string): Promise<boolean> {
  return await isStored(showId, epoch, file, numberOf(file))
}

/** The runs that are open and have a picture, with the time of their last segment (unix ms). */
export async function runningEpochs(): Promise<
  { readonly showId: string; readonly epochId: string; readonly receivedAt: number }[]
> {
  return await openEpochs(null, null)
}

/** When each of these shows last received something; shows without a segment are not in it. */
export async function lastSegmentAt(showIds: readonly string[], tx?: Tx): Promise<Map<string, Date>> {
  return new Map((await lastReceived(showIds, tx)).map((row) => [row.showId, row.receivedAt]))
}

/** How the encoder is heard, for the studio. */
export interface Signal {
  /** Public name of the newest epoch. */
  readonly epoch: string
  readonly container: 'FMP4' | 'MPEGTS'
  /** False when the run was closed: by a newer one, by a revoked key, by the end of the show. */
  readonly open: boolean
  readonly lastSegmentAt: Date
  /** Capture time of the last frame. */
  readonly capturedUntil: Date
  /** Over the last ten seconds of media. */
  readonly bitsPerSecond: number
  /** Holes in the whole show and in the last minute. */
  readonly gaps: number
  readonly recentGaps: number
}

/** Null before the first segment. */
export async function signalOf(showId: string): Promise<Signal | null> {
  const row = await signalRow(showId)
  if (!row) return null
  return {
    epoch: row.epoch,
    container: row.container,
    open: row.state === 'OPEN',
    lastSegmentAt: row.receivedAt,
    capturedUntil: row.capturedEnd,
    bitsPerSecond: row.micros === 0n ? 0 : Math.round(Number((row.bytes * 8_000_000n) / row.micros)),
    gaps: Number(row.gaps),
    recentGaps: Number(row.recentGaps),
  }
}

/**
 * Where in the replay each of these moments (server's clock) is to be seen: seconds from its beginning. Null for
 * moments after its end; moments that fell into a silence lead to the next picture.
 */
export async function replayMoments(showId: string, moments: readonly Date[]): Promise<(number | null)[]> {
  if (moments.length === 0) return []
  return (await positionsOf(showId, moments)).map(({ seconds }) => seconds)
}
