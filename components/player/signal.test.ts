import { expect, test } from 'vitest'
import { viewerSignal } from './signal.ts'

test.each([
  [{ stalledMs: 0, headroom: null }, 'good'],
  [{ stalledMs: 0, headroom: 3 }, 'good'],
  [{ stalledMs: 0, headroom: 1.2 }, 'weak'],
  [{ stalledMs: 1_200, headroom: 3 }, 'weak'],
  [{ stalledMs: 0, headroom: 0.8 }, 'poor'],
  [{ stalledMs: 6_000, headroom: null }, 'poor'],
] as const)('%o is %s', (felt, word) => {
  expect(viewerSignal(felt)).toBe(word)
})
