import { LIVE_WINDOW_SEGMENTS, type PlaylistSegment } from '#lib/media/model.ts'
import { inWindow, liveWindow, segmentsAfter } from '#lib/media/queries.ts'
import { targetDurationOf } from '#lib/media/render-playlist.ts'

/** The live end of one show's film, in this door. */
export interface MediaStream {
  readonly showId: string
  readonly segments: readonly PlaylistSegment[]
  readonly targetDuration: number
  /** −1 without a segment. */
  readonly lastSequence: number
  /** Changes with every segment. */
  readonly version: number
}

export interface MediaStreams {
  /** Read from the rows at first, kept up to date from then on. */
  of(showId: string): MediaStream | Promise<MediaStream>
  /** Segments that this door is about to acknowledge; fulfilled when its playlists have them. */
  add(showId: string, segments: readonly PlaylistSegment[]): Promise<void>
  /** Another door may have acknowledged something. */
  heard(showId: string | 'all'): void
  /** Calls back once the show has this segment, or when `wake` is called for it. Returns how to stop waiting. */
  await(showId: string, sequence: number, then: () => void): () => void
  wake(showId: string): void
}

interface Kept extends MediaStream {
  segments: readonly PlaylistSegment[]
  targetDuration: number
  lastSequence: number
  version: number
  reading: Promise<MediaStream> | null
  again: boolean
  usedAt: number
}

interface Waiter {
  readonly sequence: number
  readonly then: () => void
}

/** Shows nobody asked for in this time are forgotten; rows bring them back. */
const IDLE_MS = 10 * 60_000
const TIDY_EVERY_MS = 60_000

export function keepStreams(): MediaStreams & { close(): void } {
  const streams = new Map<string, Kept>()
  const waiting = new Map<string, Set<Waiter>>()
  const tidy = setInterval(() => {
    for (const [showId, stream] of streams)
      if (Date.now() - stream.usedAt > IDLE_MS && !waiting.has(showId)) streams.delete(showId)
  }, TIDY_EVERY_MS)
  tidy.unref()

  function append(stream: Kept, more: readonly PlaylistSegment[]): void {
    const fresh = more.filter(({ sequence }) => sequence > stream.lastSequence)
    const last = fresh.at(-1)
    if (!last) return
    stream.segments = inWindow([...stream.segments, ...fresh])
    stream.targetDuration = Math.max(stream.targetDuration, targetDurationOf(fresh))
    stream.lastSequence = last.sequence
    stream.version++
    release(stream)
  }

  function release(stream: Kept): void {
    for (const waiter of waiting.get(stream.showId) ?? [])
      if (waiter.sequence <= stream.lastSequence) leave(stream.showId, waiter)
  }

  function leave(showId: string, waiter: Waiter): void {
    const set = waiting.get(showId)
    if (!set?.delete(waiter)) return
    if (set.size === 0) waiting.delete(showId)
    waiter.then()
  }

  async function readOn(stream: Kept): Promise<MediaStream> {
    do {
      stream.again = false
      if (stream.lastSequence < 0) {
        const window = await liveWindow(stream.showId)
        if (window) {
          stream.targetDuration = window.targetDuration
          append(stream, window.segments)
        }
      } else {
        const more = await segmentsAfter(stream.showId, stream.lastSequence)
        append(stream, more)
        // As many as one reading gives: there may be more after a long silence of the notices.
        if (more.length === LIVE_WINDOW_SEGMENTS) stream.again = true
      }
    } while (stream.again)
    return stream
  }

  function refresh(stream: Kept): Promise<MediaStream> {
    // What was said while the rows were read may be about rows that came after.
    if (stream.reading) stream.again = true
    stream.reading ??= readOn(stream).finally(() => {
      stream.reading = null
    })
    return stream.reading
  }

  return {
    of(showId) {
      const known = streams.get(showId)
      if (known) {
        known.usedAt = Date.now()
        // The first reading of a show is waited for; later ones only add to what is there.
        return known.lastSequence < 0 && known.reading ? known.reading : known
      }
      const stream: Kept = {
        showId,
        segments: [],
        targetDuration: 1,
        lastSequence: -1,
        version: 0,
        reading: null,
        again: false,
        usedAt: Date.now(),
      }
      streams.set(showId, stream)
      return refresh(stream).catch((error) => {
        streams.delete(showId)
        throw error
      })
    },
    async add(showId, segments) {
      const stream = streams.get(showId)
      const [first] = segments
      if (!stream || !first) return
      // What is being read meanwhile may bring the same: it is added once, by its number.
      if (first.sequence <= stream.lastSequence + 1) append(stream, segments)
      // Another door was in between. The rows are there, whether or not they can be read at this moment.
      else await refresh(stream).catch(() => {})
    },
    heard(showId) {
      for (const stream of showId === 'all' ? streams.values() : [streams.get(showId)])
        if (stream) void refresh(stream).catch(() => {})
    },
    await(showId, sequence, then) {
      const waiter = { sequence, then }
      const set = waiting.get(showId) ?? new Set()
      waiting.set(showId, set.add(waiter))
      return () => {
        set.delete(waiter)
        if (set.size === 0 && waiting.get(showId) === set) waiting.delete(showId)
      }
    },
    wake(showId) {
      for (const waiter of [...(waiting.get(showId) ?? [])]) leave(showId, waiter)
    },
    close() {
      clearInterval(tidy)
      for (const showId of [...waiting.keys()])
        for (const waiter of [...(waiting.get(showId) ?? [])]) leave(showId, waiter)
    },
  }
}
