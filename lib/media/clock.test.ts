import { describe, expect, it } from 'vitest'
import { decideClock } from './clock.ts'

const SECOND = 1_000_000
const NOON = Date.UTC(2026, 10, 20, 12) * 1000

/** A segment of one second that began to arrive at noon and was there 300 ms later. */
function decide(startMicros: number, sentMicros: number | null = null) {
  const timing = { startMicros, durationMicros: SECOND, independent: true }
  return decideClock(timing, { headMicros: NOON, endMicros: NOON + 300_000, sentMicros })
}

describe('timestamps from zero', () => {
  it('end when the segment was there', () => {
    expect(decide(1_464_000)).toEqual({ ok: true, offset: NOON + 300_000 - 2_464_000 })
  })
})

describe('timestamps in unix time', () => {
  it.each([
    ['just sent', NOON - SECOND, 0],
    ['slow to come', NOON - 3 * SECOND, 0],
    ['ten minutes in a queue', NOON - 600 * SECOND, 0],
    ['an hour behind for want of winter time, and the way through the network', NOON - 3_604 * SECOND, 0],
    ['65 minutes in a queue', NOON - (65 * 60 + 1) * SECOND, 0],
    ['a little ahead', NOON - SECOND + 800_000, -500_000],
    ['a minute ahead', NOON + 59 * SECOND, -60 * SECOND + 300_000],
    ['an hour ahead for want of winter time', NOON + 3_601 * SECOND, -3_602 * SECOND + 300_000],
  ])('%s', (_how, start, offset) => {
    expect(decide(start)).toEqual({ ok: true, offset })
  })

  it.each([
    ['a moment more than 65 minutes behind', NOON - (65 * 60 + 2) * SECOND, -(65 * 60 + 1)],
    ['a moment more than 65 minutes ahead', NOON + (65 * 60 + 1) * SECOND, 65 * 60 + 2],
    ['hours behind', NOON - 3 * 3_600 * SECOND, -(3 * 3_600 - 1)],
    ['hours ahead', NOON + 3 * 3_600 * SECOND, 3 * 3_600 + 1],
  ])('%s is refused', (_which, start, seconds) => {
    const decided = decide(start)
    expect(decided.ok).toBe(false)
    expect(!decided.ok && decided.fault).toMatchObject({ code: 'clock-off' })
    const off = !decided.ok && decided.fault.code === 'clock-off' ? decided.fault.seconds : 0
    expect(Math.abs(off - seconds)).toBeLessThanOrEqual(1)
  })
})

describe('a sender that states its clock', () => {
  const minutesSlow = 7 * 60 * SECOND

  it('is set right, and still believed about footage from a queue', () => {
    expect(decide(NOON - minutesSlow - SECOND, NOON - minutesSlow)).toEqual({ ok: true, offset: minutesSlow })
    expect(decide(NOON - minutesSlow - 900 * SECOND, NOON - minutesSlow)).toEqual({
      ok: true,
      offset: minutesSlow,
    })
  })

  it('may have a queue of hours, if its clock is right', () => {
    expect(decide(NOON - 5 * 3_600 * SECOND, NOON)).toEqual({ ok: true, offset: 0 })
  })

  it('is set right when it was not set to winter time', () => {
    const sent = NOON - 3_604 * SECOND
    expect(decide(sent - SECOND, sent)).toEqual({ ok: true, offset: 3_604 * SECOND })
  })

  it('is refused when its clock is further off', () => {
    for (const off of [65 * 60 + 1, 5 * 3_600])
      expect(decide(NOON - (off + 1) * SECOND, NOON - off * SECOND).ok).toBe(false)
  })

  it('never captured the future', () => {
    const decided = decide(NOON + 10 * SECOND, NOON)
    expect(decided).toEqual({ ok: true, offset: -11 * SECOND + 300_000 })
  })
})
