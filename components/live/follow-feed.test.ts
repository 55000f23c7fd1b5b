import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { followFeed } from './follow-feed.ts'
import { type WatchState, WatchStore } from './watch-store.ts'

const before: WatchState = {
  show: 'LIVE',
  viewers: null,
  available: {},
  chat: [],
  pins: [],
  pictureAt: null,
  bought: null,
}

/** The browser's line, of which the test is the other end. */
class Line {
  static readonly opened: Line[] = []
  onmessage: ((message: { data: string }) => void) | null = null
  onerror: (() => void) | null = null
  closed = false
  readonly url: string
  constructor(url: string) {
    this.url = url
    Line.opened.push(this)
  }
  close() {
    this.closed = true
  }
}

beforeEach(() => {
  vi.useFakeTimers()
  vi.stubGlobal('EventSource', Line)
  Line.opened.length = 0
})
afterEach(() => {
  vi.useRealTimers()
  vi.unstubAllGlobals()
})

function follow(waitMs?: () => number) {
  const store = new WatchStore(before)
  const refresh = vi.fn()
  const stop = followFeed(store, { slug: 'harvest', since: 4, refresh }, waitMs)
  const say = (...events: readonly object[]) => Line.opened[0]?.onmessage?.({ data: JSON.stringify(events) })
  return { store, refresh, stop, say }
}

test('the page is drawn anew after a wait of its own, once for all that came meanwhile', () => {
  const { refresh, say } = follow(() => 7_000)
  say({ n: 5, type: 'line-up' })
  vi.advanceTimersByTime(6_000)
  say({ n: 6, type: 'line-up' }, { n: 7, type: 'show', state: 'ENDED' })
  expect(refresh).not.toHaveBeenCalled()
  vi.advanceTimersByTime(1_000)
  expect(refresh).toHaveBeenCalledOnce()
  vi.advanceTimersByTime(60_000)
  expect(refresh).toHaveBeenCalledOnce()
})

test('what comes after that draws it once more, over the same line', () => {
  const { refresh, say } = follow(() => 0)
  for (const n of [5, 6]) {
    say({ n, type: 'line-up' })
    vi.runAllTimers()
  }
  expect(refresh).toHaveBeenCalledTimes(2)
  expect(Line.opened.map(({ url, closed }) => [url, closed])).toEqual([['/feed/harvest?since=4', false]])
})

test('viewers wait differently long, ten seconds at most', () => {
  const refreshed = Array.from({ length: 40 }, () => {
    Line.opened.length = 0
    const { refresh, say } = follow()
    const began = Date.now()
    let waited = Number.NaN
    refresh.mockImplementation(() => {
      waited = Date.now() - began
    })
    say({ n: 5, type: 'line-up' })
    vi.runAllTimers()
    return waited
  })
  expect(Math.max(...refreshed)).toBeLessThanOrEqual(10_000)
  expect(new Set(refreshed).size).toBeGreaterThan(20)
})

test('a change that the page shows by itself asks nothing of the server', () => {
  const { store, refresh, say } = follow(() => 0)
  say({ n: 5, type: 'show', state: 'INTERRUPTED' })
  vi.runAllTimers()
  expect(store.get().show).toBe('INTERRUPTED')
  expect(refresh).not.toHaveBeenCalled()
})

test('who has gone is not drawn anew', () => {
  const { refresh, stop, say } = follow(() => 5_000)
  say({ n: 5, type: 'line-up' })
  stop()
  vi.runAllTimers()
  expect(refresh).not.toHaveBeenCalled()
  expect(Line.opened[0]?.closed).toBe(true)
})
