import { describe, expect, it } from 'vitest'
import { initSection, otherInit, segmentAt, transportSegments } from '../../tests/fixtures/media-segments.ts'
import { readBoxes } from './boxes.ts'
import { areTransportPackets } from './packets.ts'
import { checkInit, readTiming } from './read-timing.ts'

const read = (bytes: Uint8Array) => readTiming(bytes, 'FMP4', initSection)

describe('fragmented MP4', () => {
  it('says when it starts, how long it is and whether it begins with a key frame', async () => {
    // The edit list of the fixture's init section shifts its picture by 63,965 µs.
    expect(await read(segmentAt({ at: 12 }))).toEqual({
      ok: true,
      value: { startMicros: 12_063_965, durationMicros: 1_000_000, independent: true },
    })
    expect(await read(segmentAt({ at: 12, lasts: 2.5, withoutKeyFrame: true }))).toEqual({
      ok: true,
      value: { startMicros: 12_063_965, durationMicros: 2_500_000, independent: false },
    })
  })

  it('keeps microseconds in unix time', async () => {
    const reading = await read(segmentAt({ at: 1_790_000_000.5 }))
    expect(reading.ok && reading.value.startMicros).toBe(1_790_000_000_563_965)
  })

  it('is refused at every length but its own', async () => {
    const whole = segmentAt({ at: 0 })
    for (let length = 0; length < whole.length; length += 97)
      expect((await read(whole.subarray(0, length))).ok).toBe(false)
    expect((await read(Buffer.concat([whole, Buffer.from([0])]))).ok).toBe(false)
  })

  it('is refused, never thrown at, whichever byte of its head is changed', async () => {
    const whole = segmentAt({ at: 0 })
    for (let at = 0; at < 0x1a8; at++) {
      const changed = Buffer.from(whole)
      changed[at] = 0xff
      expect(typeof (await read(changed)).ok).toBe('boolean')
    }
  })

  it('claims no more samples than it can hold', () => {
    const bytes = segmentAt({ at: 0 })
    expect(readBoxes(bytes)?.samples).toBe(26)
    bytes.writeUInt32BE(20_000, bytes.indexOf('trun') + 8)
    expect(readBoxes(bytes)).toBeNull()
  })
})

describe('MPEG-TS', () => {
  it('says the same of its segments', async () => {
    const starts = []
    for (const bytes of transportSegments) {
      const reading = await readTiming(bytes, 'MPEGTS', null)
      expect(reading).toMatchObject({ ok: true, value: { durationMicros: 1_000_000, independent: true } })
      starts.push(reading.ok && reading.value.startMicros)
    }
    expect(starts).toEqual([1_464_000, 2_464_000, 3_464_000])
  })

  it('is refused when it is cut off, empty or out of step', async () => {
    const [first] = transportSegments
    expect(await readTiming(first.subarray(0, 1_000), 'MPEGTS', null)).toMatchObject({
      fault: { why: 'truncated' },
    })
    expect(areTransportPackets(Buffer.alloc(0))).toBe(false)
    expect(areTransportPackets(Buffer.alloc(188 * 3, 0x47))).toBe(false)
    const broken = Buffer.from(first)
    broken[188 * 5] = 0
    expect(areTransportPackets(broken)).toBe(false)
  })
})

describe('an init section', () => {
  it('has a track and nothing to play', async () => {
    expect(await checkInit(initSection)).toBeNull()
    expect(await checkInit(otherInit())).toBeNull()
    expect(await checkInit(segmentAt({ at: 0 }))).toMatchObject({ why: 'not-an-init' })
    expect(await checkInit(Buffer.concat([initSection, segmentAt({ at: 0 })]))).toMatchObject({
      why: 'not-an-init',
    })
    expect(await checkInit(initSection.subarray(0, 28))).toMatchObject({ why: 'not-an-init' })
    expect(await checkInit(Buffer.from('not media at all'))).toMatchObject({ why: 'unreadable' })
  })
})
