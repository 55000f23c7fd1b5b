import type { IncomingMessage, ServerResponse } from 'node:http'
import type { Logger } from '#lib/kernel/log.ts'
import { retryHint } from './feed-frame.ts'
import type { FeedHub } from './feed-hub.ts'
import { takeSocket } from './take-socket.ts'

/** Of one address, which may be a village behind one carrier: far above what it watches, far below what hurts. */
const LINES_PER_ADDRESS = 2_000
/** An unknown address is asked about again after this long, so that a show just made is found. */
const UNKNOWN_FOR_MS = 5_000
const KNOWN_SLUGS = 20_000

const HEADERS = {
  'Content-Type': 'text/event-stream; charset=utf-8',
  'Cache-Control': 'no-store',
  // nginx would keep small frames back until they fill a buffer.
  'X-Accel-Buffering': 'no',
  'X-Content-Type-Options': 'nosniff',
} as const

export interface FeedRoutes {
  handle(request: IncomingMessage, response: ServerResponse, url: URL, address: string): Promise<void>
}

/** `GET /feed/{show}?since=N` and `GET /feed/stock`. */
export function feedRoutes(options: {
  hub: FeedHub
  showIdOf: (slug: string) => Promise<string | null>
  log: Logger
}): FeedRoutes {
  const { hub, log } = options
  const showIdOf = remembered(options.showIdOf)
  const lines = new Map<string, number>()

  return {
    async handle(request, response, url, address) {
      const slug = /^\/feed\/([a-z0-9-]{1,80})$/.exec(url.pathname)?.[1]
      const since = wantedFrom(request, url)
      if (!slug) return refuse(response, 404, 'There is no such feed.')
      if (request.method !== 'GET') return refuse(response, 405, 'A feed can only be listened to.')
      if (since === undefined) return refuse(response, 400, 'since and Last-Event-ID are whole numbers.')
      if (!isLoopback(address) && (lines.get(address) ?? 0) >= LINES_PER_ADDRESS)
        return refuse(response, 429, 'Too many lines from this address are open.')
      // While the database is away nobody knows whether the show exists: the browser is let in and sent back, because
      // an EventSource that is refused once never comes again.
      const showId = slug === 'stock' ? slug : await showIdOf(slug).catch(() => undefined)
      if (showId === null) return refuse(response, 404, 'There is no such show.')
      if (request.socket.destroyed) return

      const socket = takeSocket(request, response, HEADERS)
      socket.write(retryHint(Math.random()))
      if (showId === undefined) return socket.destroySoon()
      lines.set(address, (lines.get(address) ?? 0) + 1)
      socket.once('close', () => {
        const left = (lines.get(address) ?? 1) - 1
        if (left > 0) lines.set(address, left)
        else lines.delete(address)
      })
      try {
        await (slug === 'stock' ? hub.joinLevels(socket) : hub.join(showId, socket, since))
      } catch (err) {
        log.warn({ err, showId }, 'could not bring a viewer into the feed')
        socket.destroySoon()
      }
    },
  }
}

/**
 * The number she has already. On a reconnection a browser repeats the page's address and adds how far it came since,
 * so its own word goes first. Null: from now on; undefined: nonsense.
 */
function wantedFrom(request: IncomingMessage, url: URL): number | null | undefined {
  const given = request.headers['last-event-id'] || url.searchParams.get('since')
  if (!given) return null
  return /^\d{1,10}$/.test(String(given)) ? Number(given) : undefined
}

/** A proxy in front that nobody named, or this machine itself: to count it would shut out everybody. */
function isLoopback(address: string): boolean {
  return address === '::1' || address.startsWith('127.')
}

function refuse(response: ServerResponse, status: number, sentence: string): void {
  response.writeHead(status, { 'Content-Type': 'text/plain; charset=utf-8', 'Cache-Control': 'no-store' })
  response.end(`${sentence}\n`)
}

/** Addresses never change hands, so an answer is good for ever; a missing show may still be made. */
function remembered(find: (slug: string) => Promise<string | null>): typeof find {
  const known = new Map<string, string>()
  const unknown = new Map<string, number>()
  return async (slug) => {
    const id = known.get(slug)
    if (id) return id
    if ((unknown.get(slug) ?? 0) > Date.now()) return null
    const found = await find(slug)
    if (known.size > KNOWN_SLUGS) known.clear()
    if (unknown.size > KNOWN_SLUGS) unknown.clear()
    if (found) known.set(slug, found)
    else unknown.set(slug, Date.now() + UNKNOWN_FOR_MS)
    return found
  }
}
