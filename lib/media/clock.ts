import type { MediaFault, Timing } from './model.ts'

/** When something arrived, unix micros in the server's clock. */
export interface Arrival {
  /** The request's head: a sender that has the whole segment begins here, however slow its uplink. */
  readonly headMicros: number
  /** The last byte. */
  readonly endMicros: number
  /** What the sender's own clock said when it began to send, where it tells (`x-sent-at`). */
  readonly sentMicros: number | null
}

/** Timestamps from here on (1 January 2001) are read as unix time: nobody streams for thirty-one years. */
const UNIX_TIME_FROM_MICROS = Date.UTC(2001, 0, 1) * 1000
/**
 * The commonest wrong clock is wrong by exactly an hour, where nobody set it to summer or to winter: the way through
 * the network and what a cheap clock loses in a month come on top of that.
 */
const MOST_OFF_MICROS = 65 * 60_000_000
/** A stated clock that is this close is right: the rest is the way through the network. */
const CLOSE_MICROS = 1_000_000

export function isUnixTime(micros: number): boolean {
  return micros >= UNIX_TIME_FROM_MICROS
}

/**
 * Server clock minus media clock for a new run, micros, decided at its first segment and kept for the whole of it:
 * capture time = timestamp + offset. Reasons in docs/decisions/0007-ingest.md.
 */
export function decideClock(
  timing: Timing,
  arrival: Arrival,
): { readonly ok: true; readonly offset: number } | { readonly ok: false; readonly fault: MediaFault } {
  const end = timing.startMicros + timing.durationMicros
  // The last frame was captured when the last byte came, or before: nothing is captured in the future.
  const latest = arrival.endMicros - end
  if (!isUnixTime(timing.startMicros)) return { ok: true, offset: latest }

  if (arrival.sentMicros !== null) {
    const stated = arrival.headMicros - arrival.sentMicros
    if (Math.abs(stated) > MOST_OFF_MICROS) return refuse(stated)
    return { ok: true, offset: Math.min(Math.abs(stated) <= CLOSE_MICROS ? 0 : stated, latest) }
  }
  const behind = arrival.headMicros - end
  if (behind > MOST_OFF_MICROS) return refuse(behind)
  if (latest < -MOST_OFF_MICROS) return refuse(latest)
  // Behind is footage that waited for a signal; ahead is a clock that runs ahead.
  return { ok: true, offset: Math.min(0, latest) }
}

function refuse(behindMicros: number): { ok: false; fault: MediaFault } {
  return { ok: false, fault: { code: 'clock-off', seconds: Math.round(-behindMicros / 1_000_000) } }
}
