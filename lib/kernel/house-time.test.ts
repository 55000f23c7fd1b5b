import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { systemContext } from './context.ts'
import { forgetHouseTime, houseNow, takeHouseTime } from './house-time.ts'

const NOON = Date.UTC(2026, 10, 27, 12)
const HOUR = 3_600_000

beforeEach(() => {
  vi.useFakeTimers({ toFake: ['Date', 'performance'], now: NOON })
})
afterEach(() => {
  forgetHouseTime()
  vi.useRealTimers()
})

/** The wall clock is set; the steady one goes on. */
function setClock(ms: number): void {
  const steady = performance.now()
  vi.setSystemTime(ms)
  expect(performance.now()).toBe(steady)
}

test('a process that never asked goes by its machine', () => {
  expect(houseNow().getTime()).toBe(NOON)
})

test.each([HOUR, -HOUR])(
  'a machine that is %i ms off goes by the database, and so does every verb',
  (off) => {
    expect(takeHouseTime(NOON + off, 0)).toBe(off)
    vi.advanceTimersByTime(5_000)
    expect(houseNow().getTime()).toBe(NOON + off + 5_000)
    expect(systemContext().now().getTime()).toBe(NOON + off + 5_000)
  },
)

test('an answer is as old as half of the way there and back', () => {
  expect(takeHouseTime(NOON + HOUR, 400)).toBe(HOUR + 200)
})

test('clocks that are as good as the same are left alone', () => {
  expect(takeHouseTime(NOON + 900, 0)).toBe(0)
  expect(houseNow().getTime()).toBe(NOON)
})

test.each([HOUR, -HOUR])('a clock that is set by %i ms in between changes nothing', (step) => {
  takeHouseTime(NOON, 0)
  vi.advanceTimersByTime(2_000)
  setClock(NOON + step)
  expect(houseNow().getTime()).toBe(NOON + 2_000)
  vi.advanceTimersByTime(1_000)
  expect(houseNow().getTime()).toBe(NOON + 3_000)
  expect(takeHouseTime(NOON + 3_000, 0)).toBe(2_000 - step)
  expect(houseNow().getTime()).toBe(NOON + 3_000)
})
