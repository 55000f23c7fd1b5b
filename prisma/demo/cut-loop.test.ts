import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { BufferSource, EncodedPacketSink, Input, MP4 } from 'mediabunny'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { cutLoop, LOOP_FILE, type Piece, readLoop } from './cut-loop.ts'
import { LOOP_SECONDS } from './loop.ts'

const all = async (pieces: AsyncIterable<Piece>) => {
  const found: Piece[] = []
  for await (const piece of pieces) found.push(piece)
  return found
}

describe('Cutting the loop for a replay', () => {
  it('gives an init section and whole seconds from the moment asked for', async () => {
    const start = 1_790_000_056
    const [init, ...segments] = await all(cutLoop({ seconds: 60, firstTimestamp: start }))
    expect(init).toMatchObject({ name: 'init.mp4', startSeconds: start, durationSeconds: 0 })
    expect(segments.map(({ name }) => name)).toEqual(Array.from({ length: 60 }, (_, i) => `${i}.m4s`))
    for (const [number, { startSeconds, durationSeconds }] of segments.entries()) {
      expect(startSeconds).toBe(start + number)
      expect(durationSeconds).toBe(1)
    }
  })

  it('makes one stream of them: joined, they play without a hole or an overlap', async () => {
    const start = 1_790_000_060
    const pieces = await all(cutLoop({ seconds: 10, firstTimestamp: start }))
    using input = new Input({
      source: new BufferSource(Buffer.concat(pieces.map(({ bytes }) => bytes))),
      formats: [MP4],
    })
    const video = await input.getPrimaryVideoTrack()
    const audio = await input.getPrimaryAudioTrack()
    for (const track of [video, audio]) {
      if (!track) throw new Error('a track is missing')
      let end: number | null = null
      for await (const { timestamp, duration } of new EncodedPacketSink(track).packets()) {
        if (end !== null) expect(timestamp).toBeCloseTo(end, 4)
        end = timestamp + duration
      }
      expect(end).toBeCloseTo(start + 10, 1)
    }
  })

  it('numbers the fragments upwards', async () => {
    const [, first, second] = await all(cutLoop({ seconds: 2, firstTimestamp: 96 }))
    const number = (piece: Piece | undefined) =>
      new DataView(piece?.bytes.buffer ?? new ArrayBuffer(24)).getUint32(20)
    expect(number(second)).toBe(number(first) + 1)
  })

  it.each([0.5, -1, Number.NaN])('refuses to begin at %d', async (firstTimestamp) => {
    await expect(all(cutLoop({ seconds: 1, firstTimestamp }))).rejects.toThrow(/whole seconds/)
  })
})

describe('Reading the loop', () => {
  let room = ''
  beforeAll(async () => {
    room = await mkdtemp(join(tmpdir(), 'cunbo-loop-'))
  })
  afterAll(() => rm(room, { recursive: true }))

  it('finds 48 s of both tracks, a key frame first in each second and nowhere else', async () => {
    const { seconds } = await readLoop()
    expect(seconds).toHaveLength(LOOP_SECONDS)
    for (const { video } of seconds)
      expect(video.map(({ type }) => type)).toEqual(['key', ...Array(24).fill('delta')])
    const audio = seconds.flatMap(({ audio }) => audio)
    expect(audio.reduce((sum, { duration }) => sum + duration, 0)).toBeCloseTo(LOOP_SECONDS, 6)
  })

  it('is small enough for the repository', async () => {
    expect((await readFile(LOOP_FILE)).byteLength).toBeLessThan(950_000)
  })

  it('says what is wrong with another file', async () => {
    const path = join(room, 'other.mp4')
    await writeFile(path, Buffer.from('not a film at all'))
    await expect(readLoop(path)).rejects.toThrow(/not a film that can be read/)
    await expect(readLoop(join(room, 'missing.mp4'))).rejects.toThrow(/not a film that can be read/)
  })
})
