import type { IncomingMessage, ServerResponse } from 'node:http'
import { pipeline } from 'node:stream/promises'
import type { ByteStore, MediaPath } from '#lib/media/byte-store.ts'
import { isEpochWord, isMediaFile, kindOf } from '#lib/media/model.ts'
import { isMediaThere } from '#lib/media/queries.ts'
import { notFound, OPEN_TO_ALL, refuseRead } from './media-answers.ts'
import { type HeldFile, type MediaMemory, openMediaMemory } from './media-memory.ts'
import type { KnownShow, KnownShows } from './media-shows.ts'

/** Ten minutes of a phone's bitrate, and enough for the minute around the live edge at any. */
const LIVE_MEMORY = { perShow: 64 * 1024 * 1024, total: 256 * 1024 * 1024 } as const
/** Replays are watched at many places at once: a small shelf catches those that start together. */
const REPLAY_MEMORY = { perShow: 16 * 1024 * 1024, total: 64 * 1024 * 1024 } as const
/** Beyond this a file is piped from the disk instead of being held. */
const HELD_BYTES = 4 * 1024 * 1024

const TYPES: Readonly<Record<string, string>> = {
  '.m4s': 'video/iso.segment',
  '.mp4': 'video/mp4',
  '.init': 'video/mp4',
  '.ts': 'video/mp2t',
}

export interface MediaRequests {
  /** `GET` or `HEAD /hls/{slug}/{epoch}/{file}`. */
  answer(
    request: IncomingMessage,
    response: ServerResponse,
    slug: string,
    epoch: string,
    file: string,
  ): Promise<void>
  /** The same at once, if it is in memory; false and untouched otherwise. */
  answerAtOnce(
    request: IncomingMessage,
    response: ServerResponse,
    show: KnownShow,
    epoch: string,
    file: string,
  ): boolean
  /** Bytes that were just acknowledged: viewers want them next. */
  hold(path: MediaPath, bytes: Buffer): void
  /** The bytes of a file that rows vouch for. */
  read(path: MediaPath): Promise<Buffer>
}

export function createMediaRequests(shows: KnownShows, store: ByteStore): MediaRequests {
  const live = openMediaMemory(LIVE_MEMORY)
  const replays = openMediaMemory(REPLAY_MEMORY)
  const reading = new Map<string, Promise<HeldFile>>()

  /** From the disk, once for all who ask meanwhile. */
  function fetch(path: MediaPath, name: string, shelf: MediaMemory): Promise<HeldFile> {
    const key = `${path.showId}/${name}`
    let fetching = reading.get(key)
    if (!fetching) {
      fetching = (async () => {
        const held = heldFile(path.file, await store.read(path))
        shelf.put(path.showId, name, held)
        return held
      })().finally(() => reading.delete(key))
      reading.set(key, fetching)
    }
    return fetching
  }

  return {
    hold(path, bytes) {
      live.put(path.showId, `${path.epoch}/${path.file}`, heldFile(path.file, bytes))
    },
    async read(path) {
      const held = live.get(path.showId, `${path.epoch}/${path.file}`)
      return held ? held.bytes : await store.read(path)
    },
    answerAtOnce(request, response, show, epoch, file) {
      const held = live.get(show.id, `${epoch}/${file}`)
      if (!held) return false
      sendHeld(request, response, held)
      return true
    },
    async answer(request, response, slug, epoch, file) {
      if (!isEpochWord(epoch) || !isMediaFile(file) || kindOf(file) === null) return notFound(response)
      const known = shows.get(slug)
      const show = known instanceof Promise ? await known : known
      if (!show || show.hidden) return notFound(response)
      const name = `${epoch}/${file}`
      const held = live.get(show.id, name) ?? replays.get(show.id, name)
      if (held) return sendHeld(request, response, held)

      const path = { showId: show.id, epoch, file }
      if (!(await isMediaThere(show.id, epoch, file))) return notFound(response)
      const size = await store.sizeOf(path)
      if (size === null) return notFound(response)
      if (size > HELD_BYTES) return await sendFromDisk(request, response, store, path, size)
      sendHeld(request, response, await fetch(path, name, show.ended ? replays : live))
    },
  }
}

function heldFile(file: string, bytes: Buffer): HeldFile {
  return { bytes, headers: headersFor(file, bytes.length) }
}

function headersFor(file: string, length: number): string[] {
  return [
    'content-type',
    TYPES[file.slice(file.lastIndexOf('.'))] ?? 'application/octet-stream',
    'content-length',
    String(length),
    // The same number in an epoch never has two contents.
    'cache-control',
    'public, max-age=31536000, immutable',
    'accept-ranges',
    'bytes',
    ...OPEN_TO_ALL,
  ]
}

/** One range of bytes (RFC 9110, 14.1.2), both ends inclusive; null for the whole, 'none' for one outside of it. */
export function rangeOf(
  header: string | undefined,
  size: number,
): { readonly start: number; readonly end: number } | null | 'none' {
  const match = /^bytes=(\d{0,15})-(\d{0,15})$/.exec(header?.trim() ?? '')
  if (!match || (match[1] === '' && match[2] === '')) return null
  const start = match[1] === '' ? Math.max(0, size - Number(match[2])) : Number(match[1])
  const end = match[1] === '' || match[2] === '' ? size - 1 : Math.min(Number(match[2]), size - 1)
  if (match[1] !== '' && match[2] !== '' && Number(match[1]) > Number(match[2])) return null
  return start > end || start >= size ? 'none' : { start, end }
}

function sendHeld(request: IncomingMessage, response: ServerResponse, { bytes, headers }: HeldFile): void {
  const range = request.headers.range === undefined ? null : askedRange(request, bytes.length)
  if (range === null) {
    response.writeHead(200, headers)
    response.end(bytes)
  } else if (range === 'none') outside(response, bytes.length)
  else {
    response.writeHead(206, partial(headers, range, bytes.length))
    response.end(bytes.subarray(range.start, range.end + 1))
  }
}

async function sendFromDisk(
  request: IncomingMessage,
  response: ServerResponse,
  store: ByteStore,
  path: MediaPath,
  size: number,
): Promise<void> {
  const range = askedRange(request, size)
  if (range === 'none') return outside(response, size)
  const headers = headersFor(path.file, size)
  if (range) response.writeHead(206, partial(headers, range, size))
  else response.writeHead(200, headers)
  if (request.method === 'HEAD') {
    response.end()
    return
  }
  // A viewer who leaves in the middle is no fault.
  await pipeline(store.stream(path, range ?? undefined), response).catch(() => {})
}

/** `If-Range` names a version; there is but one, and it has no name. */
function askedRange(request: IncomingMessage, size: number) {
  return request.headers['if-range'] === undefined ? rangeOf(request.headers.range, size) : null
}

function partial(headers: string[], { start, end }: { start: number; end: number }, size: number): string[] {
  const at = headers.indexOf('content-length')
  return [
    ...headers.slice(0, at),
    'content-length',
    String(end + 1 - start),
    'content-range',
    `bytes ${start}-${end}/${size}`,
    ...headers.slice(at + 2),
  ]
}

function outside(response: ServerResponse, size: number): void {
  if (!response.headersSent) response.setHeader('content-range', `bytes */${size}`)
  refuseRead(response, 416, `There are ${size} bytes.`)
}
