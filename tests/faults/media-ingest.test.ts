import { existsSync, readdirSync } from 'node:fs'
import { request as httpRequest } from 'node:http'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { systemContext } from '#lib/kernel/context.ts'
import { closeDb, db } from '#lib/kernel/db.ts'
import { ok } from '#lib/kernel/result.ts'
import { inTransaction } from '#lib/kernel/transaction.ts'
import { closeStream } from '#lib/media/close-stream.ts'
import { SEGMENT_LIMIT_BYTES } from '#lib/media/model.ts'
import { revokeStreamKeys } from '#lib/media/revoke-stream-keys.ts'
import { useTestDatabase } from '../fixtures/database.ts'
import { eventsOf, type MediaDoor, newKey, openMediaDoor, type TestShow } from '../fixtures/door-media.ts'
import { initSection, otherInit, segmentAt, transportSegments } from '../fixtures/media-segments.ts'

useTestDatabase(closeDb)

let door: MediaDoor
beforeAll(async () => {
  door = await openMediaDoor()
})
afterAll(() => door.close())

/** A show whose encoder `e1` has sent its init section and this many segments. */
async function onAir(segments: number): Promise<TestShow> {
  const show = await door.show()
  expect((await door.put(show.key, 'e1/init.mp4', initSection)).status).toBe(201)
  for (let n = 0; n < segments; n++)
    expect((await door.put(show.key, `e1/${n}.m4s`, segmentAt({ at: n }))).status).toBe(201)
  return show
}

const rowsOf = (showId: string) =>
  db().segment.findMany({ where: { showId }, orderBy: { sequence: 'asc' }, include: { epoch: true } })

/** What lies on the disk for the show, epochs and files. */
function filesOf(showId: string): string[] {
  const folder = join(door.dataDir, 'media', showId)
  return existsSync(folder)
    ? readdirSync(folder, { recursive: true, withFileTypes: true })
        .filter((entry) => entry.isFile())
        .map(({ name }) => name)
        .sort()
    : []
}

describe('what is taken', () => {
  it('takes fMP4 in order, once, and says 200 to the same again', async () => {
    const show = await onAir(3)
    const again = await door.put(show.key, 'e1/1.m4s', segmentAt({ at: 1 }))
    expect(again.status).toBe(200)
    expect((await door.put(show.key, 'e1/init.mp4', initSection)).status).toBe(200)
    const rows = await rowsOf(show.id)
    expect(rows.map(({ sequence, number, file }) => [sequence, number, file])).toEqual([
      [0, 0, '0.m4s'],
      [1, 1, '1.m4s'],
      [2, 2, '2.m4s'],
    ])
    expect(rows.every(({ independent, durationMicros }) => independent && durationMicros === 1_000_000)).toBe(
      true,
    )
    expect(filesOf(show.id)).toEqual(['0.m4s', '1.m4s', '2.m4s', 'init.mp4'])
    expect(await eventsOf(show.id)).toEqual(['media.epoch-opened'])
  })

  it('takes MPEG-TS, by PUT or POST, chunked, from a number that is not 0', async () => {
    const show = await door.show()
    const chunked = (bytes: Buffer) => {
      const half = bytes.length / 2
      return new ReadableStream({
        start(controller) {
          controller.enqueue(new Uint8Array(bytes.subarray(0, half)))
          controller.enqueue(new Uint8Array(bytes.subarray(half)))
          controller.close()
        },
      })
    }
    for (const [n, bytes] of transportSegments.entries()) {
      const init = { method: n === 1 ? 'POST' : 'PUT', duplex: 'half' } as RequestInit
      expect(
        (await door.put(show.key, `e1/live_${String(7 + n).padStart(5, '0')}.ts`, chunked(bytes), init))
          .status,
      ).toBe(201)
    }
    expect((await rowsOf(show.id)).map(({ number }) => number)).toEqual([7, 8, 9])
  })

  it('accepts and ignores playlists and deletions', async () => {
    const show = await door.show()
    expect((await door.put(show.key, 'e1/index.m3u8', '#EXTM3U\n')).status).toBe(200)
    expect((await door.put(show.key, 'e1/0.m4s', '', { method: 'DELETE', body: null })).status).toBe(204)
    expect(filesOf(show.id)).toEqual([])
    expect(await rowsOf(show.id)).toEqual([])
  })

  it('says in the rows when it was captured, without a jump', async () => {
    const show = await door.show()
    const before = Date.now()
    await door.put(show.key, 'e1/init.mp4', initSection)
    for (let n = 0; n < 3; n++) await door.put(show.key, `e1/${n}.m4s`, segmentAt({ at: n }))
    const captured = (await rowsOf(show.id)).map((row) => row.capturedAt.getTime())
    expect(captured[0]).toBeGreaterThan(before - 1_100)
    expect(captured[0]).toBeLessThanOrEqual(Date.now() - 1_000)
    expect(captured.map((at) => at - (captured[0] ?? 0))).toEqual([0, 1_000, 2_000])
  })

  it('believes timestamps that are unix time, and footage that waited for a signal', async () => {
    const show = await door.show()
    await door.put(show.key, 'e1/init.mp4', initSection)
    const tenMinutesAgo = Math.floor(Date.now() / 1000) - 600
    expect((await door.put(show.key, 'e1/0.m4s', segmentAt({ at: tenMinutesAgo }))).status).toBe(201)
    const [row] = await rowsOf(show.id)
    // The fixture's edit list shifts its first frame by 64 ms.
    expect(Math.abs((row?.capturedAt.getTime() ?? 0) - tenMinutesAgo * 1000)).toBeLessThan(70)
  })

  it('uses the clock that the sender states', async () => {
    const show = await door.show()
    await door.put(show.key, 'e1/init.mp4', initSection)
    const wrong = Date.now() - 20 * 60_000
    const sent = await door.put(show.key, 'e1/0.m4s', segmentAt({ at: (wrong - 1_100) / 1000 }), {
      headers: { 'x-sent-at': String(wrong) },
    })
    expect(sent.status).toBe(201)
    const [row] = await rowsOf(show.id)
    expect(Math.abs(Date.now() - 1_000 - (row?.capturedAt.getTime() ?? 0))).toBeLessThan(1_000)
    expect(row?.capturedAt.getTime()).toBeLessThan(Date.now() - 1_000)
  })
})

describe('keys', () => {
  it('refuses keys that are wrong, of nobody, or revoked, and stores nothing', async () => {
    const show = await onAir(1)
    const headers = { 'x-test-address': '198.51.100.20' }
    for (const key of ['nonsense', 'a'.repeat(43), `${show.key}x`, show.key.toUpperCase()]) {
      const refused = await door.put(key, 'e1/1.m4s', segmentAt({ at: 1 }), { headers })
      expect(refused.status).toBe(401)
      expect(refused.json.message).toContain('unknown')
    }
    await inTransaction(async (tx) => ok(await revokeStreamKeys(tx, systemContext(), show.id)))
    expect((await door.put(show.key, 'e1/1.m4s', segmentAt({ at: 1 }), { headers })).status).toBe(401)
    expect(await rowsOf(show.id)).toHaveLength(1)
    expect(filesOf(show.id)).toEqual(['0.m4s', 'init.mp4'])
  })

  it('keeps only a hash', async () => {
    const show = await door.show()
    const rows = await db().streamKey.findMany({ where: { showId: show.id } })
    expect(rows.map(({ keyHash }) => keyHash)).toEqual([expect.stringMatching(/^[0-9a-f]{64}$/)])
    expect(JSON.stringify(rows)).not.toContain(show.key)
  })

  it('looks no further after twenty bad keys in a minute, except for a good one', async () => {
    const show = await onAir(1)
    const headers = { 'x-test-address': '198.51.100.21' }
    const statuses: number[] = []
    for (let i = 0; i < 22; i++)
      statuses.push((await door.put(`guess-${i}`, 'e1/0.m4s', 'x', { headers })).status)
    expect(statuses.slice(0, 20)).toEqual(Array(20).fill(401))
    expect(statuses.slice(20)).toEqual([429, 429])
    expect((await door.put(show.key, 'e1/1.m4s', segmentAt({ at: 1 }), { headers })).status).toBe(201)
    expect((await door.put('other', 'e1/0.m4s', 'x')).status).toBe(401)
  })

  it('goes on in the same show under a new key, in a new epoch', async () => {
    const show = await onAir(2)
    await inTransaction(async (tx) => ok(await revokeStreamKeys(tx, systemContext(), show.id)))
    const key = await newKey(show.id)
    expect((await door.put(key, 'e1/init.mp4', initSection)).status).toBe(201)
    expect((await door.put(key, 'e1/0.m4s', segmentAt({ at: 0 }))).status).toBe(201)
    expect((await rowsOf(show.id)).map((row) => [row.sequence, row.epoch.name])).toEqual([
      [0, 'e1'],
      [1, 'e1'],
      [2, 'e1-2'],
    ])
    expect(await eventsOf(show.id)).toEqual(['media.epoch-opened', 'media.signal-lost', 'media.epoch-opened'])
  })

  it('takes nothing more once the stream is closed', async () => {
    const show = await onAir(1)
    await inTransaction(async (tx) => ok(await closeStream(tx, systemContext(), show.id)))
    const refused = await door.put(show.key, 'e1/1.m4s', segmentAt({ at: 1 }))
    expect(refused.status).toBe(401)
    expect(await db().epoch.count({ where: { showId: show.id, state: 'OPEN' } })).toBe(0)
  })
})

describe('order', () => {
  it('answers 409 with the number it expects, and stores nothing', async () => {
    const show = await onAir(2)
    const ahead = await door.put(show.key, 'e1/4.m4s', segmentAt({ at: 4 }))
    expect([ahead.status, ahead.json.expected]).toEqual([409, 2])
    const changed = await door.put(show.key, 'e1/1.m4s', segmentAt({ at: 1, mark: 1 }))
    expect([changed.status, changed.json.expected]).toEqual([409, 2])
    expect((await door.put(show.key, 'e1/2.m4s', segmentAt({ at: 2 }))).status).toBe(201)
    expect(await rowsOf(show.id)).toHaveLength(3)
    expect(filesOf(show.id)).not.toContain('4.m4s')
  })

  it('notes a hole when an encoder that cannot go back goes on', async () => {
    const show = await onAir(2)
    expect((await door.put(show.key, 'e1/5.m4s', segmentAt({ at: 5 }))).status).toBe(409)
    expect((await door.put(show.key, 'e1/6.m4s', segmentAt({ at: 6 }))).status).toBe(201)
    const rows = await rowsOf(show.id)
    expect(rows.map(({ sequence, number, gap }) => [sequence, number, gap])).toEqual([
      [0, 0, false],
      [1, 1, false],
      [2, 2, true],
      [3, 3, true],
      [4, 4, true],
      [5, 5, true],
      [6, 6, false],
    ])
    expect(rows.slice(2, 6).map(({ durationMicros }) => durationMicros)).toEqual(Array(4).fill(1_000_000))
    expect((rows[6]?.capturedAt.getTime() ?? 0) - (rows[0]?.capturedAt.getTime() ?? 0)).toBe(6_000)
    // A hole is published and stays one.
    expect((await door.put(show.key, 'e1/3.m4s', segmentAt({ at: 3 }))).status).toBe(409)
  })

  it('lets a first segment wait for the init section that is still on its way', async () => {
    const show = await door.show()
    let finish = () => {}
    const slow = new ReadableStream({
      start(controller) {
        controller.enqueue(new Uint8Array(initSection.subarray(0, 100)))
        finish = () => {
          controller.enqueue(new Uint8Array(initSection.subarray(100)))
          controller.close()
        }
      },
    })
    const init = door.put(show.key, 'e1/init.mp4', slow, { duplex: 'half' } as RequestInit)
    // The door has seen the init's head once it has answered something sent after it.
    await door.put(show.key, 'e1/index.m3u8', '#EXTM3U')
    const first = door.put(show.key, 'e1/0.m4s', segmentAt({ at: 0 }))
    await door.put(show.key, 'e1/index.m3u8', '#EXTM3U')
    finish()
    expect([(await init).status, (await first).status]).toEqual([201, 201])
  })

  it('says that the init section is missing', async () => {
    const show = await door.show()
    const refused = await door.put(show.key, 'e1/0.m4s', segmentAt({ at: 0 }))
    expect(refused.status).toBe(409)
    expect(refused.json.message).toContain('init section')
  })

  it('keeps one container in a show', async () => {
    const show = await onAir(1)
    const refused = await door.put(show.key, 'e2/0.ts', transportSegments[0])
    expect(refused.status).toBe(409)
    expect(refused.json.message).toContain('fragmented MP4')
  })

  it('never has two contents under one number, however many send at once', async () => {
    const show = await onAir(1)
    const sent = await Promise.all(
      [1, 2, 3].map((mark) => door.put(show.key, 'e1/1.m4s', segmentAt({ at: 1, mark }))),
    )
    expect(sent.map(({ status }) => status).sort()).toEqual([201, 409, 409])
    const rows = await rowsOf(show.id)
    expect(rows).toHaveLength(2)
  })
})

describe('encoders', () => {
  it('lets the newer one win and tells the older', async () => {
    const show = await onAir(2)
    expect((await door.put(show.key, 'second/init.mp4', initSection)).status).toBe(201)
    expect((await door.put(show.key, 'second/0.m4s', segmentAt({ at: 0 }))).status).toBe(201)
    const told = await door.put(show.key, 'e1/2.m4s', segmentAt({ at: 2 }))
    expect([told.status, told.json.message]).toEqual([409, 'a newer encoder took over'])
    expect((await door.put(show.key, 'e1/3.m4s', segmentAt({ at: 3 }))).status).toBe(409)
    expect((await door.put(show.key, 'e1/init.mp4', initSection)).status).toBe(409)
    expect((await door.put(show.key, 'second/1.m4s', segmentAt({ at: 1 }))).status).toBe(201)
    const epochs = await db().epoch.findMany({ where: { showId: show.id }, orderBy: { ordinal: 'asc' } })
    expect(epochs.map(({ name, state }) => [name, state])).toEqual([
      ['e1', 'CLOSED'],
      ['second', 'OPEN'],
    ])
  })

  it('sees a restart under the same word by its new init section', async () => {
    const show = await onAir(2)
    expect((await door.put(show.key, 'e1/init.mp4', otherInit())).status).toBe(201)
    expect((await door.put(show.key, 'e1/0.m4s', segmentAt({ at: 0, mark: 1 }))).status).toBe(201)
    expect((await rowsOf(show.id)).map((row) => [row.sequence, row.number, row.epoch.name])).toEqual([
      [0, 0, 'e1'],
      [1, 1, 'e1'],
      [2, 0, 'e1-2'],
    ])
  })

  it('sees a restart with the same init section by the numbers that begin again', async () => {
    const show = await onAir(4)
    expect((await door.put(show.key, 'e1/init.mp4', initSection)).status).toBe(200)
    expect((await door.put(show.key, 'e1/0.m4s', segmentAt({ at: 0, mark: 9 }))).status).toBe(201)
    expect((await door.put(show.key, 'e1/1.m4s', segmentAt({ at: 1, mark: 9 }))).status).toBe(201)
    expect((await rowsOf(show.id)).slice(-2).map((row) => [row.number, row.epoch.name])).toEqual([
      [0, 'e1-2'],
      [1, 'e1-2'],
    ])
    expect(filesOf(show.id).filter((name) => name === 'init.mp4')).toHaveLength(2)
  })

  it('opens at most two hundred epochs in a show in a day', async () => {
    const show = await door.show()
    for (let i = 0; i < 200; i++)
      expect((await door.put(show.key, `e${i}/init.mp4`, initSection)).status).toBe(201)
    const refused = await door.put(show.key, 'e200/init.mp4', initSection)
    expect(refused.status).toBe(429)
    expect(filesOf(show.id)).toHaveLength(200)
  })
})

describe('bad input', () => {
  let show: TestShow
  beforeAll(async () => {
    show = await onAir(1)
  })
  const untouched = async () => {
    expect(await rowsOf(show.id)).toHaveLength(1)
    expect(filesOf(show.id)).toEqual(['0.m4s', 'init.mp4'])
  }

  it.each([
    ['text', Buffer.from('<html>not media</html>'), 'm4s', 415],
    ['nothing', Buffer.alloc(0), 'm4s', 415],
    ['noise', Buffer.alloc(50_000, 7), 'm4s', 415],
    ['a cut-off segment', segmentAt({ at: 1 }).subarray(0, 2_000), 'm4s', 415],
    ['an init section as a segment', initSection, 'm4s', 415],
    ['MPEG-TS called fMP4', transportSegments[0], 'm4s', 415],
    ['forty seconds', segmentAt({ at: 1, lasts: 40 }), 'm4s', 422],
    ['no time at all', segmentAt({ at: 1, lasts: 0 }), 'm4s', 415],
    ['a program', segmentAt({ at: 1 }), 'exe', 415],
  ])('refuses %s', async (_what, bytes, ending, status) => {
    const refused = await door.put(show.key, `e1/1.${ending}`, bytes)
    expect(refused.status).toBe(status)
    expect(refused.json.message).toMatch(/\.$/)
    await untouched()
  })

  it('refuses more samples than a segment can hold without reading them', async () => {
    const bytes = segmentAt({ at: 1 })
    bytes.writeUInt32BE(0xffffffff, bytes.indexOf('trun') + 8)
    expect((await door.put(show.key, 'e1/1.m4s', bytes)).status).toBe(415)
    await untouched()
  })

  it.each([
    ['an init section that is a segment', segmentAt({ at: 0 })],
    ['an init section without a moov', initSection.subarray(0, 28)],
    ['half an init section', initSection.subarray(0, 700)],
  ])('refuses %s', async (_what, bytes) => {
    expect((await door.put(show.key, 'e2/init.mp4', bytes)).status).toBe(415)
    await untouched()
  })

  it('refuses a clock that is three hours off, in words', async () => {
    const other = await door.show()
    await door.put(other.key, 'e1/init.mp4', initSection)
    const threeHours = 3 * 3600
    const behind = await door.put(other.key, 'e1/0.m4s', segmentAt({ at: Date.now() / 1000 - threeHours }))
    expect([behind.status, behind.json.message]).toEqual([422, expect.stringContaining('3 h behind')])
    const ahead = await door.put(other.key, 'e1/0.m4s', segmentAt({ at: Date.now() / 1000 + threeHours }))
    expect([ahead.status, ahead.json.message]).toEqual([422, expect.stringContaining('3 h ahead')])
    expect(await rowsOf(other.id)).toEqual([])
  })

  it.each([['99999999999999.m4s'], ['99999999999.m4s'], ['10000001.m4s'], ['segment.m4s']])(
    'refuses the number of %s',
    async (file) => {
      expect((await door.put(show.key, `e1/${file}`, segmentAt({ at: 1 }))).status).toBe(422)
      await untouched()
    },
  )

  it('refuses a first number that leaves no room', async () => {
    const other = await door.show()
    await door.put(other.key, 'e1/init.mp4', initSection)
    expect((await door.put(other.key, 'e1/1000001.m4s', segmentAt({ at: 0 }))).status).toBe(422)
  })

  it.each([
    'e1/../../../escape0.m4s',
    '..%2f..%2fescape0.m4s',
    'e1/%2e%2e/escape0.m4s',
    'e1/..m4s',
    'e1/a..0.m4s',
    'e1/.0.m4s',
    'e1/-1.m4s',
    'e1/0.m4s/more.m4s',
    'e1//0.m4s',
    '../e1/0.m4s',
    '%00/0.m4s',
    'e1/0%00.m4s',
    `e1/${'n'.repeat(200)}0.m4s`,
    `${'e'.repeat(200)}/0.m4s`,
    'e1/',
    'e1',
    '',
  ])('refuses the path %s', async (path) => {
    const status = await rawPut(door.origin, `/ingest/${show.key}/${path}`, segmentAt({ at: 1 }))
    expect(status).toBeGreaterThanOrEqual(400)
    expect(status).toBeLessThan(500)
    await untouched()
    expect(existsSync(join(door.dataDir, 'escape0.m4s'))).toBe(false)
  })

  it('refuses other methods', async () => {
    const refused = await door.put(show.key, 'e1/1.m4s', segmentAt({ at: 1 }), { method: 'PATCH' })
    expect([refused.status, refused.headers.get('allow')]).toEqual([405, 'PUT, POST, DELETE'])
  })

  it('refuses 60 MB early, with a length and chunked, and the connection can be used again', async () => {
    const big = Buffer.alloc(60 * 1024 * 1024)
    const stated = await door.put(show.key, 'e1/1.m4s', big)
    expect([stated.status, stated.json.message]).toEqual([413, expect.stringContaining('16 MB')])
    let sent = 0
    const chunked = await door.put(
      show.key,
      'e1/1.m4s',
      new ReadableStream({
        pull(controller) {
          sent += 1024 * 1024
          if (sent > 60 * 1024 * 1024) controller.close()
          else controller.enqueue(new Uint8Array(1024 * 1024))
        },
      }),
      { duplex: 'half' } as RequestInit,
    )
    expect(chunked.status).toBe(413)
    await untouched()
  })

  it('takes a segment of exactly the limit, and refuses one byte more', async () => {
    const other = await door.show()
    await door.put(other.key, 'e1/init.mp4', initSection)
    const plain = segmentAt({ at: 0 }).length
    const full = segmentAt({ at: 0, padding: SEGMENT_LIMIT_BYTES - plain })
    expect((await door.put(other.key, 'e1/0.m4s', full)).status).toBe(201)
    const more = segmentAt({ at: 1, padding: SEGMENT_LIMIT_BYTES - plain + 1 })
    expect((await door.put(other.key, 'e1/1.m4s', more)).status).toBe(413)
    // And no more than 20 Mbit/s over ten seconds, even in pieces that are small enough.
    const second = segmentAt({ at: 1, padding: 12 * 1024 * 1024 })
    const refused = await door.put(other.key, 'e1/1.m4s', second)
    expect([refused.status, refused.json.message]).toEqual([413, expect.stringContaining('20 Mbit/s')])
  })

  it('stores nothing of a body that was cut off', async () => {
    await new Promise<void>((resolve) => {
      const cut = httpRequest(`${door.origin}/ingest/${show.key}/e1/1.m4s`, {
        method: 'PUT',
        headers: { 'content-length': '4000' },
      })
      cut.on('error', () => resolve())
      cut.write(segmentAt({ at: 1 }).subarray(0, 1_000), () => cut.destroy())
    })
    expect((await door.put(show.key, 'e1/9.m4s', segmentAt({ at: 9 }))).status).toBe(409)
    await untouched()
  })
})

/** `fetch` would tidy the path up before it is sent. */
function rawPut(origin: string, path: string, body: Buffer): Promise<number> {
  const { hostname, port } = new URL(origin)
  return new Promise((resolve, reject) => {
    const request = httpRequest({ hostname, port, path, method: 'PUT' }, (response) => {
      response.resume()
      resolve(response.statusCode ?? 0)
    })
    request.on('error', reject)
    request.end(body)
  })
}
