import type { IncomingMessage, ServerResponse } from 'node:http'
import { setTimeout as delay } from 'node:timers/promises'
import { RateLimiterMemory, RateLimiterRes } from 'rate-limiter-flexible'
import type { Context } from '#lib/kernel/context.ts'
import { houseNow } from '#lib/kernel/house-time.ts'
import type { Logger } from '#lib/kernel/log.ts'
import { acceptInit } from '#lib/media/accept-init.ts'
import { acceptSegment } from '#lib/media/accept-segment.ts'
import type { ByteStore } from '#lib/media/byte-store.ts'
import {
  INIT_LIMIT_BYTES,
  type MediaFault,
  NUMBER_LIMIT,
  numberOf,
  SEGMENT_LIMIT_BYTES,
} from '#lib/media/model.ts'
import { type KeyHolder, showOfKey } from '#lib/media/show-of-key.ts'
import { answerFor, type IngestProblem, sendAnswer } from './ingest-answers.ts'
import { type Body, readBody } from './ingest-body.ts'
import { watchDrift } from './ingest-drift.ts'
import { createIngestMemory, createRateWindow } from './ingest-memory.ts'
import { type IngestPath, readIngestPath } from './ingest-path.ts'
import type { MediaRequests } from './media.ts'
import type { SignalWatch } from './media-signal.ts'
import type { MediaStreams } from './media-streams.ts'
import type { TimingReader } from './timing-reader.ts'

export interface IngestDeps {
  readonly log: Logger
  readonly context: (request?: IncomingMessage) => Context
  readonly store: ByteStore
  readonly timing: TimingReader
  readonly streams: MediaStreams
  readonly media: MediaRequests
  readonly signals: SignalWatch
  readonly clientAddress: (request: IncomingMessage) => string
  /** Below this much free the rest is left to the database: the shop stays up on a full disk. */
  readonly reserveBytes: number
  /** Asks for room to be made; returns at once. */
  readonly makeRoom: () => void
}

type Answerable = MediaFault | IngestProblem

/** Guesses from one address in a minute before the next is not even looked up. A key has 256 bits: none will fit. */
const BAD_KEYS = { points: 20, duration: 60 } as const
/** Bodies of one key at once: an encoder sends its segment, its init section and its playlist side by side. */
const AT_ONCE = 4
/** How long a segment waits for the init section that its encoder is just sending on another connection. */
const INIT_PATIENCE_MS = 5_000
/** More than any honest request of an encoder whose key was revoked. */
const STRANGERS_DRAIN_BYTES = 20 * 1024 * 1024
/** A holder's oversized file may run out, so that she reads why it was refused. */
const HOLDERS_DRAIN_BYTES = 128 * 1024 * 1024

/** `PUT` or `POST /ingest/{streamKey}/{epoch}/{file}`: takes media in and says in a sentence why not. */
export function createIngest(deps: IngestDeps) {
  const badKeys = new RateLimiterMemory(BAD_KEYS)
  const memory = createIngestMemory()
  const rate = createRateWindow()
  const drift = watchDrift(deps.log)
  const bodies = new Map<string, number>()
  // One request of a show after the other: what was told to the first is known to the second.
  const turns = new Map<string, Promise<unknown>>()

  // ffmpeg sends its init section and its first segment at the same moment, on two connections.
  const initsUnderWay = new Map<string, Promise<unknown>>()

  async function inTurn<T>(showId: string, work: () => Promise<T>): Promise<T> {
    const mine = (turns.get(showId) ?? Promise.resolve()).then(work, work)
    const settled = mine.catch(() => {})
    turns.set(showId, settled)
    try {
      return await mine
    } finally {
      if (turns.get(showId) === settled) turns.delete(showId)
    }
  }

  /** Whose request it is, or why that is not even looked at. Known good keys are let through a guessing address. */
  async function admit(request: IncomingMessage, key: string | null): Promise<KeyHolder | Answerable> {
    const address = deps.clientAddress(request)
    const guesses = await badKeys.get(address)
    const tired = guesses !== null && guesses.consumedPoints >= BAD_KEYS.points
    const holder = key === null ? null : await showOfKey(key)
    if (holder) return holder
    if (tired) return { code: 'too-many-tries', seconds: Math.max(1, Math.ceil(guesses.msBeforeNext / 1000)) }
    await badKeys.consume(address).catch((refused) => {
      if (!(refused instanceof RateLimiterRes)) throw refused
    })
    return { code: 'unknown-key' }
  }

  async function takeBody(
    request: IncomingMessage,
    holder: KeyHolder,
    limit: number,
  ): Promise<Body | Answerable> {
    const now = bodies.get(holder.keyId) ?? 0
    if (now >= AT_ONCE) return { code: 'too-many-at-once' }
    bodies.set(holder.keyId, now + 1)
    try {
      return await readBody(request, limit)
    } finally {
      const left = (bodies.get(holder.keyId) ?? 1) - 1
      if (left > 0) bodies.set(holder.keyId, left)
      else bodies.delete(holder.keyId)
    }
  }

  async function takeInit(
    context: Context,
    holder: KeyHolder,
    { word, file }: { word: string; file: string },
    bytes: Buffer,
  ): Promise<{ fresh: boolean } | Answerable> {
    const wrong = await deps.timing.checkInit(bytes)
    if (wrong) return wrong
    const encoder = `${holder.keyId}/${word}`
    const accepted = await acceptInit(
      context,
      deps.store,
      { ...holder, word, file, bytes },
      memory.seen(encoder),
    )
    memory.note(encoder, {
      ...(accepted.ok ? accepted.value.seen : accepted.fault.seen),
      lastTriedAt: context.now().getTime(),
    })
    if (!accepted.ok) return accepted.fault
    const { showId, epoch, fresh } = accepted.value
    if (fresh) deps.media.hold({ showId, epoch, file }, bytes)
    return { fresh }
  }

  async function takeSegment(
    context: Context,
    holder: KeyHolder,
    { word, file }: { word: string; file: string },
    bytes: Buffer,
    arrival: { headMicros: number; endMicros: number; sentMicros: number | null },
  ): Promise<{ fresh: boolean; sequence?: number } | Answerable> {
    const number = numberOf(file)
    if (number === null) return { code: 'odd-number', most: NUMBER_LIMIT }
    const encoder = `${holder.keyId}/${word}`
    const { showId } = holder
    const accepted = await acceptSegment(
      context,
      {
        store: deps.store,
        readTiming: deps.timing.readTiming,
        readInit: (show, epoch, name) => deps.media.read({ showId: show, epoch, file: name }),
        withinRate: rate.allows,
      },
      { ...holder, word, file, number, bytes, arrival },
      memory.seen(encoder),
    )
    const lastTriedAt = context.now().getTime()
    if (!accepted.ok) {
      memory.note(encoder, { ...accepted.fault.seen, lastTriedAt })
      return accepted.fault
    }
    const { epoch, began, segments, timing, lateMicros } = accepted.value
    memory.note(encoder, {
      holeAt: null,
      lastTriedAt,
      ...(began && { conflictAt: null, conflicts: 0, initAgainAt: null }),
    })
    const last = segments.at(-1)
    if (!last || !timing) return { fresh: false }
    rate.count(showId, timing, bytes.length)
    deps.media.hold({ showId, epoch, file }, bytes)
    await deps.streams.add(showId, segments)
    deps.signals.heard(showId, houseNow().getTime())
    drift.note(showId, epoch, lateMicros)
    return { fresh: true, sequence: last.sequence }
  }

  async function receive(
    request: IncomingMessage,
    context: Context,
    holder: KeyHolder,
    path: Extract<IngestPath, { ok: true }>,
  ): Promise<{ fresh: boolean; sequence?: number } | Answerable | null> {
    const headMicros = houseNow().getTime() * 1000
    const limit = path.kind === 'segment' ? SEGMENT_LIMIT_BYTES : INIT_LIMIT_BYTES
    const body = await takeBody(request, holder, limit)
    if ('code' in body) return body
    if (!body.ok) {
      if (body.problem === 'cut') return null
      return { code: body.problem === 'stalled' ? 'stalled' : 'too-large' }
    }
    // The encoder's playlist is accepted, so that it goes on, and never trusted.
    if (path.kind === 'playlist') return { fresh: false }
    if ((await deps.store.free()) < deps.reserveBytes + body.bytes.length) return { code: 'disk-full' }
    const arrival = {
      headMicros,
      endMicros: houseNow().getTime() * 1000,
      sentMicros: sentAt(request.headers['x-sent-at']),
    }
    const init = path.kind === 'segment' && initsUnderWay.get(encoderOf(path))
    if (init) await Promise.race([init, delay(INIT_PATIENCE_MS, undefined, { ref: false })])
    return await inTurn(holder.showId, () =>
      path.kind === 'init'
        ? takeInit(context, holder, path, body.bytes)
        : takeSegment(context, holder, path, body.bytes, arrival),
    )
  }

  return async function ingest(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const path = readIngestPath(request.url ?? '')
    if (!path.ok || path.kind !== 'init') return await answer(request, response, path)
    const encoder = encoderOf(path)
    const answered = answer(request, response, path)
    initsUnderWay.set(encoder, answered)
    await answered
    if (initsUnderWay.get(encoder) === answered) initsUnderWay.delete(encoder)
  }

  async function answer(request: IncomingMessage, response: ServerResponse, path: IngestPath): Promise<void> {
    const context = deps.context(request)
    const log = deps.log.child({ requestId: context.requestId })
    const refuse = (fault: Answerable, drainBytes: number) =>
      sendAnswer(request, response, answerFor(fault), drainBytes)
    try {
      const holder = await admit(request, path.key)
      if ('code' in holder) {
        log.info({ fault: holder.code }, 'refused a stranger')
        return refuse(holder, STRANGERS_DRAIN_BYTES)
      }
      if (!path.ok)
        return refuse({ code: path.problem === 'kind' ? 'bad-kind' : 'bad-path' }, HOLDERS_DRAIN_BYTES)
      if (request.method === 'DELETE')
        return sendAnswer(request, response, { status: 204 }, HOLDERS_DRAIN_BYTES)
      if (request.method !== 'PUT' && request.method !== 'POST')
        return refuse({ code: 'bad-method' }, HOLDERS_DRAIN_BYTES)

      const taken = await receive(request, context, holder, path)
      // The sender hung up in the middle: nothing is stored and nobody hears an answer.
      if (taken === null) return
      if (!('code' in taken)) {
        const { fresh, ...rest } = taken
        return sendAnswer(request, response, { status: fresh ? 201 : 200, ...rest }, HOLDERS_DRAIN_BYTES)
      }
      const { showId } = holder
      log.info({ showId, epoch: path.word, file: path.file, fault: taken.code }, 'refused media')
      if (taken.code === 'disk-full') deps.makeRoom()
      refuse(taken, HOLDERS_DRAIN_BYTES)
      // Who stands still is not waited for.
      if (taken.code === 'stalled') response.once('finish', () => request.socket.destroySoon())
    } catch (err) {
      log.error({ err }, 'ingest broke')
      refuse({ code: 'broken', requestId: context.requestId }, HOLDERS_DRAIN_BYTES)
    }
  }
}

function encoderOf(path: Extract<IngestPath, { ok: true }>): string {
  return `${path.key}/${path.word}`
}

/** Unix milliseconds of the sender's clock when it began to send, as our own pages tell it. */
function sentAt(header: string | string[] | undefined): number | null {
  return typeof header === 'string' && /^\d{12,14}$/.test(header) ? Number(header) * 1000 : null
}
