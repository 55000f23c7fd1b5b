import { expect, test } from 'vitest'
import { afterFeed, type WatchState, wantsRefresh } from './watch-store.ts'

const before: WatchState = {
  show: 'LIVE',
  viewers: null,
  available: { var_a: 5, var_b: 1 },
  chat: [],
  pins: [],
  pictureAt: null,
  bought: null,
}

const line = (n: number) =>
  ({
    type: 'chat',
    id: `msg_${n}`,
    authorId: 'gst_1',
    nickname: 'A',
    part: 'viewer',
    text: `${n}`,
    at: n,
  }) as const

test('stock is absolute: the last word counts and others stay', () => {
  const after = afterFeed(before, [
    { type: 'stock', variants: [{ id: 'var_a', available: 4 }] },
    { type: 'stock', variants: [{ id: 'var_a', available: 3 }] },
  ])
  expect(after.available).toEqual({ var_a: 3, var_b: 1 })
})

test('a line that was drawn by the server is not said twice, and a deleted one goes', () => {
  const after = afterFeed(before, [line(1), line(2), line(1), { type: 'chat-deleted', ids: ['msg_2'] }])
  expect(after.chat.map(({ id }) => id)).toEqual(['msg_1'])
})

test('the chat keeps its last two hundred lines', () => {
  const after = afterFeed(
    before,
    Array.from({ length: 250 }, (_, n) => line(n)),
  )
  expect(after.chat).toHaveLength(200)
  expect(after.chat.at(-1)?.id).toBe('msg_249')
})

test('two purchases of the same thing are two', () => {
  const bought = { type: 'bought', productId: 'pro_a', quantity: 1 } as const
  expect(afterFeed(before, [bought, bought]).bought).toEqual({ productId: 'pro_a', quantity: 1, count: 2 })
})

test('a changed line-up, a changed state and a hole want the page drawn anew; stock does not', () => {
  expect(wantsRefresh(before, [{ type: 'line-up' }])).toBe(true)
  expect(wantsRefresh(before, [{ type: 'reload' }])).toBe(true)
  expect(wantsRefresh(before, [{ type: 'show', state: 'ENDED' }])).toBe(true)
  expect(
    wantsRefresh(before, [
      { type: 'show', state: 'LIVE' },
      { type: 'viewers', count: 3 },
    ]),
  ).toBe(false)
})
