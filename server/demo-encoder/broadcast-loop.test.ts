import { BufferSource, EncodedPacketSink, Input, MP4 } from 'mediabunny'
import { pino } from 'pino'
import { afterEach, beforeAll, describe, expect, it } from 'vitest'
import { type LoopFilm, readLoop } from '#db/demo/cut-loop.ts'
import { type BroadcastEnd, broadcastLoop } from './broadcast-loop.ts'
import { openSink, type Put, type Say, type Sink } from './ingest-sink.ts'

/** A whole turn of the loop begins here; unix seconds. */
const TURN = 1_790_000_016
const ENOUGH = 200

let film: LoopFilm
let sink: Sink | undefined

beforeAll(async () => {
  film = await readLoop()
})
afterEach(async () => {
  await sink?.close()
  sink = undefined
})

type Broadcast = { end: BroadcastEnd; sink: Sink; said: string; waits: number[] }

/** Broadcasts on a clock that only waiting moves, until `segments` were taken or the encoder ends by itself. */
async function broadcast(of: {
  from: number
  segments: number
  answer?: (put: Put, sink: Sink) => Say | undefined
  onTaken?: (taken: number, clock: { ms: number }) => void
}): Promise<Broadcast> {
  const clock = { ms: of.from * 1000 + 400 }
  const leaving = new AbortController()
  const lines: string[] = []
  const waits: number[] = []
  sink = await openSink(
    () => clock.ms,
    (put, all) => {
      const said = of.answer?.(put, all)
      if (said === undefined && put.file !== 'init.mp4') {
        const taken = all.taken.filter(({ file }) => file !== 'init.mp4').length + 1
        of.onTaken?.(taken, clock)
        if (taken >= of.segments) leaving.abort()
      }
      if (all.tried.length >= ENOUGH) leaving.abort()
      return said
    },
  )
  const end = await broadcastLoop({
    ingestUrl: sink.url,
    film,
    log: pino({ level: 'trace' }, { write: (line) => lines.push(line) }),
    signal: leaving.signal,
    now: () => clock.ms,
    wait: async (ms) => {
      waits.push(ms)
      clock.ms += ms
    },
  })
  return { end, sink, said: lines.join(''), waits }
}

/** Packets of one segment as a player finds them. */
async function read(init: Uint8Array, segment: Uint8Array) {
  using input = new Input({
    source: new BufferSource(segment),
    formats: [MP4],
    initInput: new Input({ source: new BufferSource(init), formats: [MP4] }),
  })
  const [video, audio] = [await input.getPrimaryVideoTrack(), await input.getPrimaryAudioTrack()]
  if (!video || !audio) throw new Error('a track is missing')
  const all = async (track: typeof video | typeof audio) => {
    const packets = []
    for await (const packet of new EncodedPacketSink(track).packets()) packets.push(packet)
    return packets
  }
  return { video: await all(video), audio: await all(audio) }
}

const names = (puts: readonly Put[]) => puts.map(({ file }) => file)

describe('The demo’s encoder', () => {
  it('sends the init section, then every second in order as it ends', async () => {
    const { sink, end } = await broadcast({ from: TURN, segments: 4 })
    expect(end).toBe('stopped')
    expect(names(sink.taken)).toEqual(['init.mp4', '0.m4s', '1.m4s', '2.m4s', '3.m4s'])
    expect(new Set(sink.taken.map(({ epoch }) => epoch)).size).toBe(1)
    expect(sink.taken[0]?.epoch).toMatch(/^e[0-9a-z]+$/)
    sink.taken.slice(1).forEach(({ at }, number) => {
      expect(at).toBe((TURN + number + 1) * 1000)
    })
  })

  it('begins each segment with a key frame and keeps unix time, over the end of the loop too', async () => {
    const { sink } = await broadcast({ from: TURN + 46, segments: 5 })
    const [init, ...segments] = sink.taken
    let audioEnd: number | null = null
    for (const [number, segment] of segments.entries()) {
      const second = TURN + 46 + number
      const { video, audio } = await read(init?.bytes ?? new Uint8Array(), segment.bytes)
      expect(video.map(({ type }) => type)).toEqual(['key', ...Array(24).fill('delta')])
      expect(video[0]?.timestamp).toBeCloseTo(second, 5)
      expect(video.reduce((sum, { duration }) => sum + duration, 0)).toBeCloseTo(1, 5)
      video.forEach(({ timestamp }, frame) => {
        expect(timestamp).toBeCloseTo(second + frame / 25, 5)
      })
      for (const { timestamp, duration } of audio) {
        if (audioEnd !== null) expect(timestamp).toBeCloseTo(audioEnd, 4)
        audioEnd = timestamp + duration
      }
      const shown = film.seconds[(46 + number) % 48]?.video[3]?.data
      expect(video[3]?.data).toEqual(shown)
    }
  })

  it('tries again in order when the server is busy, and makes up for the time', async () => {
    const { sink, said, waits } = await broadcast({
      from: TURN,
      segments: 6,
      answer: ({ file }, { tried }) =>
        file === '2.m4s' && names(tried).filter((name) => name === '2.m4s').length <= 5
          ? { status: 503, body: { message: 'Another encoder is writing.' } }
          : undefined,
    })
    expect(names(sink.taken)).toEqual(['init.mp4', '0.m4s', '1.m4s', '2.m4s', '3.m4s', '4.m4s', '5.m4s'])
    expect(names(sink.tried).filter((name) => name === '2.m4s')).toHaveLength(6)
    const pauses = waits.filter((ms) => ms % 1 !== 0)
    expect(pauses.at(-1)).toBeGreaterThan(pauses[0] ?? 0)
    expect(said.match(/trying again/g)).toHaveLength(1)
    expect(said).toContain('taken again')
  })

  it('waits as long as the server asks', async () => {
    const { waits } = await broadcast({
      from: TURN,
      segments: 1,
      answer: (_, { tried }) => (tried.length === 1 ? { status: 429, retryAfter: 7 } : undefined),
    })
    expect(waits[0]).toBe(7000)
  })

  it('survives a server that hangs up', async () => {
    const { sink } = await broadcast({
      from: TURN,
      segments: 3,
      answer: (_, { tried }) => (tried.length === 3 || tried.length === 4 ? 'hang-up' : undefined),
    })
    expect(names(sink.taken)).toEqual(['init.mp4', '0.m4s', '1.m4s', '2.m4s'])
  })

  it('goes back to the number that is expected', async () => {
    let told = false
    const { sink } = await broadcast({
      from: TURN,
      segments: 6,
      answer: ({ file }) => {
        if (file !== '3.m4s' || told) return undefined
        told = true
        return { status: 409, body: { expected: 1 } }
      },
    })
    expect(names(sink.taken)).toEqual(['init.mp4', '0.m4s', '1.m4s', '2.m4s', '1.m4s', '2.m4s', '3.m4s'])
    expect(sink.taken[2]?.bytes).toEqual(sink.taken[4]?.bytes)
  })

  it.each([
    ['without a number', {}],
    ['with the very number that it refuses', { expected: 2 }],
    ['with a number that is still to come', { expected: 9000 }],
  ])('starts a new epoch on a conflict %s', async (_, body) => {
    let told = false
    const { sink } = await broadcast({
      from: TURN,
      segments: 4,
      answer: ({ file }) => {
        if (file !== '2.m4s' || told) return undefined
        told = true
        return { status: 409, body }
      },
    })
    expect(names(sink.taken)).toEqual(['init.mp4', '0.m4s', '1.m4s', 'init.mp4', '0.m4s', '1.m4s'])
    const [before, after] = [sink.taken[0]?.epoch, sink.taken[3]?.epoch]
    expect(after).not.toBe(before)
    expect(sink.taken.slice(3).every(({ epoch }) => epoch === after)).toBe(true)
  })

  it('does not run in circles when it is sent back to the same number for ever', async () => {
    const { sink, waits } = await broadcast({
      from: TURN,
      segments: ENOUGH,
      answer: ({ file }) => (file === '1.m4s' ? { status: 409, body: { expected: 0 } } : undefined),
    })
    const epochs = new Set(sink.tried.map(({ epoch }) => epoch))
    expect(epochs.size).toBeGreaterThan(1)
    expect(waits.length).toBeGreaterThan(epochs.size)
  })

  it('starts a new epoch at the present after more than a minute away', async () => {
    const { sink } = await broadcast({
      from: TURN,
      segments: 4,
      onTaken: (taken, clock) => {
        if (taken === 2) clock.ms += 3_600_000
      },
    })
    expect(names(sink.taken)).toEqual(['init.mp4', '0.m4s', '1.m4s', 'init.mp4', '0.m4s', '1.m4s'])
    const late = await read(
      sink.taken[3]?.bytes ?? new Uint8Array(),
      sink.taken[4]?.bytes ?? new Uint8Array(),
    )
    expect(late.video[0]?.timestamp).toBeGreaterThan(TURN + 3600)
  })

  it.each([
    [401, { message: 'This stream key is unknown or was revoked.' }, 'refused', 'not accepted'],
    [410, { message: 'The show is over.' }, 'refused', 'not accepted'],
    [409, { message: 'a newer encoder took over' }, 'refused', 'took over'],
    [415, { message: 'These bytes are neither.' }, 'unusable', 'will not take'],
  ] as const)('stops with one sentence on %i', async (status, body, end, sentence) => {
    const broadcasted = await broadcast({
      from: TURN,
      segments: 9,
      answer: ({ file }) => (file === '1.m4s' ? { status, body } : undefined),
    })
    expect(broadcasted.end).toBe(end)
    expect(names(broadcasted.sink.tried)).toEqual(['init.mp4', '0.m4s', '1.m4s'])
    const lines = broadcasted.said.trim().split('\n')
    expect(lines).toHaveLength(2)
    expect(lines[1]).toContain(sentence)
  })

  it('never says its key', async () => {
    const { said } = await broadcast({
      from: TURN,
      segments: 9,
      answer: (_, { tried }) =>
        (['hang-up', undefined, { status: 503 }, undefined, { status: 409 }, { status: 401 }] as const)[
          tried.length % 6
        ],
    })
    expect(said).not.toBe('')
    expect(said).not.toContain('secret-of-the-test')
    expect(said).not.toContain('/ingest/')
  })
})
