import { expect, test } from 'vitest'
import { type AirState, afterAir, airWantsRefresh } from './air-state.ts'

const state: AirState = {
  show: 'LIVE',
  viewers: null,
  available: { var_1: 5 },
  chat: [],
  pins: [],
  pictureAt: null,
  bought: null,
  open: ['pro_1'],
}

test('the host’s pins are those of the feed, the last word counts', () => {
  const pins = (...ids: string[]) =>
    ({
      type: 'pins',
      open: ids.map((productId) => ({ id: `pin_${productId}`, productId, from: 0 })),
    }) as const
  expect(afterAir(state, [pins('pro_2'), pins('pro_2', 'pro_3')]).open).toEqual(['pro_2', 'pro_3'])
  expect(afterAir(state, [pins()]).open).toEqual([])
  expect(afterAir(state, [{ type: 'viewers', count: 3 }])).toMatchObject({ open: ['pro_1'], viewers: 3 })
})

test('what only the server can draw is fetched', () => {
  expect(airWantsRefresh(state, [{ type: 'muted', authorId: 'gst_1' }])).toBe(true)
  expect(airWantsRefresh(state, [{ type: 'line-up' }])).toBe(true)
  expect(airWantsRefresh(state, [{ type: 'show', state: 'ENDED' }])).toBe(true)
  expect(airWantsRefresh(state, [{ type: 'viewers', count: 3 }])).toBe(false)
})
