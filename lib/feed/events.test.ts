import { expect, test } from 'vitest'
import { type FeedEvent, readFrame } from './events.ts'

const read = (...items: unknown[]) => readFrame(JSON.stringify(items))

const EVERY_KIND: readonly FeedEvent[] = [
  { type: 'stock', variants: [{ id: 'var_1', available: 0 }] },
  { type: 'show', state: 'INTERRUPTED' },
  { type: 'pins', open: [{ id: 'pin_1', productId: 'pro_1', from: 1_700_000_000_000 }] },
  { type: 'line-up' },
  {
    type: 'chat',
    id: 'msg_1',
    authorId: 'gst_1',
    nickname: '小满',
    part: 'viewer',
    text: 'How ripe?',
    at: 1_700_000_000_000.5,
  },
  { type: 'chat-deleted', ids: ['msg_1', 'msg_2'] },
  { type: 'muted', authorId: 'gst_1' },
  { type: 'bought', productId: 'pro_1', quantity: 2 },
]

test.each(EVERY_KIND)('a numbered $type is read as it was written', (event) => {
  expect(read({ n: 7, ...event })).toEqual([{ n: 7, event }])
})

test('what passes has no number; only levels are told either way', () => {
  const stock = { type: 'stock', variants: [] }
  expect(read({ type: 'viewers', count: 3 }, { type: 'reload' }, { type: 'reload', head: 9 }, stock)).toEqual(
    [
      { n: null, event: { type: 'viewers', count: 3 } },
      { n: null, event: { type: 'reload' } },
      { n: null, event: { type: 'reload', head: 9 } },
      { n: null, event: stock },
    ],
  )
  expect(read({ n: 1, type: 'viewers', count: 3 }, { type: 'muted', authorId: 'gst_1' })).toEqual([
    { n: 1, event: null },
    { n: null, event: null },
  ])
})

test('a kind that this reader does not know keeps its number', () => {
  expect(read({ n: 4, type: 'fireworks' })).toEqual([{ n: 4, event: null }])
})

test('what is not named is left out', () => {
  expect(read({ n: 1, type: 'line-up', more: 1 })).toEqual([{ n: 1, event: { type: 'line-up' } }])
})

test.each([
  ['packs below nothing', { type: 'stock', variants: [{ id: 'var_1', available: -1 }] }],
  ['half a pack', { type: 'stock', variants: [{ id: 'var_1', available: 0.5 }] }],
  [
    'one bad level among good ones',
    { type: 'stock', variants: [{ id: 'var_1', available: 1 }, { id: 'var_2' }] },
  ],
  ['levels that are no list', { type: 'stock', variants: { id: 'var_1', available: 1 } }],
  ['a state that no show has', { type: 'show', state: 'ON FIRE' }],
  ['an id as long as a page', { type: 'muted', authorId: 'x'.repeat(41) }],
  ['an id that is a number', { type: 'muted', authorId: 7 }],
  ['a moment that is a word', { type: 'pins', open: [{ id: 'pin_1', productId: 'pro_1', from: 'now' }] }],
  ['words by nobody', { ...EVERY_KIND[4], authorId: undefined }],
  ['no event', null],
  ['a word', 'stock'],
])('%s: nobody hears it', (_, event) => {
  const [heard] = read(typeof event === 'object' ? { n: 1, ...event } : event) ?? []
  expect(heard?.event).toBeNull()
})

test.each([['0'], ['1.5'], ['"1"'], ['null']])('%s is no number of an event', (n) => {
  expect(readFrame(`[{"n":${n},"type":"line-up"}]`)).toEqual([{ n: null, event: null }])
})

test.each([['{"n":1,"type":"line-up"}'], ['[{"n":1'], ['']])('%s is no frame', (data) => {
  expect(readFrame(data)).toBeNull()
})
