import { expect, test } from 'vitest'
import { clock } from './clock.ts'

test.each([
  [0, '0:00'],
  [75.9, '1:15'],
  [3_675, '1:01:15'],
])('%d seconds read %s', (seconds, shown) => {
  expect(clock(seconds)).toBe(shown)
})
