import { afterEach, expect, test, vi } from 'vitest'
import type { AirState } from './air-state.ts'
import { followAir } from './follow-air.ts'

const state: AirState = {
  show: 'LIVE',
  viewers: null,
  available: {},
  chat: [],
  pins: [],
  pictureAt: null,
  bought: null,
  open: [],
}

afterEach(() => vi.unstubAllGlobals())

test('a change that only the server can draw refreshes the desk once, when its state is set', () => {
  const line: { onmessage?: (message: { data: string }) => void } = {}
  vi.stubGlobal(
    'EventSource',
    class {
      constructor() {
        Object.assign(line, { close() {} })
        // biome-ignore lint/correctness/noConstructorReturn: the test is the other end of the line.
        return line
      }
    },
  )
  let desk = state
  const seen: AirState['show'][] = []
  followAir(
    {
      get: () => desk,
      set: (next) => {
        desk = next
      },
    },
    { slug: 'harvest', since: 4, refresh: () => seen.push(desk.show) },
  )
  const say = (event: object) => line.onmessage?.({ data: JSON.stringify([event]) })
  say({ n: 5, type: 'bought', productId: 'pro_1', quantity: 2 })
  expect(seen).toEqual([])
  say({ n: 6, type: 'show', state: 'ENDED' })
  say({ n: 7, type: 'show', state: 'ENDED' })
  expect(seen).toEqual(['ENDED'])
  expect(desk.bought).toEqual({ productId: 'pro_1', quantity: 2, count: 1 })
})
