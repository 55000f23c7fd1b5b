import { once } from 'node:events'
import type { ClientRequest, IncomingMessage } from 'node:http'

/** A picture upload is 12 MB, and its form some bytes more. */
const BODY_LIMIT_BYTES = 16 * 1024 * 1024
/** Every form but a picture's. */
const FORM_BYTES = 64 * 1024
/** Larger bodies under way to web at once: few enough that those who send slowly leave readers their connections. */
const LARGE_AT_ONCE = 48
/** As with segments: a phone on the weakest uplink still moves this much in a while. */
const PROGRESS = { bytes: 4_096, everyMs: 15_000 }

export class TooLarge extends Error {}
/** Nothing came for too long. */
export class Stalled extends Error {}
/** Others are sending as much as may be sent at once. */
export class Crowded extends Error {}

export interface PageBody {
  /** The length as it is known now; null for one that goes on in chunks. */
  readonly length: number | null
  /** Settles when the other side was told everything. */
  sendTo(out: ClientRequest): Promise<void>
}

/**
 * Takes the body of a request to a page: whole where it is a form, begun where it is a picture. No connection to web is
 * opened for a form that comes drop by drop, else some hundred senders would keep every reader waiting.
 * Throws `TooLarge`, `Stalled` or `Crowded`, and what the connection broke off with.
 */
export function bodyDesk(progress = PROGRESS): (request: IncomingMessage) => Promise<PageBody | null> {
  let under = 0

  async function sendLarge(request: IncomingMessage, begun: readonly Buffer[], out: ClientRequest) {
    if (under >= LARGE_AT_ONCE) throw new Crowded()
    under++
    const watch = watchProgress(progress)
    const { promise: broken, reject } = Promise.withResolvers<never>()
    watch.signal.addEventListener('abort', () => reject(new Stalled()), { once: true })
    out.once('close', () => reject(new Error('the other side hung up')))
    try {
      for (const chunk of begun) out.write(chunk)
      await Promise.race([hand(request, sizeOf(begun), out, watch.moved), broken])
    } finally {
      watch.stop()
      under--
    }
  }

  return async (request) => {
    const { 'content-length': stated, 'transfer-encoding': coding } = request.headers
    if (!stated && !coding) return null
    const length = stated ? Number(stated) : null
    if (length !== null && length > BODY_LIMIT_BYTES) throw new TooLarge()
    if (length !== null && length > FORM_BYTES)
      return { length, sendTo: (out) => sendLarge(request, [], out) }
    const { chunks, isWhole } = await beginningOf(request, progress)
    if (!isWhole) return { length, sendTo: (out) => sendLarge(request, chunks, out) }
    const whole = Buffer.concat(chunks)
    return { length: whole.length, sendTo: async (out) => void out.end(whole) }
  }
}

/** Reads until the end, or until it is no form any more. */
function beginningOf(
  request: IncomingMessage,
  progress: typeof PROGRESS,
): Promise<{ chunks: Buffer[]; isWhole: boolean }> {
  return new Promise((resolve, reject) => {
    const chunks: Buffer[] = []
    const watch = watchProgress(progress)
    const leave = () => {
      watch.stop()
      request.off('data', take).off('end', finish).off('error', fail).off('close', fail)
    }
    function take(chunk: Buffer): void {
      chunks.push(chunk)
      watch.moved(chunk.length)
      if (sizeOf(chunks) <= FORM_BYTES) return
      leave()
      request.pause()
      resolve({ chunks, isWhole: false })
    }
    function finish(): void {
      leave()
      resolve({ chunks, isWhole: true })
    }
    function fail(error?: Error): void {
      leave()
      reject(error ?? new Error('the sender hung up'))
    }
    watch.signal.addEventListener('abort', () => fail(new Stalled()), { once: true })
    request.on('data', take).on('end', finish).on('error', fail).on('close', fail)
  })
}

function watchProgress({ bytes, everyMs }: typeof PROGRESS) {
  const gaveUp = new AbortController()
  let since = 0
  const timer = setInterval(() => {
    if (since < bytes) gaveUp.abort()
    since = 0
  }, everyMs)
  return {
    signal: gaveUp.signal,
    stop: () => clearInterval(timer),
    moved(count: number) {
      since += count
    },
  }
}

/** Passes bytes on until there are too many. The request stays open, so that its sender can be told why. */
async function hand(
  request: IncomingMessage,
  already: number,
  out: ClientRequest,
  moved: (bytes: number) => void,
): Promise<void> {
  let seen = already
  for await (const chunk of request.iterator({ destroyOnReturn: false })) {
    seen += chunk.length
    moved(chunk.length)
    if (seen > BODY_LIMIT_BYTES) throw new TooLarge()
    if (!out.write(chunk)) await once(out, 'drain')
  }
  out.end()
}

function sizeOf(chunks: readonly Buffer[]): number {
  return chunks.reduce((sum, chunk) => sum + chunk.length, 0)
}
