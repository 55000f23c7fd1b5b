import { gunzipSync } from 'node:zlib'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { systemContext } from '#lib/kernel/context.ts'
import { closeDb, db } from '#lib/kernel/db.ts'
import { ok } from '#lib/kernel/result.ts'
import { inTransaction } from '#lib/kernel/transaction.ts'
import { closeStream } from '#lib/media/close-stream.ts'
import { lastSegmentAt, replayMoments, signalOf } from '#lib/media/queries.ts'
import { useTestDatabase } from '../fixtures/database.ts'
import { eventsOf, eventually, type MediaDoor, openMediaDoor, type TestShow } from '../fixtures/door-media.ts'
import { initSection, segmentAt } from '../fixtures/media-segments.ts'

useTestDatabase(closeDb)

let door: MediaDoor
beforeAll(async () => {
  door = await openMediaDoor()
})
afterAll(() => door.close())

async function send(show: TestShow, from: number, to: number, word = 'e1', over = door): Promise<void> {
  if (from === 0) expect((await over.put(show.key, `${word}/init.mp4`, initSection)).status).toBe(201)
  for (let n = from; n < to; n++)
    expect((await over.put(show.key, `${word}/${n}.m4s`, segmentAt({ at: n }))).status).toBe(201)
}

async function onAir(segments: number): Promise<TestShow> {
  const show = await door.show()
  await send(show, 0, segments)
  await door.turn(show.slug, { state: 'LIVE' })
  return show
}

const uris = (text: string) => text.split('\n').filter((line) => line !== '' && !line.startsWith('#'))
const value = (text: string, tag: string) =>
  text
    .split('\n')
    .find((line) => line.startsWith(`#EXT-X-${tag}:`))
    ?.slice(tag.length + 8)

describe('a live playlist', () => {
  it('is not there before the first segment, and is at once after it', async () => {
    const show = await door.show()
    const before = await door.playlist(show.slug)
    expect([before.status, before.headers.get('cache-control')]).toEqual([404, 'no-store'])
    await send(show, 0, 1)
    const after = await door.playlist(show.slug)
    expect(after.status).toBe(200)
    expect(after.headers.get('content-type')).toBe('application/vnd.apple.mpegurl')
    expect(after.headers.get('access-control-allow-origin')).toBe('*')
    expect(after.headers.get('cache-control')).toBe('public, max-age=1')
    expect(uris(after.text)).toEqual(['e1/0.m4s'])
    expect(after.text).not.toContain('ENDLIST')
    expect(after.text).not.toContain(show.key)
  })

  it('is not there for shows that nobody knows, that were called off or stopped', async () => {
    expect((await door.playlist('no-such-show')).status).toBe(404)
    const show = await onAir(1)
    for (const state of ['STOPPED', 'CANCELLED'] as const) {
      await door.turn(show.slug, { state })
      await eventually(
        () => door.playlist(show.slug),
        ({ status }) => status === 404,
      )
      expect((await fetch(`${door.origin}/hls/${show.slug}/e1/0.m4s`)).status).toBe(404)
      await door.turn(show.slug, { state: 'LIVE' })
      await eventually(
        () => door.playlist(show.slug),
        ({ status }) => status === 200,
      )
    }
  })

  it('is packed for those who can unpack it', async () => {
    const show = await onAir(2)
    const packed = await fetchRaw(`${door.origin}/hls/${show.slug}/live.m3u8`, { 'accept-encoding': 'gzip' })
    expect(packed.headers['content-encoding']).toBe('gzip')
    expect(gunzipSync(packed.bytes).toString()).toBe((await door.playlist(show.slug)).text)
  })

  it('has the pins as soon as they are told', async () => {
    const show = await onAir(2)
    expect((await door.playlist(show.slug)).text).not.toContain('DATERANGE')
    const from = new Date()
    await door.turn(show.slug, { pins: [{ id: 'pin_1', productId: 'pro_1', from, to: null }] })
    const { text } = await eventually(
      () => door.playlist(show.slug),
      (reply) => reply.text.includes('DATERANGE'),
    )
    expect(value(text, 'DATERANGE')).toBe(
      `ID="pin_1",CLASS="shop.cunbo.pin",START-DATE="${from.toISOString()}",X-PRODUCT="pro_1"`,
    )
  })
})

describe('blocking reload', () => {
  it('answers when the segment is there, the same to all', async () => {
    const show = await onAir(2)
    const waiting = Array.from({ length: 20 }, () => door.playlist(show.slug, '?_HLS_msn=2'))
    let answered = 0
    for (const one of waiting) void one.then(() => answered++)
    expect(answered).toBe(0)
    await send(show, 2, 3)
    const replies = await Promise.all(waiting)
    expect(new Set(replies.map(({ text }) => text)).size).toBe(1)
    expect(uris(replies[0]?.text ?? '').at(-1)).toBe('e1/2.m4s')
    expect(replies[0]?.headers.get('cache-control')).toBe('public, max-age=6')
  })

  it('answers at once for what is there, and refuses what is far ahead or no number', async () => {
    const show = await onAir(2)
    expect((await door.playlist(show.slug, '?_HLS_msn=0')).status).toBe(200)
    expect((await door.playlist(show.slug, '?_HLS_msn=1&_HLS_part=3')).status).toBe(200)
    for (const query of ['?_HLS_msn=4', '?_HLS_msn=999999999', '?_HLS_msn=-1', '?_HLS_msn=x', '?_HLS_msn='])
      expect((await door.playlist(show.slug, query)).status).toBe(400)
  })

  it('gives the same again, not to be kept, when nothing came', async () => {
    const show = await onAir(2)
    const reply = await door.playlist(show.slug, '?_HLS_msn=2')
    expect([reply.status, reply.headers.get('cache-control')]).toEqual([200, 'no-store'])
    expect(uris(reply.text)).toHaveLength(2)
  })

  it('ends when the show does', async () => {
    const show = await onAir(2)
    const waiting = door.playlist(show.slug, '?_HLS_msn=3')
    await door.turn(show.slug, { state: 'ENDED' })
    expect((await waiting).text).toContain('#EXT-X-ENDLIST')
  })
})

describe('an ended show', () => {
  it('is its own replay: whole for those who come, an end for those who were there', async () => {
    const show = await onAir(3)
    await send(show, 0, 2, 'e2')
    await inTransaction(async (tx) => ok(await closeStream(tx, systemContext(), show.id)))
    await door.turn(show.slug, { state: 'ENDED' })
    const { text } = await eventually(
      () => door.playlist(show.slug),
      (reply) => reply.text.includes('ENDLIST'),
    )
    expect(value(text, 'MEDIA-SEQUENCE')).toBe('0')
    expect(value(text, 'PLAYLIST-TYPE')).toBe('VOD')
    expect(uris(text)).toEqual(['e1/0.m4s', 'e1/1.m4s', 'e1/2.m4s', 'e2/0.m4s', 'e2/1.m4s'])
    expect(text.match(/#EXT-X-DISCONTINUITY\n/g)).toHaveLength(1)
    expect((await door.playlist(show.slug, '?_HLS_msn=99')).text).toContain('#EXT-X-ENDLIST')
    for (const uri of uris(text))
      expect((await fetch(`${door.origin}/hls/${show.slug}/${uri}`)).status).toBe(200)
    await door.turn(show.slug, { replayGone: true })
    await eventually(
      () => door.playlist(show.slug),
      ({ status }) => status === 404,
    )
  })
})

describe('media', () => {
  it('is served whole, in parts and as a head, for ever', async () => {
    const show = await onAir(1)
    const bytes = segmentAt({ at: 0 })
    const url = `${door.origin}/hls/${show.slug}/e1/0.m4s`
    const whole = await fetch(url)
    expect(Buffer.from(await whole.arrayBuffer()).equals(bytes)).toBe(true)
    expect(whole.headers.get('cache-control')).toBe('public, max-age=31536000, immutable')
    expect(whole.headers.get('content-type')).toBe('video/iso.segment')
    const part = await fetch(url, { headers: { range: 'bytes=10-19' } })
    expect([part.status, part.headers.get('content-range')]).toEqual([206, `bytes 10-19/${bytes.length}`])
    expect(Buffer.from(await part.arrayBuffer()).equals(bytes.subarray(10, 20))).toBe(true)
    const tail = await fetch(url, { headers: { range: 'bytes=-5' } })
    expect(Buffer.from(await tail.arrayBuffer()).equals(bytes.subarray(-5))).toBe(true)
    expect((await fetch(url, { headers: { range: `bytes=${bytes.length}-` } })).status).toBe(416)
    expect((await fetch(url, { headers: { range: 'bytes=5-2' } })).status).toBe(200)
    const head = await fetch(url, { method: 'HEAD' })
    expect([head.status, head.headers.get('content-length')]).toEqual([200, String(bytes.length)])
    expect((await fetch(`${door.origin}/hls/${show.slug}/e1/init.mp4`)).headers.get('content-type')).toBe(
      'video/mp4',
    )
  })

  it('is not there when no row vouches for it, wherever it points', async () => {
    const show = await onAir(1)
    for (const path of [
      'e1/1.m4s',
      'e2/0.m4s',
      'e1/gap-0.m4s',
      'e1/index.m3u8',
      'e1/%2e%2e%2f0.m4s',
      '%2e%2e/0.m4s',
      'e1/0.m4s/x',
      '',
    ]) {
      const reply = await fetch(`${door.origin}/hls/${show.slug}/${path}`)
      expect([path, reply.status, reply.headers.get('cache-control')]).toEqual([path, 404, 'no-store'])
    }
    expect((await fetch(`${door.origin}/hls/${show.slug}/e1/0.m4s`, { method: 'DELETE' })).status).toBe(405)
    expect((await fetch(`${door.origin}/elsewhere`)).status).toBe(404)
  })

  it('comes from the disk when it is large or long gone from memory', async () => {
    const show = await onAir(1)
    const large = segmentAt({ at: 1, padding: 5 * 1024 * 1024 })
    expect((await door.put(show.key, 'e1/1.m4s', large)).status).toBe(201)
    const other = await door.another()
    try {
      const url = `${other.origin}/hls/${show.slug}/e1`
      expect(Buffer.from(await (await fetch(`${url}/1.m4s`)).arrayBuffer()).equals(large)).toBe(true)
      const part = await fetch(`${url}/1.m4s`, { headers: { range: 'bytes=4000-4009' } })
      expect(Buffer.from(await part.arrayBuffer()).equals(large.subarray(4000, 4010))).toBe(true)
      expect(
        Buffer.from(await (await fetch(`${url}/0.m4s`)).arrayBuffer()).equals(segmentAt({ at: 0 })),
      ).toBe(true)
    } finally {
      await other.close()
    }
  })
})

describe('a door that is started again in mid-show', () => {
  it('goes on in the same playlist, and takes the next number', async () => {
    const first = await openMediaDoor({ dataDir: door.dataDir, shows: door.shows })
    const show = await first.show()
    await send(show, 0, 3, 'e1', first)
    // A segment whose bytes were placed, and whose door died before the row: sent again, it is taken.
    const before = (await first.playlist(show.slug)).text
    await first.close()
    const second = await openMediaDoor({ dataDir: door.dataDir, shows: door.shows })
    try {
      expect((await second.playlist(show.slug)).text).toBe(before)
      expect((await second.put(show.key, 'e1/2.m4s', segmentAt({ at: 2 }))).status).toBe(200)
      const lost = await second.put(show.key, 'e1/4.m4s', segmentAt({ at: 4 }))
      expect([lost.status, lost.json.expected]).toEqual([409, 3])
      await send(show, 3, 5, 'e1', second)
      const { text } = await second.playlist(show.slug)
      expect(value(text, 'MEDIA-SEQUENCE')).toBe('0')
      expect(uris(text)).toEqual(['e1/0.m4s', 'e1/1.m4s', 'e1/2.m4s', 'e1/3.m4s', 'e1/4.m4s'])
      expect(text.startsWith(before)).toBe(true)
    } finally {
      await second.close()
    }
  })
})

describe('two doors', () => {
  it('show what the other has taken, and take turns without a hole', async () => {
    const other = await door.another()
    try {
      const show = await onAir(1)
      expect(uris((await other.playlist(show.slug)).text)).toEqual(['e1/0.m4s'])
      const waiting = other.playlist(show.slug, '?_HLS_msn=1')
      await send(show, 1, 2)
      expect(uris((await waiting).text)).toEqual(['e1/0.m4s', 'e1/1.m4s'])
      await send(show, 2, 3, 'e1', other)
      await send(show, 3, 4)
      await eventually(
        () => other.playlist(show.slug),
        ({ text }) => uris(text).length === 4,
      )
      expect(await (await fetch(`${other.origin}/hls/${show.slug}/e1/3.m4s`)).arrayBuffer()).toHaveProperty(
        'byteLength',
        segmentAt({ at: 3 }).length,
      )
      // Both at once, the same number: one content wins, in both doors.
      const sent = await Promise.all([
        door.put(show.key, 'e1/4.m4s', segmentAt({ at: 4, mark: 1 })),
        other.put(show.key, 'e1/4.m4s', segmentAt({ at: 4, mark: 2 })),
      ])
      expect(sent.filter(({ status }) => status === 201)).toHaveLength(1)
      const [a, b] = await Promise.all(
        [door, other].map(async ({ origin }) =>
          Buffer.from(await (await fetch(`${origin}/hls/${show.slug}/e1/4.m4s`)).arrayBuffer()),
        ),
      )
      expect(a?.equals(b ?? Buffer.alloc(0))).toBe(true)
      expect(await db().segment.count({ where: { showId: show.id } })).toBe(5)
    } finally {
      await other.close()
    }
  })
})

describe('the signal', () => {
  it('is told to be lost, once, and back', async () => {
    const impatient = await openMediaDoor({ signalLostAfterMs: 150 })
    try {
      const show = await impatient.show()
      await send(show, 0, 1, 'e1', impatient)
      await eventually(
        () => eventsOf(show.id),
        (types) => types.includes('media.signal-lost'),
      )
      // The rows' own measure of a loss is six seconds: as if that much had passed.
      await db().segment.updateMany({
        where: { showId: show.id },
        data: { receivedAt: new Date(Date.now() - 7_000) },
      })
      await send(show, 1, 2, 'e1', impatient)
      expect((await eventsOf(show.id)).slice(0, 3)).toEqual([
        'media.epoch-opened',
        'media.signal-lost',
        'media.signal-back',
      ])
    } finally {
      await impatient.close()
    }
  })

  it('is told to be lost by a door that starts after the one that knew', async () => {
    const show = await onAir(1)
    const other = await openMediaDoor({ dataDir: door.dataDir, shows: door.shows, signalLostAfterMs: 100 })
    try {
      await eventually(
        () => eventsOf(show.id),
        (types) => types.includes('media.signal-lost'),
      )
    } finally {
      await other.close()
    }
  })

  it('is there to be asked for', async () => {
    const show = await door.show()
    expect(await signalOf(show.id)).toBeNull()
    await send(show, 0, 2)
    await door.put(show.key, 'e1/3.m4s', segmentAt({ at: 3 }))
    await door.put(show.key, 'e1/4.m4s', segmentAt({ at: 4 }))
    const signal = await signalOf(show.id)
    expect(signal).toMatchObject({ epoch: 'e1', container: 'FMP4', open: true, gaps: 2, recentGaps: 2 })
    expect(signal?.bitsPerSecond).toBe(segmentAt({ at: 0 }).length * 8)
    expect((await lastSegmentAt([show.id, 'sho_none'])).get(show.id)).toEqual(signal?.lastSegmentAt)
  })
})

describe('moments of a replay', () => {
  it('are found in the film by their time', async () => {
    const show = await onAir(2)
    await send(show, 0, 2, 'e2')
    const rows = await db().segment.findMany({ where: { showId: show.id }, orderBy: { sequence: 'asc' } })
    const at = (sequence: number, ms: number) => new Date((rows[sequence]?.capturedAt.getTime() ?? 0) + ms)
    await db().segment.updateMany({
      where: { showId: show.id, sequence: { gte: 2 } },
      data: { capturedAt: at(0, 60_000) },
    })
    await db().segment.updateMany({
      where: { showId: show.id, sequence: 3 },
      data: { capturedAt: at(0, 61_000) },
    })
    const moments = [at(0, -5_000), at(0, 1_500), at(0, 30_000), at(0, 61_250), at(0, 99_000)]
    expect(await replayMoments(show.id, moments)).toEqual([0, 1.5, 2, 3.25, null])
    expect(await replayMoments(show.id, [])).toEqual([])
  })
})

async function fetchRaw(url: string, headers: Record<string, string>) {
  const { request } = await import('node:http')
  return await new Promise<{ headers: Record<string, unknown>; bytes: Buffer }>((resolve, reject) => {
    request(url, { headers }, (response) => {
      const chunks: Buffer[] = []
      response.on('data', (chunk: Buffer) => chunks.push(chunk))
      response.on('end', () => resolve({ headers: response.headers, bytes: Buffer.concat(chunks) }))
    })
      .on('error', reject)
      .end()
  })
}
