import { NOTHING_SEEN, type Seen } from '#lib/media/judge.ts'
import { RATE_WINDOW_BYTES, RATE_WINDOW_MICROS, RATE_WINDOW_SEGMENTS, type Timing } from '#lib/media/model.ts'

/** Words of encoders are theirs to choose: no more than this many are remembered. */
const MOST_ENCODERS = 1_000

/** What this door remembers of encoders between their requests. Losing it costs an encoder one 409. */
export interface IngestMemory {
  seen(encoder: string): Seen
  note(encoder: string, seen: Partial<Seen>): void
}

export function createIngestMemory(): IngestMemory {
  const encoders = new Map<string, Seen>()
  return {
    seen: (encoder) => encoders.get(encoder) ?? NOTHING_SEEN,
    note(encoder, seen) {
      const next = { ...(encoders.get(encoder) ?? NOTHING_SEEN), ...seen }
      encoders.delete(encoder)
      encoders.set(encoder, next)
      const [oldest] = encoders.keys()
      if (encoders.size > MOST_ENCODERS && oldest !== undefined) encoders.delete(oldest)
    },
  }
}

/** Bits and segments per second of media, per show: what waited for a signal may come as fast as the uplink allows. */
export interface RateWindow {
  allows(showId: string, timing: Timing, byteLength: number): boolean
  count(showId: string, timing: Timing, byteLength: number): void
}

export function createRateWindow(): RateWindow {
  const windows = new Map<string, { end: number; bytes: number }[]>()

  function within(showId: string, timing: Timing) {
    const from = timing.startMicros + timing.durationMicros - RATE_WINDOW_MICROS
    const to = timing.startMicros + timing.durationMicros
    return (windows.get(showId) ?? []).filter(({ end }) => end > from && end <= to)
  }

  return {
    allows(showId, timing, byteLength) {
      const recent = within(showId, timing)
      const bytes = recent.reduce((sum, entry) => sum + entry.bytes, byteLength)
      return bytes <= RATE_WINDOW_BYTES && recent.length < RATE_WINDOW_SEGMENTS
    },
    count(showId, timing, byteLength) {
      const recent = within(showId, timing)
      recent.push({ end: timing.startMicros + timing.durationMicros, bytes: byteLength })
      windows.delete(showId)
      windows.set(showId, recent)
      const [oldest] = windows.keys()
      if (windows.size > MOST_ENCODERS && oldest !== undefined) windows.delete(oldest)
    },
  }
}
