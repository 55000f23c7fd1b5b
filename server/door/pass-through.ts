import {
  Agent,
  request as ask,
  type ClientRequest,
  type IncomingMessage,
  type ServerResponse,
} from 'node:http'
import { pipeline } from 'node:stream/promises'
import { encoderFor } from './encode-body.ts'
import type { PageBody } from './page-body.ts'

/** RFC 9110, 7.6.1: they are between two neighbours only. */
const HOP_BY_HOP = new Set([
  'connection',
  'keep-alive',
  'proxy-authenticate',
  'proxy-authorization',
  'proxy-connection',
  'te',
  'trailer',
  'transfer-encoding',
  'upgrade',
])

/** What web believes because only the door says it: nobody outside may. */
function isOurs(name: string): boolean {
  return (
    name.startsWith('x-forwarded-') ||
    name.startsWith('x-middleware-') ||
    name.startsWith('x-invoke-') ||
    name.startsWith('content-security-policy') ||
    ['forwarded', 'x-real-ip', 'x-request-id', 'x-client-address', 'x-path', 'x-nonce'].includes(name)
  )
}

/** A page that takes longer, from when all was said to it, is not coming. */
const PATIENCE_MS = 60_000

export class Unreachable extends Error {}

export interface Upstream {
  readonly origin: URL
  readonly agent: Agent
}

export function upstream(origin: string): Upstream {
  // Idle connections end well before web's own limit (75 s) would end them under a request.
  return {
    origin: new URL(origin),
    agent: new Agent({ keepAlive: true, maxSockets: 512, maxFreeSockets: 64, timeout: 65_000 }),
  }
}

export interface Passing {
  readonly request: IncomingMessage
  readonly response: ServerResponse
  /** What the request says besides its head. */
  readonly body: PageBody | null
  readonly to: Upstream
  /** Path and question as the other side shall see them. */
  readonly path: string
  /** In place of what came under these names. */
  readonly headers: Readonly<Record<string, string>>
  /** May change what the other side answers, before anything is written. */
  readonly onAnswer: (answer: IncomingMessage, response: ServerResponse) => void
}

/**
 * Hands a request on and its answer back as it comes.
 * Throws `Unreachable`, or as the body does, while nothing has been written yet; later failures cut the connection.
 */
export async function passThrough(passing: Passing): Promise<void> {
  const { request, response, onAnswer } = passing
  const asked = await answerOf(passing)
  response.once('close', () => asked.request.destroy())
  const { answer } = asked
  response.statusCode = answer.statusCode ?? 502
  for (let i = 0; i < answer.rawHeaders.length; i += 2) {
    const name = answer.rawHeaders[i] ?? ''
    if (!HOP_BY_HOP.has(name.toLowerCase())) response.appendHeader(name, answer.rawHeaders[i + 1] ?? '')
  }
  onAnswer(answer, response)
  const encoder = encoderFor(request, response)
  try {
    if (request.method === 'HEAD') {
      answer.resume()
      response.end()
    } else if (encoder) await pipeline(answer, encoder, response)
    else await pipeline(answer, response)
  } catch {
    response.destroy()
  }
}

async function answerOf(passing: Passing): Promise<{ request: ClientRequest; answer: IncomingMessage }> {
  const { request, body } = passing
  try {
    return await askOnce(passing)
  } catch (error) {
    // A kept connection may end just as it is used. What has no body and changes nothing may be asked again.
    if (!body && (request.method === 'GET' || request.method === 'HEAD') && isReset(error))
      return await askOnce(passing)
    throw error
  }
}

function isReset(error: unknown): boolean {
  return (
    error instanceof Unreachable && (error.cause as NodeJS.ErrnoException | undefined)?.code === 'ECONNRESET'
  )
}

function askOnce({ request, response, body, to, path, headers }: Passing): Promise<{
  request: ClientRequest
  answer: IncomingMessage
}> {
  const { promise, resolve, reject } = Promise.withResolvers<{
    request: ClientRequest
    answer: IncomingMessage
  }>()
  const length = typeof body?.length === 'number' ? { 'content-length': String(body.length) } : {}
  const out = ask({
    host: to.origin.hostname,
    port: to.origin.port,
    agent: to.agent,
    method: request.method,
    path,
    headers: { ...handedOn(request), ...length, ...headers },
  })
  let giveUp: NodeJS.Timeout | undefined
  let isSettled = false
  const wait = () => {
    // It may answer before it has heard everything.
    if (!isSettled) giveUp = setTimeout(() => out.destroy(new Error('no answer in time')), PATIENCE_MS)
  }
  const leave = () => out.destroy()
  const settle = () => {
    isSettled = true
    clearTimeout(giveUp)
    response.off('close', leave)
  }
  response.once('close', leave)
  out.once('response', (answer) => {
    settle()
    resolve({ request: out, answer })
  })
  out.once('error', (cause) => {
    settle()
    reject(new Unreachable('the other side does not answer', { cause }))
  })
  if (!body) {
    wait()
    out.end()
  } else
    body.sendTo(out).then(wait, (error) => {
      // Refused as soon as it is known; what the broken-off request says after that does not count any more.
      reject(error)
      out.destroy()
    })
  return promise
}

function handedOn(request: IncomingMessage): Record<string, string | string[]> {
  const named = String(request.headers.connection ?? '')
    .toLowerCase()
    .split(',')
    .map((name) => name.trim())
  const kept: Record<string, string | string[]> = {}
  for (const [name, value] of Object.entries(request.headers))
    if (value !== undefined && !HOP_BY_HOP.has(name) && !named.includes(name) && !isOurs(name))
      kept[name] = value
  return kept
}
