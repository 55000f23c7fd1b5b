import { afterEach, describe, expect, it } from 'vitest'
import { logger } from '#lib/kernel/log.ts'
import { initSection, segmentAt, transportSegments } from '../../tests/fixtures/media-segments.ts'
import { startTimingReader, type TimingReader } from './timing-reader.ts'

let reader: TimingReader | undefined
afterEach(() => reader?.close())

describe('the media reader', () => {
  it('reads in its thread what it would read here', async () => {
    reader = startTimingReader(logger('test'))
    const [fragment, transport, init, nonsense] = await Promise.all([
      reader.readTiming(segmentAt({ at: 3 }), 'FMP4', initSection),
      reader.readTiming(transportSegments[0], 'MPEGTS', null),
      reader.checkInit(initSection),
      reader.readTiming(Buffer.from('nonsense'), 'FMP4', initSection),
    ])
    expect(fragment).toMatchObject({ ok: true, value: { durationMicros: 1_000_000 } })
    expect(transport).toMatchObject({ ok: true, value: { startMicros: 1_464_000 } })
    expect(init).toBeNull()
    expect(nonsense).toMatchObject({ ok: false, fault: { code: 'not-media' } })
  })

  it('refuses what takes too long, and reads on', async () => {
    reader = startTimingReader(logger('test'), { patienceMs: 1 })
    // Thousands of packets: more than a thread can start and read in a millisecond.
    const stuck = await reader.readTiming(transportSegments[0], 'MPEGTS', null)
    expect(stuck).toMatchObject({ ok: false, fault: { code: 'not-media' } })
    await reader.close()
    reader = startTimingReader(logger('test'))
    expect(await reader.readTiming(transportSegments[0], 'MPEGTS', null)).toMatchObject({ ok: true })
  })

  it('starts again after its thread has died', async () => {
    reader = startTimingReader(logger('test'))
    expect(await reader.checkInit(initSection)).toBeNull()
    await reader.close()
    expect(await reader.checkInit(initSection)).toBeNull()
  })
})
