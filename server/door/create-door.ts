import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http'
import type { Logger } from '#lib/kernel/log.ts'
import { clientOf } from './client-address.ts'
import { connectionTurns } from './connection-turns.ts'
import type { DoorConfig } from './door-config.ts'
import type { FeedHub } from './feed-hub.ts'
import { feedRoutes } from './feed-routes.ts'
import type { MediaRoutes } from './media-routes.ts'
import { pageRoutes } from './page-routes.ts'
import { type PictureFile, servePicture } from './pictures.ts'
import { isReady, type Readiness } from './readiness.ts'
import { refuse } from './refuse.ts'
import { requestIds } from './request-ids.ts'
import { isOurHost } from './same-site.ts'
import { ALWAYS } from './security-headers.ts'
import { staticFiles } from './static-files.ts'

export interface DoorDeps {
  readonly config: DoorConfig
  readonly media: MediaRoutes
  readonly hub: FeedHub
  readonly showIdOf: (slug: string) => Promise<string | null>
  readonly pictureFile: PictureFile
  readonly ready: () => Promise<Readiness>
  readonly log: Logger
}

export interface Door {
  readonly server: Server
  /** Takes no more connections, ends what waits, gives the rest some time. */
  drain(patienceMs: number): Promise<void>
}

/** A slow reader of headers is cut off; bodies may take as long as a phone on a hill needs for a segment. */
const HEADERS_TIMEOUT_MS = 20_000
const REQUEST_TIMEOUT_MS = 300_000
/** Longer than a page's pictures and segments are apart, shorter than anybody's patience with idle memory. */
const KEEP_ALIVE_MS = 30_000
/** Ten thousand phones that come back at once stand in a queue, not before a closed door. */
const BACKLOG = 4_096

/** The front door: decides by the address alone who answers, and that nothing leaves without its headers. */
export function createDoor(deps: DoorDeps): Door {
  const { config, media, hub, log } = deps
  const feed = feedRoutes({ hub, showIdOf: deps.showIdOf, log })
  const files = staticFiles(config.staticDir, '/_next/static/')
  const pages = pageRoutes(config, log)
  const turns = connectionTurns()
  let draining = false

  async function answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    if (draining) response.setHeader('Connection', 'close')
    const before = turns.came(request, response)
    if (media.handleAtOnce(request, response)) return
    if (before && !(await turns.after(before, request.socket))) return
    const url = addressOf(request.url ?? '')
    if (!url) return refuse(response, 400, 'That is not an address.')
    // Media first and bare: it says its own headers, and a tenth of a millisecond counts here.
    if (await media.handle(request, response, url)) return

    for (const [name, value] of Object.entries(ALWAYS)) response.setHeader(name, value)
    response.setHeader('X-Request-Id', requestIds.of(request))
    if (url.pathname === '/healthz') return refuse(response, 200, 'ok')
    if (url.pathname === '/readyz') return await sayReady(response)
    // RFC 9112, 3.2: of two names nobody knows which one a proxy in front went by.
    const [host = '', second] = request.headersDistinct.host ?? []
    if (second !== undefined) return refuse(response, 400, 'That is not an address.')
    if (!isOurHost(host, config, request.socket.localAddress))
      return refuse(response, 421, `This shop answers at ${config.publicUrl.origin}.`)
    if (url.pathname.startsWith('/feed/'))
      return await feed.handle(request, response, url, clientOf(request, config.trustsProxy).address)
    if (request.method === 'GET' || request.method === 'HEAD') {
      if (await files.serve(request, response, url.pathname)) return
      if (url.pathname.startsWith('/pictures/')) {
        if (await servePicture(request, response, url.pathname, deps.pictureFile)) return
        return refuse(response, 404, 'There is no such picture.')
      }
    }
    await pages.handle(request, response, url)
  }

  async function sayReady(response: ServerResponse): Promise<void> {
    const state = await deps.ready()
    response.writeHead(isReady(state) && !draining ? 200 : 503, {
      'Content-Type': 'application/json; charset=utf-8',
      'Cache-Control': 'no-store',
    })
    response.end(`${JSON.stringify(state)}\n`)
  }

  const server = createServer(
    {
      headersTimeout: HEADERS_TIMEOUT_MS,
      requestTimeout: REQUEST_TIMEOUT_MS,
      keepAliveTimeout: KEEP_ALIVE_MS,
      noDelay: true,
    },
    (request, response) => {
      answer(request, response).catch((err) => {
        log.error({ err, requestId: requestIds.of(request) }, 'the door could not answer')
        if (response.headersSent) response.destroy()
        else refuse(response, 500, 'That did not work.')
      })
    },
  )
  server.on('upgrade', pages.upgrade)

  return {
    server,
    async drain(patienceMs) {
      draining = true
      const gone = new Promise<void>((resolve) => server.close(() => resolve()))
      server.closeIdleConnections()
      await Promise.all([hub.close(), media.close()])
      const harsh = setTimeout(() => server.closeAllConnections(), patienceMs)
      await gone
      clearTimeout(harsh)
    },
  }
}

export function listen(server: Server, port: number, host: string): Promise<void> {
  return new Promise((resolve, reject) => {
    server.once('error', reject)
    server.listen({ port, host, backlog: BACKLOG }, () => {
      server.off('error', reject)
      resolve()
    })
  })
}

/**
 * The path and question of a request; null for other hosts' addresses and what does not decode. Nothing of ours has a
 * percent sign in its path, and Next decodes some paths twice: what was hidden in two layers would come out behind us.
 * A NUL no database takes as text.
 */
function addressOf(raw: string): URL | null {
  const url = raw.startsWith('/') ? URL.parse(raw, 'http://door') : null
  if (url?.host !== 'door' || url.search.includes('%00')) return null
  try {
    return /[%\0]/.test(decodeURIComponent(url.pathname)) ? null : url
  } catch {
    return null
  }
}
