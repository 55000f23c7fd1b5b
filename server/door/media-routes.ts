import type { IncomingMessage, ServerResponse } from 'node:http'
import type { Context } from '#lib/kernel/context.ts'
import { listen } from '#lib/kernel/listen.ts'
import type { Logger } from '#lib/kernel/log.ts'
import { openByteStore } from '#lib/media/byte-store.ts'
import { SEGMENT_LIMIT_BYTES, SIGNAL_LOST_AFTER_MS } from '#lib/media/model.ts'
import { runningEpochs } from '#lib/media/queries.ts'
import { removeOldReplays } from '#lib/media/remove-old-replays.ts'
import { reportSignalLost } from '#lib/media/report-signal-lost.ts'
import { MEDIA_CHANNEL } from '#lib/media/tell-doors.ts'
import { createIngest } from './ingest.ts'
import { createMediaRequests } from './media.ts'
import { notFound, OPEN_TO_ALL, refuseRead } from './media-answers.ts'
import { keepShows, type MediaShow } from './media-shows.ts'
import { watchSignals } from './media-signal.ts'
import { keepStreams } from './media-streams.ts'
import { createPlaylistRequests } from './playlist.ts'
import { startTimingReader } from './timing-reader.ts'

export interface MediaRoutesDeps {
  readonly log: Logger
  readonly dataDir: string
  readonly diskFloorBytes: number
  readonly replayDays: number
  /** A context under the request's id; without a request, for what the door does of itself. */
  readonly context: (request?: IncomingMessage) => Context
  /** Live's `doorShow({ slug })`. */
  readonly doorShow: (slug: string) => Promise<MediaShow | null>
  /** Whose guesses are counted. */
  readonly clientAddress: (request: IncomingMessage) => string
  /** Live's channel: a show's state or pins changed. */
  readonly showChannel: string
  /** How long an open epoch may be silent; tests have less patience. */
  readonly signalLostAfterMs?: number
}

export interface MediaRoutes {
  /**
   * What is in memory, before anything else is looked at: playlists and segments are nearly all that a door is asked
   * for. False when it takes more than that; then nothing was touched and `handle` is to be asked.
   */
  handleAtOnce(request: IncomingMessage, response: ServerResponse): boolean
  /** False when the address is not of media: then nothing was touched. */
  handle(request: IncomingMessage, response: ServerResponse, url: URL): Promise<boolean>
  close(): Promise<void>
}

/** A playlist without a question, or a file; whatever else it is, `handle` knows. */
const HELD_PATH = /^\/hls\/([a-z0-9-]+)\/(?:live\.m3u8|([A-Za-z0-9_-]+)\/([A-Za-z0-9._-]+))$/

/** A share of the floor stays free even while a show is on air: the database lives on the same disk. */
const RESERVE_SHARE = 1 / 16

/** `/ingest/…` and `/hls/…`: media in, playlists and media out. */
export function createMediaRoutes(deps: MediaRoutesDeps): MediaRoutes {
  const { log } = deps
  const store = openByteStore(deps.dataDir)
  const streams = keepStreams()
  const timing = startTimingReader(log)
  const shows = keepShows(deps.doorShow, (show) => {
    if (show.ended || show.hidden) streams.wake(show.id)
  })
  const media = createMediaRequests(shows, store)
  const playlists = createPlaylistRequests(shows, streams)
  const signals = watchSignals(
    deps.signalLostAfterMs ?? SIGNAL_LOST_AFTER_MS,
    (showId) => reportSignalLost(deps.context(), showId, deps.signalLostAfterMs ?? SIGNAL_LOST_AFTER_MS),
    log,
  )
  let makingRoom: Promise<unknown> | null = null
  const makeRoom = () => {
    // Whatever the floor is, the segment that did not fit must fit afterwards.
    const diskFloorBytes = deps.diskFloorBytes + SEGMENT_LIMIT_BYTES
    makingRoom ??= removeOldReplays(deps.context(), store, { ...deps, diskFloorBytes }, log)
      .catch((err) => log.error({ err }, 'could not make room on the disk'))
      .finally(() => {
        makingRoom = null
      })
  }
  const ingest = createIngest({
    log,
    context: deps.context,
    store,
    timing,
    streams,
    media,
    signals,
    clientAddress: deps.clientAddress,
    reserveBytes: deps.diskFloorBytes * RESERVE_SHARE,
    makeRoom,
  })
  const ear = listen({
    channels: [MEDIA_CHANNEL, deps.showChannel],
    onNotice(channel, showId) {
      if (channel === MEDIA_CHANNEL) streams.heard(showId)
      else shows.changed(showId)
    },
    onConnect() {
      streams.heard('all')
      shows.changed('all')
      runningEpochs().then(
        (running) => {
          for (const { showId, receivedAt } of running) signals.heard(showId, receivedAt)
        },
        (err) => log.warn({ err }, 'could not look for open epochs'),
      )
    },
    log,
  })

  async function read(
    request: IncomingMessage,
    response: ServerResponse,
    path: string,
    query: URLSearchParams,
  ) {
    if (request.method === 'OPTIONS') {
      // hls.js asks for ranges, which needs leave (Fetch standard, "CORS-preflight").
      response.writeHead(204, [
        'access-control-allow-methods',
        'GET, HEAD',
        'access-control-allow-headers',
        'range',
        'access-control-max-age',
        '86400',
        ...OPEN_TO_ALL,
      ])
      response.end()
      return
    }
    if (request.method !== 'GET' && request.method !== 'HEAD')
      return refuseRead(response, 405, 'Only GET and HEAD.')
    const [slug = '', second = '', third, ...more] = path.slice('/hls/'.length).split('/')
    if (!/^[a-z0-9][a-z0-9-]{0,99}$/i.test(slug) || more.length > 0) return notFound(response)
    if (third !== undefined) return await media.answer(request, response, slug, second, third)
    if (second !== 'live.m3u8') return notFound(response)
    return await playlists.answer(request, response, slug, query.get('_HLS_msn'))
  }

  return {
    handleAtOnce(request, response) {
      if (request.method !== 'GET') return false
      const match = HELD_PATH.exec(request.url ?? '')
      const show = match?.[1] !== undefined && shows.get(match[1])
      if (!show || show instanceof Promise || show.hidden) return false
      const [, , epoch, file] = match
      return epoch === undefined || file === undefined
        ? playlists.answerAtOnce(request, response, show)
        : media.answerAtOnce(request, response, show, epoch, file)
    },
    async handle(request, response, url) {
      // The address as it came: what was resolved on the way (`..`) must not lead anywhere.
      const raw = request.url ?? ''
      if (raw.startsWith('/ingest/') || url.pathname.startsWith('/ingest/')) {
        await ingest(request, response)
        return true
      }
      if (!raw.startsWith('/hls/')) return false
      try {
        const [path = ''] = raw.split('?', 1)
        await read(request, response, path, url.searchParams)
      } catch (err) {
        log.error({ err, url: raw }, 'could not serve media')
        refuseRead(response, 500, 'That did not work.')
      }
      return true
    },
    async close() {
      signals.close()
      streams.close()
      await Promise.all([ear.close(), timing.close(), makingRoom])
    },
  }
}
