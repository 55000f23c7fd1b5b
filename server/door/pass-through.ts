import {
  Agent,
  request as ask,
  type ClientRequest,
  type IncomingMessage,
  type ServerResponse,
} from 'node:http'
import { Transform } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { encoderFor } from './encode-body.ts'

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

/** A picture upload is 12 MB, and its form some bytes more. */
const BODY_LIMIT_BYTES = 16 * 1024 * 1024
/** A page that takes longer is not coming. */
const PATIENCE_MS = 60_000

export class TooLarge extends Error {}
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
  readonly to: Upstream
  /** Path and question as the other side shall see them. */
  readonly path: string
  /** In place of what came under these names. */
  readonly headers: Readonly<Record<string, string>>
  /** May change what the other side answers, before anything is written. */
  readonly onAnswer: (answer: IncomingMessage, response: ServerResponse) => void
}

/**
 * Hands a request on and its answer back, both as they come, neither kept whole.
 * Throws `TooLarge` or `Unreachable` while nothing has been written yet; later failures cut the connection.
 */
export async function passThrough(passing: Passing): Promise<void> {
  const { request, response, onAnswer } = passing
  if (Number(request.headers['content-length'] ?? 0) > BODY_LIMIT_BYTES) throw new TooLarge()
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
  const { request } = passing
  const bodiless = !request.headers['content-length'] && !request.headers['transfer-encoding']
  try {
    return await askOnce(passing, bodiless)
  } catch (error) {
    // A kept connection may end just as it is used. What has no body and changes nothing may be asked again.
    if (bodiless && (request.method === 'GET' || request.method === 'HEAD') && isReset(error))
      return await askOnce(passing, bodiless)
    throw error
  }
}

function isReset(error: unknown): boolean {
  return (
    error instanceof Unreachable && (error.cause as NodeJS.ErrnoException | undefined)?.code === 'ECONNRESET'
  )
}

function askOnce(
  { request, response, to, path, headers }: Passing,
  bodiless: boolean,
): Promise<{ request: ClientRequest; answer: IncomingMessage }> {
  const { promise, resolve, reject } = Promise.withResolvers<{
    request: ClientRequest
    answer: IncomingMessage
  }>()
  const out = ask({
    host: to.origin.hostname,
    port: to.origin.port,
    agent: to.agent,
    method: request.method,
    path,
    headers: { ...handedOn(request), ...headers },
  })
  const giveUp = setTimeout(() => out.destroy(new Error('no answer in time')), PATIENCE_MS)
  const leave = () => out.destroy()
  response.once('close', leave)
  out.once('response', (answer) => {
    clearTimeout(giveUp)
    response.off('close', leave)
    resolve({ request: out, answer })
  })
  out.once('error', (cause) => {
    clearTimeout(giveUp)
    response.off('close', leave)
    reject(new Unreachable('the other side does not answer', { cause }))
  })
  if (bodiless) out.end()
  // Refused as soon as it is known; what the broken-off request says after that does not count any more.
  else pipeline(request, bounded(reject), out).catch((error) => out.destroy(error))
  return promise
}

/** Passes bytes on until there are too many. */
function bounded(refuse: (why: TooLarge) => void): Transform {
  let seen = 0
  return new Transform({
    transform(chunk: Buffer, _encoding, done) {
      seen += chunk.length
      if (seen <= BODY_LIMIT_BYTES) return done(null, chunk)
      const why = new TooLarge()
      refuse(why)
      done(why)
    },
  })
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
  // The body goes on as it came: with its length, or in chunks.
  return kept
}
