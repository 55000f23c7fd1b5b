import type { IncomingMessage, ServerResponse } from 'node:http'
import { type MediaFault, SEGMENT_LIMIT_BYTES } from '#lib/media/model.ts'
import { drain } from './ingest-body.ts'

/** What is wrong with a request before media is asked. */
export type IngestProblem =
  | { readonly code: 'bad-path' }
  | { readonly code: 'bad-kind' }
  | { readonly code: 'bad-method' }
  | { readonly code: 'too-large' }
  | { readonly code: 'stalled' }
  | { readonly code: 'too-many-tries'; readonly seconds: number }
  | { readonly code: 'too-many-at-once' }
  | { readonly code: 'broken'; readonly requestId: string }

type Fault = MediaFault | IngestProblem
type Answers = { readonly [Code in Fault['code']]: (fault: Extract<Fault, { code: Code }>) => Answer }

export interface Answer {
  readonly status: number
  /** One sentence, for whoever reads the encoder's log. */
  readonly message: string
  readonly expected?: number
  /** Seconds. */
  readonly retryAfter?: number
}

const NAMES = { FMP4: 'fragmented MP4', MPEGTS: 'MPEG-TS' } as const

const NOT_MEDIA = {
  unreadable: 'These bytes are neither fragmented MP4 nor MPEG-TS.',
  truncated: 'This segment is cut off in the middle.',
  'no-track': 'There is no video or audio in it.',
  'not-an-init': 'This is not an init section: it has no moov box, or it has media in it.',
} as const

const ANSWERS: Answers = {
  'unknown-key': () => ({ status: 401, message: 'This stream key is unknown or was revoked.' }),
  'not-media': ({ why }) => ({ status: 415, message: NOT_MEDIA[why] }),
  'odd-timing': ({ seconds }) => ({
    status: 422,
    message: `A segment lasts more than 0 and at most 30 seconds; this one lasts ${round(seconds)}.`,
  }),
  'clock-off': ({ seconds }) => ({
    status: 422,
    message: `Your device's clock is ${span(Math.abs(seconds))} ${seconds < 0 ? 'behind' : 'ahead'}; set it right and start again.`,
  }),
  'odd-number': ({ most }) => ({ status: 422, message: `A segment's number is at most ${most} here.` }),
  'init-first': () => ({
    status: 409,
    message: 'Fragmented MP4 begins with its init section; none was sent for this epoch.',
  }),
  'other-container': ({ container }) => ({
    status: 409,
    message: `This show is ${NAMES[container]}; one show cannot mix containers.`,
  }),
  'out-of-order': ({ expected }) => ({
    status: 409,
    expected,
    message: `Segment ${expected} comes next; if it is lost, go on and the gap is noted.`,
  }),
  'other-content': ({ expected }) => ({
    status: 409,
    expected,
    message: `That number is taken by other content; segment ${expected} comes next.`,
  }),
  'taken-over': () => ({ status: 409, message: 'a newer encoder took over' }),
  'too-many-epochs': () => ({
    status: 429,
    message: 'This show has had too many epochs for one day.',
    retryAfter: 600,
  }),
  'too-much': () => ({
    status: 413,
    message: 'That is more than 20 Mbit/s, or than 10 segments a second, over the last ten seconds.',
  }),
  'disk-full': () => ({ status: 507, message: 'The disk is full; room is being made.', retryAfter: 10 }),
  busy: () => ({
    status: 503,
    message: 'Another encoder is writing this segment; try again.',
    retryAfter: 1,
  }),
  'bad-path': () => ({
    status: 400,
    message: 'The address is /ingest/KEY/EPOCH/FILE, in plain letters, digits, - and _.',
  }),
  'bad-kind': () => ({ status: 415, message: 'Taken are .m4s, .mp4, .ts, .init and .m3u8 files.' }),
  'bad-method': () => ({ status: 405, message: 'Send with PUT or POST.' }),
  'too-large': () => ({
    status: 413,
    message: `A segment has at most ${SEGMENT_LIMIT_BYTES / 1024 / 1024} MB; send shorter ones or fewer bits.`,
  }),
  stalled: () => ({ status: 408, message: 'Nothing came for too long.' }),
  'too-many-tries': ({ seconds }) => ({
    status: 429,
    retryAfter: seconds,
    message: 'Too many unknown stream keys from this address.',
  }),
  'too-many-at-once': () => ({ status: 429, message: 'Send one segment at a time.', retryAfter: 1 }),
  broken: ({ requestId }) => ({
    status: 500,
    message: `That did not work; the log knows why under ${requestId}.`,
  }),
}

export function answerFor(fault: Fault): Answer {
  // The map is typed over all codes, so the function found is the one for this very fault.
  return (ANSWERS[fault.code] as (fault: Fault) => Answer)(fault)
}

/** Sends a JSON answer and lets what is still coming of the body run out, at most `drainBytes` of it. */
export function sendAnswer(
  request: IncomingMessage,
  response: ServerResponse,
  { status, retryAfter, ...body }: Answer | { status: number; retryAfter?: number; [field: string]: unknown },
  drainBytes: number,
): void {
  if (response.headersSent || response.destroyed) return
  const text = status === 204 ? '' : `${JSON.stringify(body)}\n`
  response.writeHead(status, {
    ...(status !== 204 && {
      'content-type': 'application/json; charset=utf-8',
      'content-length': Buffer.byteLength(text),
    }),
    ...(status === 405 && { allow: 'PUT, POST, DELETE' }),
    ...(retryAfter !== undefined && { 'retry-after': String(retryAfter) }),
    'cache-control': 'no-store',
    'x-content-type-options': 'nosniff',
  })
  response.end(text)
  drain(request, drainBytes)
}

function round(seconds: number): string {
  return seconds.toFixed(1).replace(/\.0$/, '')
}

function span(seconds: number): string {
  if (seconds >= 5_400) return `${Math.round(seconds / 3_600)} h`
  return seconds >= 90 ? `${Math.round(seconds / 60)} min` : `${Math.round(seconds)} s`
}
