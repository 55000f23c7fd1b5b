import { expect, test } from 'vitest'
import { nextPause } from './backoff.ts'

test('The first restart comes at once, the next ones twice as late each, up to five seconds', () => {
  const pauses: number[] = []
  for (let i = 0; i < 7; i++) pauses.push(nextPause(pauses.at(-1), 1_000))
  expect(pauses).toEqual([200, 400, 800, 1600, 3200, 5000, 5000])
})

test('After a minute of health an end is a new mishap', () => {
  expect(nextPause(5000, 59_999)).toBe(5000)
  expect(nextPause(5000, 60_000)).toBe(200)
})
