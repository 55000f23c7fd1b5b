/** What became of one PUT, in the terms of an encoder that decides what to do next. */
export type PutOutcome =
  | { readonly kind: 'taken' }
  /** The server owes itself another number; null when it does not say which. */
  | { readonly kind: 'out-of-order'; readonly expected: number | null; readonly message: string }
  | { readonly kind: 'taken-over'; readonly message: string }
  | { readonly kind: 'refused'; readonly status: number; readonly message: string }
  | { readonly kind: 'unusable'; readonly status: number; readonly message: string }
  /** Nobody answered, or the answer was "not now". `afterMs` is what the server asked for. */
  | { readonly kind: 'again'; readonly why: string; readonly afterMs: number | null }

/** Ten seconds for a 20 kB segment on loopback or a bad uplink: 16 kbit/s, less than the film needs. */
const PATIENCE_MS = 10_000

/** These say "later": request time-out, too much at once, too many requests. All 5xx do too. */
const LATER = new Set([408, 413, 425, 429])

/** PUTs one file. Never throws; what it says contains no address, for the key is in it. */
export async function putFile(url: string, bytes: Uint8Array, signal: AbortSignal): Promise<PutOutcome> {
  try {
    const response = await fetch(url, {
      method: 'PUT',
      headers: { 'content-type': 'video/mp4' },
      body: bytes.slice(),
      signal: AbortSignal.any([signal, AbortSignal.timeout(PATIENCE_MS)]),
    })
    return judge(response.status, response.headers.get('retry-after'), await response.text())
  } catch (error) {
    return { kind: 'again', why: reasonOf(error), afterMs: null }
  }
}

function judge(status: number, retryAfter: string | null, body: string): PutOutcome {
  if (status >= 200 && status < 300) return { kind: 'taken' }
  const { expected, message } = answerIn(body)
  if (status === 409)
    return /took over/.test(message) && expected === null
      ? { kind: 'taken-over', message }
      : { kind: 'out-of-order', expected, message }
  if (status === 401 || status === 410) return { kind: 'refused', status, message }
  if (status >= 500 || LATER.has(status)) {
    const seconds = Number(retryAfter ?? Number.NaN)
    return { kind: 'again', why: `${status} ${message}`.trim(), afterMs: seconds > 0 ? seconds * 1000 : null }
  }
  return { kind: 'unusable', status, message }
}

function answerIn(body: string): { expected: number | null; message: string } {
  try {
    const { expected, message } = JSON.parse(body) as { expected?: unknown; message?: unknown }
    return {
      expected:
        typeof expected === 'number' && Number.isSafeInteger(expected) && expected >= 0 ? expected : null,
      message: typeof message === 'string' ? message.slice(0, 200) : '',
    }
  } catch {
    return { expected: null, message: '' }
  }
}

/** `ECONNREFUSED`, `TimeoutError`, …: fetch hides the first in the cause, and its own message may hold the address. */
function reasonOf(error: unknown): string {
  const cause = error instanceof Error ? error.cause : undefined
  if (cause instanceof Error && 'code' in cause && typeof cause.code === 'string') return cause.code
  return error instanceof Error ? error.name : 'unknown'
}
