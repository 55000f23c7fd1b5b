import type { IncomingMessage, ServerResponse } from 'node:http'
import { promisify } from 'node:util'
import { gzip } from 'node:zlib'
import { wholeShow } from '#lib/media/queries.ts'
import { renderPlaylist, targetDurationOf } from '#lib/media/render-playlist.ts'
import { notFound, OPEN_TO_ALL, refuseRead } from './media-answers.ts'
import type { KnownShow, KnownShows } from './media-shows.ts'
import type { MediaStream, MediaStreams } from './media-streams.ts'

/** `_HLS_msn` may ask this far past the last segment (RFC 8216bis, 6.2.5.2). */
const FURTHEST_AHEAD = 2
/** A blocked request is answered after three target durations, and before players give up on the connection. */
const LONGEST_WAIT_MS = 8_000
/** Whole films are long texts; the first that were rendered go first. */
const MOST_WHOLE_FILMS = 40

const squeeze = promisify(gzip)

/** A playlist as it is sent to everyone who asks while nothing changes. */
interface Rendered {
  readonly key: string
  /** ASCII, as names and ids are: sent as a string, it shares one write with its head. */
  readonly text: string
  /** For the address without a question, which is asked for most. */
  readonly headers: readonly string[]
  /** Made once somebody takes it: ten minutes of lines shrink to a tenth. */
  packed: Promise<Buffer> | null
}

export interface PlaylistRequests {
  /** `GET /hls/{slug}/live.m3u8`; `msn` is the raw `_HLS_msn`, null when it was not asked for. */
  answer(request: IncomingMessage, response: ServerResponse, slug: string, msn: string | null): Promise<void>
  /** The same without `_HLS_msn`, at once, if it is rendered and nobody packs it; false and untouched otherwise. */
  answerAtOnce(request: IncomingMessage, response: ServerResponse, show: KnownShow): boolean
}

export function createPlaylistRequests(shows: KnownShows, streams: MediaStreams): PlaylistRequests {
  const live = new WeakMap<MediaStream, Rendered>()
  const films = new Map<string, Promise<Rendered | null>>()

  function renderLive(stream: MediaStream, show: KnownShow): Rendered {
    const key = `${stream.version} ${show.version}`
    const known = live.get(stream)
    if (known?.key === key) return known
    const { segments, targetDuration } = stream
    const text = renderPlaylist({ segments, targetDuration, pins: show.pins, ended: show.ended })
    const rendered = renderedFrom(key, text, 'public, max-age=1')
    live.set(stream, rendered)
    return rendered
  }

  function filmOf(show: KnownShow): Promise<Rendered | null> {
    const key = `${show.id} ${show.version}`
    const known = films.get(key)
    if (known) return known
    const rendering = renderFilm(show, key)
    films.set(key, rendering)
    rendering.catch(() => films.delete(key))
    const [oldest] = films.keys()
    if (films.size > MOST_WHOLE_FILMS && oldest !== undefined) films.delete(oldest)
    return rendering
  }

  function arrival(stream: MediaStream, sequence: number, response: ServerResponse): Promise<void> {
    return new Promise((resolve) => {
      const done = () => {
        clearTimeout(timer)
        response.off('close', leave)
        resolve()
      }
      const stop = streams.await(stream.showId, sequence, done)
      const leave = () => {
        stop()
        done()
      }
      const timer = setTimeout(leave, Math.min(3_000 * stream.targetDuration, LONGEST_WAIT_MS))
      response.once('close', leave)
    })
  }

  return {
    answerAtOnce(request, response, show) {
      if (show.ended || request.headers['accept-encoding']?.includes('gzip')) return false
      const stream = streams.of(show.id)
      if (stream instanceof Promise || stream.lastSequence < 0) return false
      const { text, headers } = renderLive(stream, show)
      response.writeHead(200, headers as string[])
      response.end(text, 'latin1')
      return true
    },

    async answer(request, response, slug, msn) {
      const known = shows.get(slug)
      const show = known instanceof Promise ? await known : known
      if (!show || show.hidden) return notFound(response)
      if (msn !== null && !/^\d{1,10}$/.test(msn))
        return refuseRead(response, 400, '_HLS_msn is a whole number.')
      // Those who were there to the end get the end of what they watch; those who come later get all of it.
      if (show.ended && msn === null) {
        const film = await filmOf(show)
        return film ? await send(request, response, film, 'public, max-age=10') : notFound(response)
      }
      const found = streams.of(show.id)
      const stream = found instanceof Promise ? await found : found
      if (stream.lastSequence < 0) return notFound(response)
      const wanted = msn === null ? 0 : Number(msn)
      if (!show.ended && wanted > stream.lastSequence + FURTHEST_AHEAD)
        return refuseRead(response, 400, `_HLS_msn is too far ahead: ${stream.lastSequence} is the last.`)
      if (!show.ended && wanted > stream.lastSequence) await arrival(stream, wanted, response)
      if (response.destroyed) return
      // The show may have got another pin, or its end, while this waited.
      const again = shows.get(slug)
      const now = (again instanceof Promise ? await again : again) ?? show
      if (now.hidden) return notFound(response)
      await send(request, response, renderLive(stream, now), keptFor(stream, now, msn, wanted))
    },
  }
}

async function renderFilm(show: KnownShow, key: string): Promise<Rendered | null> {
  const segments = await wholeShow(show.id)
  if (segments.length === 0) return null
  const targetDuration = targetDurationOf(segments)
  const text = renderPlaylist({ segments, targetDuration, pins: show.pins, ended: true })
  return renderedFrom(key, text, 'public, max-age=10')
}

/** How long caches may keep the answer. */
function keptFor(stream: MediaStream, show: KnownShow, msn: string | null, wanted: number): string {
  if (show.ended) return 'public, max-age=10'
  if (msn === null) return 'public, max-age=1'
  // This very address is asked for by everyone at the same moment and by nobody later (RFC 8216bis, B.1).
  if (wanted <= stream.lastSequence) return `public, max-age=${6 * stream.targetDuration}`
  // It waited in vain: the same text again, which players take as "nothing new yet".
  return 'no-store'
}

async function send(
  request: IncomingMessage,
  response: ServerResponse,
  rendered: Rendered,
  cacheControl: string,
): Promise<void> {
  const { 'accept-encoding': accepts } = request.headers
  if (accepts === undefined || !/\bgzip\b/.test(String(accepts))) {
    response.writeHead(200, headersFor(rendered.text.length, cacheControl))
    response.end(rendered.text, 'latin1')
    return
  }
  rendered.packed ??= squeeze(rendered.text, { level: 6 })
  const body = await rendered.packed
  response.writeHead(200, [...headersFor(body.length, cacheControl), 'content-encoding', 'gzip'])
  response.end(body)
}

function renderedFrom(key: string, text: string, cacheControl: string): Rendered {
  return { key, text, headers: headersFor(text.length, cacheControl), packed: null }
}

function headersFor(length: number, cacheControl: string): string[] {
  return [
    'content-type',
    'application/vnd.apple.mpegurl',
    'content-length',
    String(length),
    'cache-control',
    cacheControl,
    'vary',
    'accept-encoding',
    ...OPEN_TO_ALL,
  ]
}
