import { describe, expect, it } from 'vitest'
import type { Logger } from '#lib/kernel/log.ts'
import { NOTHING_SEEN } from '#lib/media/judge.ts'
import { watchDrift } from './ingest-drift.ts'
import { createIngestMemory, createRateWindow } from './ingest-memory.ts'

const SECOND = 1_000_000
const at = (second: number) => ({
  startMicros: second * SECOND,
  durationMicros: SECOND,
  independent: true,
})

describe('what a door remembers of encoders', () => {
  it('is added to, and forgotten for those who came first when there are too many', () => {
    const memory = createIngestMemory()
    memory.note('a', { holeAt: 5 })
    memory.note('a', { lastTriedAt: 9 })
    expect(memory.seen('a')).toEqual({ ...NOTHING_SEEN, holeAt: 5, lastTriedAt: 9 })
    for (let i = 0; i < 1_000; i++) memory.note(`other ${i}`, { holeAt: 1 })
    expect(memory.seen('a')).toBe(NOTHING_SEEN)
    expect(memory.seen('other 999').holeAt).toBe(1)
  })
})

describe('the rate of a show', () => {
  const MEGABYTE = 1_000_000

  it('is counted over ten seconds of media, not of the clock', () => {
    const rate = createRateWindow()
    for (let second = 0; second < 10; second++) {
      expect(rate.allows('show', at(second), 2.5 * MEGABYTE)).toBe(true)
      rate.count('show', at(second), 2.5 * MEGABYTE)
    }
    // Steady at 20 Mbit/s for ever, however fast it comes; not a byte more.
    expect(rate.allows('show', at(10), 2.5 * MEGABYTE)).toBe(true)
    expect(rate.allows('show', at(10), 2.5 * MEGABYTE + 1)).toBe(false)
    expect(rate.allows('other', at(10), 20 * MEGABYTE)).toBe(true)
    // After a hole the window has moved on.
    expect(rate.allows('show', at(30), 20 * MEGABYTE)).toBe(true)
  })

  it('is of segments too', () => {
    const rate = createRateWindow()
    const tiny = (i: number) => ({ startMicros: i * 50_000, durationMicros: 50_000, independent: true })
    for (let i = 0; i < 100; i++) rate.count('show', tiny(i), 100)
    expect(rate.allows('show', tiny(100), 100)).toBe(false)
    expect(rate.allows('show', tiny(400), 100)).toBe(true)
  })

  it('begins anew when an encoder does', () => {
    const rate = createRateWindow()
    for (let second = 100; second < 110; second++) rate.count('show', at(second), 2.5 * MEGABYTE)
    expect(rate.allows('show', at(0), 2.5 * MEGABYTE)).toBe(true)
  })
})

describe('drift', () => {
  it('is said once, after ten segments in a row that are three seconds off', () => {
    const said: object[] = []
    const drift = watchDrift({ warn: (fields: object) => said.push(fields) } as unknown as Logger)
    drift.note('show', 'e1', 0)
    for (let i = 0; i < 9; i++) drift.note('show', 'e1', 4 * SECOND)
    drift.note('show', 'e1', 0)
    for (let i = 0; i < 30; i++) drift.note('show', 'e1', -4 * SECOND)
    expect(said).toEqual([{ showId: 'show', epoch: 'e1', driftSeconds: -4 }])
    // What is late from the first segment on is a queue, not drift.
    for (let i = 0; i < 30; i++) drift.note('show', 'e2', 600 * SECOND)
    expect(said).toHaveLength(1)
  })
})
