import { expect, test } from 'vitest'
import { afterFeed, type WatchState, WatchStore, wantsRefresh } from './watch-store.ts'

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

test('a signal that goes and comes is shown without the server; a beginning and an end are not', () => {
  expect(wantsRefresh(before, [{ type: 'show', state: 'INTERRUPTED' }])).toBe(false)
  expect(wantsRefresh({ ...before, show: 'INTERRUPTED' }, [{ type: 'show', state: 'LIVE' }])).toBe(false)
  expect(wantsRefresh({ ...before, show: 'SCHEDULED' }, [{ type: 'show', state: 'LIVE' }])).toBe(true)
  expect(wantsRefresh({ ...before, show: 'INTERRUPTED' }, [{ type: 'show', state: 'ENDED' }])).toBe(true)
})

test('a page drawn anew keeps what was heard after the server read it', () => {
  const store = new WatchStore(before)
  store.hear([{ type: 'stock', variants: [{ id: 'var_a', available: 4 }] }], 7)
  store.hear([{ type: 'stock', variants: [{ id: 'var_a', available: 3 }] }, line(1)], 9)
  store.hear([{ type: 'bought', productId: 'pro_a', quantity: 1 }], 10)
  store.redraw({ ...before, available: { var_a: 4, var_b: 0 } }, 7)
  expect(store.get()).toMatchObject({ available: { var_a: 3, var_b: 0 }, bought: { count: 1 } })
  expect(store.get().chat.map(({ id }) => id)).toEqual(['msg_1'])
})

test('what the server read itself counts over what was heard before', () => {
  const store = new WatchStore(before)
  store.hear([{ type: 'stock', variants: [{ id: 'var_a', available: 4 }] }], 7)
  store.redraw({ ...before, available: { var_a: 9 } }, 7)
  expect(store.get().available).toEqual({ var_a: 9 })
})

test('after a reload numbers begin anew, and older ones count no more', () => {
  const store = new WatchStore(before)
  store.hear([{ type: 'stock', variants: [{ id: 'var_a', available: 4 }] }], 700)
  store.hear([{ type: 'reload', head: 3 }], 3)
  store.redraw({ ...before, available: { var_a: 9 } }, 3)
  expect(store.get().available).toEqual({ var_a: 9 })
})
