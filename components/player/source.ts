import type { PinRange } from './pin-ranges.ts'

/** What plays the stream into a video element: hls.js where media source extensions are, else the browser itself. */
export interface Source {
  /** Capture time of the picture on screen, milliseconds; null before the first. */
  pictureAt(): number | null
  pins(): readonly PinRange[]
  /** Seconds behind where a follower of the live picture should be; null in a replay or before it is known. */
  behind(): number | null
  /** Where to jump to be live, in the element's seconds. */
  livePosition(): number | null
  /** The element's second at which the picture captured at `at` plays; null when it is not there. */
  positionOf(at: number): number | null
  /** Bandwidth ÷ bitrate of what plays; null when not known. */
  headroom(): number | null
  close(): void
}

export interface SourceOptions {
  readonly video: HTMLVideoElement
  readonly playlist: string
  readonly live: boolean
  /** Nothing to play yet, or no more: the source keeps trying. */
  onWaiting(waiting: boolean): void
}
