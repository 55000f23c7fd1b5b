import type { IncomingMessage, ServerResponse } from 'node:http'
import { connect, type Socket } from 'node:net'
import type { Duplex } from 'node:stream'
import { paths } from '#lib/edge/paths.ts'
import { systemContext } from '#lib/kernel/context.ts'
import type { Logger } from '#lib/kernel/log.ts'
import { clientOf } from './client-address.ts'
import type { DoorConfig } from './door-config.ts'
import { knowGuest } from './guest-cookie.ts'
import { loggablePath } from './loggable-path.ts'
import { bodyDesk, Crowded, Stalled, TooLarge } from './page-body.ts'
import { passThrough, Unreachable, type Upstream, upstream } from './pass-through.ts'
import { refuse } from './refuse.ts'
import { requestIds } from './request-ids.ts'
import { proofOfOrigin } from './same-site.ts'
import { contentSecurityPolicy, makeNonce, ON_PAGES, STRICT_TRANSPORT } from './security-headers.ts'
import { readersLanguage, sorryPage } from './sorry-page.ts'

const SANDBOX_PREFIX = paths.paymentsSandbox()
/** Only the pages on which a buyer pays: the sandbox's API and its fault controls stay on loopback. */
const SANDBOX_PAGES = `${SANDBOX_PREFIX}/c/`
/** Come from servers, not from pages, and prove themselves: by a signature over the body. */
const SIGNED = new Set(['/api/stripe/webhook'])
const METHODS = new Set(['GET', 'HEAD', 'POST'])

const REFUSALS = {
  foreign: { status: 403, sentence: 'This came from another site and was not done.' },
  unproved: { status: 403, sentence: 'This did not say which page it came from and was not done.' },
  malformed: { status: 400, sentence: 'The Origin of this request is not an origin.' },
} as const

const BODY_PROBLEMS = [
  { is: TooLarge, status: 413, sentence: 'That is too large: 16 MB is the most.' },
  { is: Stalled, status: 408, sentence: 'Nothing came for too long.' },
  { is: Crowded, status: 503, sentence: 'Too much is being sent at once; try again in a moment.' },
] as const

export interface PageRoutes {
  handle(request: IncomingMessage, response: ServerResponse, url: URL): Promise<void>
  upgrade(request: IncomingMessage, socket: Duplex, head: Buffer): void
}

/** Everything that is neither media nor feed: checked for where it comes from, named, secured, handed on to web. */
export function pageRoutes(config: DoorConfig, log: Logger): PageRoutes {
  const web = config.webOrigin ? upstream(config.webOrigin) : null
  const sandbox = config.sandboxOrigin ? upstream(config.sandboxOrigin) : null
  const takeBody = bodyDesk()

  async function handle(request: IncomingMessage, response: ServerResponse, url: URL): Promise<void> {
    const client = clientOf(request, config.trustsProxy)
    const host = request.headers.host ?? ''
    const { publicUrl } = config
    // Behind a proxy that is not trusted to say so, the public address tells how the browser speaks.
    const protocol = host === publicUrl.host ? publicUrl.protocol.slice(0, -1) : client.protocol
    const own = `${protocol}://${host}`
    if (!METHODS.has(request.method ?? '')) {
      response.setHeader('Allow', [...METHODS].join(', '))
      return refuse(response, 405, 'Pages are read, and forms are posted.')
    }
    if (request.method === 'POST' && !SIGNED.has(url.pathname)) {
      const proof = proofOfOrigin(request.headers, [publicUrl.origin, own])
      if (proof !== 'ours') {
        log.info(
          { path: loggablePath(url.pathname), proof, requestId: requestIds.of(request) },
          'refused at the door',
        )
        return refuse(response, REFUSALS[proof].status, REFUSALS[proof].sentence)
      }
    }
    noteWhenDone(request, response, url)
    const secure = protocol === 'https'
    const nonce = makeNonce()
    const policy = policyFor(nonce, secure)
    const inSandbox = url.pathname.startsWith(SANDBOX_PAGES)
    const to = inSandbox ? sandbox : url.pathname.startsWith(SANDBOX_PREFIX) ? null : web
    if (!to && (inSandbox || url.pathname.startsWith(SANDBOX_PREFIX)))
      return refuse(response, 404, 'There is nothing here.')
    const guest = knowGuest(request.headers.cookie, systemContext(), config.authSecret, secure)
    try {
      if (!to) throw new Unreachable('WEB_ORIGIN is not set')
      await passThrough({
        request,
        response,
        body: await takeBody(request),
        to,
        path: `${inSandbox ? url.pathname.slice(SANDBOX_PREFIX.length) : url.pathname}${url.search}`,
        headers: inSandbox
          ? { host: to.origin.host }
          : {
              host,
              cookie: guest.cookie,
              'x-request-id': requestIds.of(request),
              'x-client-address': client.address,
              'x-forwarded-for': client.address,
              'x-forwarded-host': actionHost(request, publicUrl) ?? host,
              'x-forwarded-proto': protocol,
              'content-security-policy': policy,
            },
        onAnswer(answer, out) {
          if (secure) out.setHeader('Strict-Transport-Security', STRICT_TRANSPORT)
          if (!inSandbox && guest.setCookie) out.appendHeader('Set-Cookie', guest.setCookie)
          if (!/^(?:text\/html|image\/svg|application\/xhtml)/.test(answer.headers['content-type'] ?? ''))
            return
          for (const [name, value] of Object.entries(ON_PAGES)) out.setHeader(name, value)
          // The sandbox's pages know what they load themselves.
          if (!inSandbox || !out.hasHeader('Content-Security-Policy'))
            out.setHeader('Content-Security-Policy', policy)
        },
      })
    } catch (error) {
      fail(request, response, url, nonce, error)
    }
  }

  function policyFor(nonce: string, secure: boolean): string {
    const policy = contentSecurityPolicy({
      nonce,
      formTargets: [config.publicUrl.origin, ...config.payOrigins],
      secure,
    })
    return config.development ? policy.replace("'strict-dynamic'", "'strict-dynamic' 'unsafe-eval'") : policy
  }

  function fail(
    request: IncomingMessage,
    response: ServerResponse,
    url: URL,
    nonce: string,
    error: unknown,
  ): void {
    if (request.socket.destroyed || response.destroyed || response.headersSent) return
    const problem = BODY_PROBLEMS.find(({ is }) => error instanceof is)
    if (problem) {
      // Whatever is left of it is not read.
      response.setHeader('Connection', 'close')
      refuse(response, problem.status, problem.sentence)
      return
    }
    if (!(error instanceof Unreachable)) throw error
    log.warn({ err: error, requestId: requestIds.of(request) }, 'web does not answer')
    response.setHeader('Retry-After', '3')
    if (!String(request.headers.accept ?? '').includes('text/html')) {
      refuse(response, 503, 'The pages are away for a moment.')
      return
    }
    const page = Buffer.from(
      sorryPage(readersLanguage(url.pathname, request.headers['accept-language']), nonce),
    )
    response.writeHead(503, {
      ...ON_PAGES,
      'Content-Type': 'text/html; charset=utf-8',
      'Content-Length': page.length,
      'Cache-Control': 'no-store',
      'Content-Security-Policy': `default-src 'none'; style-src 'nonce-${nonce}'; frame-ancestors 'none'; base-uri 'none'; form-action 'none'`,
    })
    response.end(request.method === 'HEAD' ? undefined : page)
  }

  function noteWhenDone(request: IncomingMessage, response: ServerResponse, url: URL): void {
    const began = performance.now()
    response.once('close', () => {
      log.info(
        {
          method: request.method,
          path: loggablePath(url.pathname),
          status: response.writableFinished ? response.statusCode : 499,
          ms: Math.round(performance.now() - began),
          requestId: requestIds.of(request),
        },
        'answered',
      )
    })
  }

  return {
    handle,
    upgrade(request, socket, head) {
      // Nothing of ours speaks over an upgraded line; Next's development server alone does.
      if (config.development && web && request.url?.startsWith('/_next/')) tunnel(request, socket, head, web)
      else socket.end('HTTP/1.1 400 Bad Request\r\nConnection: close\r\nContent-Length: 0\r\n\r\n')
    },
  }
}

/**
 * Next compares a server action's Origin with this host. Both names of ours are fine here (it was checked), so it is
 * told the one that the page was opened under.
 */
function actionHost(request: IncomingMessage, publicUrl: URL): string | null {
  return request.headers.origin === publicUrl.origin ? publicUrl.host : null
}

function tunnel(request: IncomingMessage, socket: Duplex, head: Buffer, to: Upstream): void {
  const other: Socket = connect(Number(to.origin.port), to.origin.hostname, () => {
    const lines = [`${request.method} ${request.url} HTTP/1.1`]
    for (let i = 0; i < request.rawHeaders.length; i += 2)
      lines.push(`${request.rawHeaders[i]}: ${request.rawHeaders[i + 1]}`)
    other.write(`${lines.join('\r\n')}\r\n\r\n`)
    other.write(head)
    other.pipe(socket).pipe(other)
  })
  other.on('error', () => socket.destroy())
  socket.on('error', () => other.destroy())
}
