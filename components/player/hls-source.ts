import Hls, { type HlsConfig, type LevelDetails } from 'hls.js/light'
import { type PinRange, pinOf } from './pin-ranges.ts'
import type { Source, SourceOptions } from './source.ts'

const LIVE: Partial<HlsConfig> = {
  // Two one-second segments behind the edge: 2.1 s glass to glass where it was tried.
  liveSyncDurationCount: 2,
  // The chase is ours (catch-up.ts): hls.js gives up after a long stall.
  maxLiveSyncPlaybackRate: 1,
  // The playlist holds ten minutes; so much may be gone back without a new request.
  backBufferLength: 60,
  maxBufferLength: 20,
}

const REPLAY: Partial<HlsConfig> = { maxBufferLength: 30, backBufferLength: 60 }

/** A stream that does not answer is asked again: soon at first, never more often than this. Milliseconds. */
const RETRY_MS = 3_000

export function canPlayWithHls(): boolean {
  return Hls.isSupported()
}

export function openHlsSource({ video, playlist, live, onWaiting }: SourceOptions): Source {
  const hls = new Hls({ ...(live ? LIVE : REPLAY), enableWorker: true })
  let retry: ReturnType<typeof setTimeout> | undefined

  hls.on(Hls.Events.ERROR, (_event, { fatal, type }) => {
    if (!fatal) return
    if (type === Hls.ErrorTypes.MEDIA_ERROR) {
      hls.recoverMediaError()
      return
    }
    onWaiting(true)
    clearTimeout(retry)
    // A playlist that never loaded has no level to go on with: begin again from the address.
    retry = setTimeout(() => (hls.levels.length > 0 ? hls.startLoad() : hls.loadSource(playlist)), RETRY_MS)
  })
  hls.on(Hls.Events.FRAG_BUFFERED, () => onWaiting(false))
  hls.loadSource(playlist)
  hls.attachMedia(video)

  let seen: LevelDetails | null = null
  let ranges: readonly PinRange[] = []

  return {
    pictureAt: () => hls.playingDate?.getTime() ?? null,
    pins() {
      const details = hls.latestLevelDetails
      if (details && details !== seen) {
        seen = details
        ranges = Object.values(details.dateRanges).flatMap(
          (range) => pinOf((name) => range?.attr[name]) ?? [],
        )
      }
      return ranges
    },
    behind() {
      if (!live || hls.targetLatency === null || !hls.latestLevelDetails) return null
      return hls.latency - hls.targetLatency
    },
    livePosition: () => hls.liveSyncPosition,
    positionOf(at) {
      const fragments = hls.latestLevelDetails?.fragments ?? []
      const home = fragments.find(
        ({ programDateTime: from, duration }) => from !== null && from <= at && at < from + duration * 1000,
      )
      // Before the first picture or in a hole: the next picture there is.
      const next = home ?? fragments.find(({ programDateTime: from }) => from !== null && from >= at)
      if (!next || next.programDateTime === null) return null
      return next.start + Math.max(0, at - next.programDateTime) / 1000
    },
    headroom() {
      const bitrate = hls.levels[hls.currentLevel]?.bitrate
      const loaded = hls.latestLevelDetails?.fragments.findLast(({ stats }) => stats.loaded > 0)
      const perSecond = bitrate || (loaded ? (loaded.stats.loaded * 8) / loaded.duration : 0)
      return perSecond > 0 ? hls.bandwidthEstimate / perSecond : null
    },
    close() {
      clearTimeout(retry)
      hls.destroy()
    },
  }
}
