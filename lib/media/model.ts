// The words of media that anyone may read: limits with their reasons, names, faults. Media knows a show by its id.

/** A 6 s segment at 20 Mbit/s is 15 MB; nothing that a village uplink carries comes near. */
export const SEGMENT_LIMIT_BYTES = 16 * 1024 * 1024
/** Real init sections are 1 to 3 kB; a cover picture in the metadata may make them larger. */
export const INIT_LIMIT_BYTES = 1024 * 1024
/** Longer ones would keep viewers half a minute behind, and are how a wrong clock or a broken muxer shows. */
export const LONGEST_SEGMENT_MICROS = 30_000_000
/** 20 Mbit/s, averaged over ten seconds of media: beyond it a phone cannot play, and the disk fills by 9 GB an hour. */
export const RATE_WINDOW_MICROS = 10_000_000
export const RATE_WINDOW_BYTES = 25_000_000
/** A segment a tenth of a second long costs a row and a playlist line like any other. */
export const RATE_WINDOW_SEGMENTS = 100
/** Two hundred restarts of one show in a day are a loop, not a bad evening. */
export const EPOCHS_A_DAY = 200
/** Numbers that begin with the unix time leave no room to tell a hole from a new run. */
export const FIRST_NUMBER_LIMIT = 1_000_000
/** One segment a second for a hundred days; keeps clear of the column's 2^31. */
export const NUMBER_LIMIT = 10_000_000
/** Ten minutes of one-second segments: beyond, an honest break in the playlist says more than rows of holes. */
export const HOLES_AT_ONCE = 600
/** A viewer's player runs dry about here. */
export const SIGNAL_LOST_AFTER_MS = 6_000

/** How long an epoch may be silent, ms: longer segments are further apart without anything being wrong. */
export function patienceFor(segmentMicros: number, atLeastMs: number = SIGNAL_LOST_AFTER_MS): number {
  return Math.max(atLeastMs, segmentMicros / 500)
}

/** The window of a live playlist: far enough back to rewind to the last product. */
export const LIVE_WINDOW_MICROS = 600_000_000
/** And no more lines than this, whatever their length. */
export const LIVE_WINDOW_SEGMENTS = 1_200

/** Of an endless film at least this much: several times what a live playlist shows, for whoever paused it. */
export const LEAST_KEPT_MINUTES = 60
/** And so many segments at its end, whatever their age: after a long silence a live playlist shows what was before. */
export const LEAST_KEPT_SEGMENTS = 2 * LIVE_WINDOW_SEGMENTS

export type Container = 'FMP4' | 'MPEGTS'

/** A segment or a hole as playlists need it. `init` is null for MPEG-TS. */
export interface PlaylistSegment {
  readonly sequence: number
  /** Public names: `/hls/{show}/{epoch}/{file}`. */
  readonly epoch: string
  readonly file: string
  readonly init: string | null
  /** How many changes of epoch there were in the show up to and with this segment. */
  readonly discontinuity: number
  /** Unix milliseconds, server's clock. */
  readonly capturedAt: number
  readonly durationMicros: number
  readonly independent: boolean
  readonly gap: boolean
}

/** What the media itself says. Micros are of the encoder's own clock. */
export interface Timing {
  readonly startMicros: number
  readonly durationMicros: number
  /** Begins with a key frame (or has no video, so that every sample is one). */
  readonly independent: boolean
}

/** Why bytes were not taken. Each becomes one sentence for whoever set up the encoder. */
export type MediaFault =
  | { readonly code: 'unknown-key' }
  | { readonly code: 'not-media'; readonly why: 'unreadable' | 'truncated' | 'no-track' | 'not-an-init' }
  | { readonly code: 'odd-timing'; readonly seconds: number }
  | { readonly code: 'clock-off'; readonly seconds: number }
  | { readonly code: 'odd-number'; readonly most: number }
  | { readonly code: 'init-first' }
  | { readonly code: 'other-container'; readonly container: Container }
  | { readonly code: 'out-of-order'; readonly expected: number }
  | { readonly code: 'other-content'; readonly expected: number }
  | { readonly code: 'taken-over' }
  | { readonly code: 'too-many-epochs' }
  | { readonly code: 'too-much' }
  | { readonly code: 'disk-full' }
  | { readonly code: 'busy' }

/** Segments end their names with a number; the last run of digits counts: `index12.m4s` is 12. Null above the limit. */
export function numberOf(file: string): number | null {
  const digits = /(\d+)\D*$/.exec(file.slice(0, file.lastIndexOf('.')))?.[1]
  return digits !== undefined && Number(digits) <= NUMBER_LIMIT ? Number(digits) : null
}

/** What is sent, by its name alone; what it really is, the bytes tell later. */
export function kindOf(file: string): 'init' | 'segment' | 'playlist' | null {
  if (/\.init$/.test(file) || /^init[\w-]*\.mp4$/.test(file)) return 'init'
  if (/\.(m4s|mp4|ts)$/.test(file)) return 'segment'
  if (/\.m3u8$/.test(file)) return 'playlist'
  return null
}

export function containerOf(file: string): Container {
  return file.endsWith('.ts') ? 'MPEGTS' : 'FMP4'
}

/** A word for an epoch, as an encoder's address says it and as the public address repeats it. */
export function isEpochWord(word: string): boolean {
  return /^[A-Za-z0-9][A-Za-z0-9_-]{0,39}$/.test(word)
}

/** No separators, no leading dot or minus, no two dots in a row: nothing that a file system could read as a way. */
export function isMediaFile(file: string): boolean {
  return /^[A-Za-z0-9_][A-Za-z0-9._-]{0,79}$/.test(file) && !file.includes('..')
}
