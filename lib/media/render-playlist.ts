import type { PlaylistSegment } from './model.ts'

/** A product on air, unix milliseconds in the server's clock; `to` is null while it is. */
export interface PlaylistPin {
  readonly id: string
  readonly productId: string
  readonly from: number
  readonly to: number | null
}

export interface PlaylistInput {
  /** Consecutive by sequence; at least one. */
  readonly segments: readonly PlaylistSegment[]
  /** Whole seconds: the longest segment that the show ever had, rounded. */
  readonly targetDuration: number
  readonly pins: readonly PlaylistPin[]
  /** Nothing will follow. */
  readonly ended: boolean
}

/** EXT-X-GAP and EXT-X-DATERANGE are of 8; saying more than a playlist needs is allowed (RFC 8216bis, section 8). */
const VERSION = 8
/** Capture time is said anew when adding up the lengths would be off by more than this. */
const CLOCK_STEP_MS = 10

/**
 * A media playlist (RFC 8216 and its bis draft) from rows and pins: the same input gives the same text. Times
 * are capture times; addresses are relative to `/hls/{show}/`.
 */
export function renderPlaylist({ segments, targetDuration, pins, ended }: PlaylistInput): string {
  const [first] = segments
  const last = segments.at(-1)
  if (!first || !last) throw new Error('a playlist without segments')
  const lines = [
    '#EXTM3U',
    `#EXT-X-VERSION:${VERSION}`,
    `#EXT-X-TARGETDURATION:${targetDuration}`,
    '#EXT-X-SERVER-CONTROL:CAN-BLOCK-RELOAD=YES',
    // Only a playlist that begins at the beginning and is finished will never change again.
    ...(ended && first.sequence === 0 ? ['#EXT-X-PLAYLIST-TYPE:VOD'] : []),
    `#EXT-X-MEDIA-SEQUENCE:${first.sequence}`,
    `#EXT-X-DISCONTINUITY-SEQUENCE:${first.discontinuity}`,
    ...(segments.every(({ independent, gap }) => independent || gap) ? ['#EXT-X-INDEPENDENT-SEGMENTS'] : []),
  ]
  const from = first.capturedAt
  for (const pin of pins) if (pin.to === null || pin.to > from) lines.push(dateRange(pin))

  let before: PlaylistSegment | undefined
  let clock = 0
  for (const segment of segments) {
    const breaks = before !== undefined && segment.epoch !== before.epoch
    if (breaks) lines.push('#EXT-X-DISCONTINUITY')
    if (segment.init !== null && (breaks || segment.init !== before?.init))
      lines.push(`#EXT-X-MAP:URI="${segment.epoch}/${segment.init}"`)
    if (before === undefined || breaks || Math.abs(segment.capturedAt - clock) > CLOCK_STEP_MS) {
      lines.push(`#EXT-X-PROGRAM-DATE-TIME:${new Date(segment.capturedAt).toISOString()}`)
      clock = segment.capturedAt
    }
    if (segment.gap) lines.push('#EXT-X-GAP')
    lines.push(`#EXTINF:${seconds(segment.durationMicros)},`, `${segment.epoch}/${segment.file}`)
    clock += segment.durationMicros / 1000
    before = segment
  }
  if (ended) lines.push('#EXT-X-ENDLIST')
  return `${lines.join('\n')}\n`
}

/** The attributes stand in one order, so that two doors write the same line. */
function dateRange(pin: PlaylistPin): string {
  const attributes = [
    `ID="${quoted(pin.id)}"`,
    'CLASS="shop.cunbo.pin"',
    `START-DATE="${new Date(pin.from).toISOString()}"`,
  ]
  if (pin.to !== null)
    attributes.push(
      `END-DATE="${new Date(pin.to).toISOString()}"`,
      `DURATION=${((pin.to - pin.from) / 1000).toFixed(3)}`,
    )
  attributes.push(`X-PRODUCT="${quoted(pin.productId)}"`)
  return `#EXT-X-DATERANGE:${attributes.join(',')}`
}

/** A quoted string has no way to hold a quote or a line break (RFC 8216, 4.2), so they are percent-encoded. */
function quoted(text: string): string {
  return text.replace(/["\r\n]/g, encodeURIComponent)
}

function seconds(micros: number): string {
  return (micros / 1_000_000).toFixed(6).replace(/\.?0+$/, '')
}

/** The longest of these, in the whole seconds of EXT-X-TARGETDURATION (RFC 8216, 4.3.3.1: rounded, not cut). */
export function targetDurationOf(segments: readonly { readonly durationMicros: number }[]): number {
  return segments.reduce((most, { durationMicros }) => Math.max(most, wholeSeconds(durationMicros)), 1)
}

export function wholeSeconds(micros: number): number {
  return Math.round(micros / 1_000_000)
}
