import { type PinRange, pinsInPlaylist } from './pin-ranges.ts'
import type { Source, SourceOptions } from './source.ts'

// Safari's own (https://developer.apple.com/documentation/webkitjs/htmlmediaelement/1633370-getstartdate).
type DatedVideo = HTMLVideoElement & { getStartDate?: () => Date }

/** The browser hands no date ranges on, so the playlist is read beside it. Milliseconds. */
const PINS_EVERY_MS = 1_000
/** Safari plays about three target durations behind the edge. Seconds. */
const NATIVE_DELAY = 3

/** Plays with the browser's own HLS, where media source extensions are missing (older iPhones). */
export function openNativeSource({ video, playlist, live, onWaiting }: SourceOptions): Source {
  const dated: DatedVideo = video
  let ranges: readonly PinRange[] = []
  const stop = new AbortController()

  async function readPins() {
    try {
      const answer = await fetch(playlist, { signal: stop.signal })
      if (answer.ok) ranges = pinsInPlaylist(await answer.text())
    } catch {
      // The next round asks again; the picture does not depend on it.
    }
  }
  const reading = setInterval(readPins, PINS_EVERY_MS)
  void readPins()

  const retry = () => {
    onWaiting(true)
    setTimeout(() => {
      if (!stop.signal.aborted) video.load()
    }, PINS_EVERY_MS * 3)
  }
  video.addEventListener('error', retry, { signal: stop.signal })
  video.addEventListener('playing', () => onWaiting(false), { signal: stop.signal })
  video.src = playlist

  const startsAt = () => {
    const at = dated.getStartDate?.().getTime()
    return at === undefined || Number.isNaN(at) ? null : at
  }
  const edge = () => (video.seekable.length > 0 ? video.seekable.end(video.seekable.length - 1) : null)

  return {
    pictureAt() {
      const start = startsAt()
      return start === null || video.readyState < 2 ? null : start + video.currentTime * 1000
    },
    pins: () => ranges,
    behind() {
      const end = edge()
      return live && end !== null ? end - video.currentTime - NATIVE_DELAY : null
    },
    livePosition() {
      const end = edge()
      return end === null ? null : Math.max(0, end - NATIVE_DELAY)
    },
    positionOf(at) {
      const start = startsAt()
      return start === null ? null : Math.max(0, (at - start) / 1000)
    },
    headroom: () => null,
    close() {
      stop.abort()
      clearInterval(reading)
      video.removeAttribute('src')
      video.load()
    },
  }
}
