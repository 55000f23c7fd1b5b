import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import type { Agenda } from './agenda.ts'
import { type Api, answerApi } from './api.ts'
import { answerControl } from './controls.ts'
import { SocketCut } from './faults.ts'
import { showAuthentication } from './pages/authenticate-page.ts'
import { pageHeaders, writePage } from './pages/markup.ts'
import { type PageRequest, type Shown, showSession } from './pages/pay-pages.ts'
import { Refusal } from './refusal.ts'
import type { Sandbox, SandboxLog } from './sandbox-surface.ts'

/** More than any request of the API has. */
const LARGEST_BODY = 1024 * 1024

export interface Served {
  readonly api: Api
  readonly agenda: Agenda
  readonly flush: () => void
  readonly log: SandboxLog
  /** What the controls drive; null while they are off. */
  readonly controlled: Sandbox | null
}

export interface SandboxServer {
  listen(port: number): Promise<string>
  close(): Promise<void>
  url(): string
}

interface Answer {
  readonly status: number
  readonly headers: Readonly<Record<string, string>>
  readonly body: string
}

export function serve(served: Served): SandboxServer {
  let address: string | undefined
  const server = createServer((request, response) => {
    handle(served, request, response).catch((err) => {
      served.log.error({ err }, 'a request to the payments sandbox failed')
      response.destroy()
    })
  })
  return {
    listen(port) {
      return new Promise((resolve, reject) => {
        server.once('error', reject)
        server.listen(port, '127.0.0.1', () => {
          server.off('error', reject)
          address = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
          resolve(address)
        })
      })
    },
    close() {
      return new Promise((resolve) => {
        server.close(() => resolve())
        server.closeAllConnections()
      })
    },
    url() {
      if (!address) throw new Error('The payments sandbox does not listen yet.')
      return address
    },
  }
}

async function handle(served: Served, request: IncomingMessage, response: ServerResponse): Promise<void> {
  const address = URL.parse(request.url ?? '/', 'http://sandbox')
  const body = await readBody(request)
  if (!address) return send(response, { status: 400, headers: {}, body: '' })
  if (body === null) {
    // What is still coming is not wanted.
    response.shouldKeepAlive = false
    return send(response, { status: 413, headers: {}, body: '' })
  }
  served.agenda.runDue()
  try {
    const answer = await answerFor(served, request, {
      path: address.pathname,
      query: address.search.slice(1),
      body,
    })
    served.flush()
    send(response, answer)
    served.log.debug(
      {
        method: request.method,
        path: address.pathname,
        status: answer.status,
        request: answer.headers['request-id'],
      },
      'answered',
    )
  } catch (error) {
    served.flush()
    if (error instanceof SocketCut) response.destroy()
    else if (error instanceof Refusal)
      send(response, { status: error.status, headers: {}, body: error.message })
    else throw error
  }
}

async function answerFor(
  served: Served,
  request: IncomingMessage,
  asked: { path: string; query: string; body: string },
): Promise<Answer> {
  const method = request.method ?? 'GET'
  const { path } = asked
  if (path === '/healthz') return { status: 200, headers: { 'content-type': 'text/plain' }, body: 'ok\n' }
  if (path.startsWith('/c/')) return page(served, request, { method, path, body: asked.body })
  if (path.startsWith('/_sandbox/') && served.controlled)
    return answerControl(served.controlled, {
      method,
      path: path.slice('/_sandbox/'.length),
      body: asked.body,
      fromBrowser: request.headers.origin !== undefined || request.headers['sec-fetch-site'] !== undefined,
    })
  return answerApi(served.api, { method, ...asked, headers: headersOf(request) })
}

function page(served: Served, request: IncomingMessage, asked: Omit<PageRequest, 'acceptLanguage'>): Answer {
  if (asked.method !== 'GET' && asked.method !== 'POST' && asked.method !== 'HEAD')
    return { status: 405, headers: { allow: 'GET, HEAD, POST' }, body: '' }
  const pageRequest = { ...asked, acceptLanguage: request.headers['accept-language'] }
  const shown = showPage(served, pageRequest)
  if ('goTo' in shown)
    return { status: 303, headers: { location: shown.goTo, 'cache-control': 'no-store' }, body: '' }
  return { status: shown.page.status, headers: pageHeaders(shown.page), body: writePage(shown.page) }
}

function showPage(served: Served, asked: PageRequest): Shown {
  const { desk } = served.api
  if (asked.path.startsWith('/c/authenticate/')) return showAuthentication(desk, asked)
  return showSession(desk, asked)
}

function headersOf(request: IncomingMessage): Record<string, string | undefined> {
  return Object.fromEntries(
    Object.entries(request.headers).map(([name, value]) => [name, Array.isArray(value) ? value[0] : value]),
  )
}

/** Null where it is too large. */
async function readBody(request: IncomingMessage): Promise<string | null> {
  const parts: Buffer[] = []
  let size = 0
  for await (const part of request) {
    size += (part as Buffer).length
    if (size > LARGEST_BODY) return null
    parts.push(part as Buffer)
  }
  return Buffer.concat(parts).toString()
}

function send(response: ServerResponse, answer: Answer): void {
  response.writeHead(answer.status, {
    ...answer.headers,
    'content-length': Buffer.byteLength(answer.body),
  })
  response.end(answer.body)
}
