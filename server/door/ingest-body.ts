import type { IncomingMessage } from 'node:http'

/** A phone on the weakest uplink still moves this much in a while; a connection that does not is only held open. */
const PROGRESS: Progress = { bytes: 4_096, everyMs: 15_000 }

interface Progress {
  readonly bytes: number
  readonly everyMs: number
}

export type Body =
  | { readonly ok: true; readonly bytes: Buffer }
  | { readonly ok: false; readonly problem: 'too-large' | 'stalled' | 'cut' | 'not-a-length' }

/**
 * The whole body, at most `limit` bytes of it, with a length or chunked. Ends early at the first byte too many, when
 * the sender hangs up, and when it stops moving (time-outs go by progress: a big segment on a slow uplink may take
 * long, but never stands still).
 */
export function readBody(request: IncomingMessage, limit: number, progress = PROGRESS): Promise<Body> {
  const stated = request.headers['content-length']
  const length = stated === undefined ? null : Number(stated)
  if (length !== null && !Number.isSafeInteger(length))
    return Promise.resolve({ ok: false, problem: 'not-a-length' })
  if (length !== null && length > limit) return Promise.resolve({ ok: false, problem: 'too-large' })

  return new Promise((resolve) => {
    // With a length the bytes go where they stay; without, they are joined once, when the last is there.
    const whole = length === null ? null : Buffer.allocUnsafeSlow(length)
    const chunks: Buffer[] = []
    let received = 0
    let before = 0
    const watch = setInterval(() => {
      if (received - before < progress.bytes) end({ ok: false, problem: 'stalled' })
      before = received
    }, progress.everyMs)

    function end(body: Body): void {
      clearInterval(watch)
      request.off('data', take).off('end', finish).off('close', cut).off('error', cut)
      if (!body.ok) request.pause()
      resolve(body)
    }
    function take(chunk: Buffer): void {
      const at = received
      received += chunk.length
      if (received > limit) end({ ok: false, problem: 'too-large' })
      else if (whole) chunk.copy(whole, at)
      else chunks.push(chunk)
    }
    function finish(): void {
      end({ ok: true, bytes: whole ?? Buffer.concat(chunks, received) })
    }
    function cut(): void {
      end({ ok: false, problem: 'cut' })
    }
    request.on('data', take).once('end', finish).once('close', cut).once('error', cut)
  })
}

/**
 * Lets the rest of a refused body run out, so that senders which read the answer only after they have sent everything
 * (ffmpeg) get it instead of a reset. Beyond `limit` bytes or `ms` the connection goes.
 */
export function drain(request: IncomingMessage, limit: number, ms = 30_000): void {
  if (request.complete || request.destroyed) return
  let left = limit
  const timer = setTimeout(() => request.socket.destroy(), ms)
  timer.unref()
  request.on('error', () => {})
  request.once('close', () => clearTimeout(timer))
  request.once('end', () => clearTimeout(timer))
  request.on('data', (chunk: Buffer) => {
    left -= chunk.length
    if (left < 0) request.socket.destroy()
  })
  request.resume()
}
