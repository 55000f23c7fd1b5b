import { expect, test } from 'vitest'
import { catchUpRate } from './catch-up.ts'

test('a level viewer plays as it was filmed', () => {
  expect(catchUpRate({ behind: 0.2, buffered: 3, rate: 1 })).toBe(1)
  expect(catchUpRate({ behind: -1, buffered: 3, rate: 1.25 })).toBe(1)
})

test('a small gap is closed gently, a wide one briskly', () => {
  expect(catchUpRate({ behind: 1, buffered: 3, rate: 1 })).toBe(1.1)
  expect(catchUpRate({ behind: 12, buffered: 3, rate: 1 })).toBe(1.25)
})

test('a chase goes on until it is level, so that the rate does not flutter', () => {
  expect(catchUpRate({ behind: 0.5, buffered: 3, rate: 1.25 })).toBe(1.25)
  expect(catchUpRate({ behind: 0.5, buffered: 3, rate: 1.1 })).toBe(1.1)
  expect(catchUpRate({ behind: 0.5, buffered: 3, rate: 1 })).toBe(1)
})

test('never faster than what is there to play', () => {
  expect(catchUpRate({ behind: 12, buffered: 0.4, rate: 1.25 })).toBe(1)
})
