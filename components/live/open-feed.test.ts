import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import { readFrame } from '#lib/feed/events.ts'
import { afterNumber, type HeardEvent, openFeed } from './open-feed.ts'

const frame = (...items: object[]) => readFrame(JSON.stringify(items)) ?? []
const lineUp = (n: number) => ({ n, type: 'line-up' })
const types = ({ events }: { events: readonly HeardEvent[] }) => events.map(({ type }) => type)

describe('what is new', () => {
  test('what was heard is dropped, what follows is told', () => {
    const heard = afterNumber(
      4,
      frame(lineUp(3), lineUp(4), lineUp(5), { n: 6, type: 'show', state: 'ENDED' }),
    )
    expect(heard).toEqual({ last: 6, events: [{ type: 'line-up' }, { type: 'show', state: 'ENDED' }] })
  })

  test('a hole asks for the whole', () => {
    const heard = afterNumber(4, frame(lineUp(7)))
    expect(types(heard)).toEqual(['reload', 'line-up'])
    expect(heard.last).toBe(7)
  })

  test('after a reload numbers go on from where it says, also backwards', () => {
    const heard = afterNumber(90, frame({ type: 'reload', head: 12 }))
    expect(heard.last).toBe(12)
    expect(types(afterNumber(heard.last, frame(lineUp(13))))).toEqual(['line-up'])
  })

  test('a kind from a newer house counts but is not told', () => {
    expect(afterNumber(1, frame({ n: 2, type: 'deal' }, lineUp(3)))).toEqual({
      last: 3,
      events: [{ type: 'line-up' }],
    })
  })

  test('what only passes leaves the number alone', () => {
    expect(afterNumber(1, frame({ type: 'viewers', count: 3 }))).toEqual({
      last: 1,
      events: [{ type: 'viewers', count: 3 }],
    })
  })
})

describe('the line', () => {
  class FakeSource {
    static readonly CLOSED = 2
    static all: FakeSource[] = []
    readyState = 1
    onmessage: ((message: { data: string }) => void) | null = null
    onerror: (() => void) | null = null
    readonly url: string
    constructor(url: string) {
      this.url = url
      FakeSource.all.push(this)
    }
    close() {
      this.readyState = FakeSource.CLOSED
    }
    /** The browser will not come back by itself. */
    giveUp() {
      this.close()
      this.onerror?.()
    }
  }

  beforeEach(() => {
    vi.useFakeTimers()
    FakeSource.all = []
    vi.stubGlobal('EventSource', FakeSource)
  })
  afterEach(() => {
    vi.useRealTimers()
    vi.unstubAllGlobals()
  })
  const urls = () => FakeSource.all.map(({ url }) => url)

  test('that the browser gives up is taken up again where it was', () => {
    const heard: HeardEvent[] = []
    openFeed('morning', 4, (events) => heard.push(...events))
    FakeSource.all[0]?.onmessage?.({ data: JSON.stringify([lineUp(5)]) })
    FakeSource.all[0]?.giveUp()
    vi.advanceTimersByTime(3_000)
    expect(urls()).toEqual(['/feed/morning?since=4', '/feed/morning?since=5'])
    expect(heard).toEqual([{ type: 'line-up' }])
  })

  test('that the browser tends itself is left to it', () => {
    openFeed('morning', 4, () => {})
    if (FakeSource.all[0]) FakeSource.all[0].readyState = 0
    FakeSource.all[0]?.onerror?.()
    vi.advanceTimersByTime(60_000)
    expect(urls()).toHaveLength(1)
  })

  test('is tried less and less often, and not at all once it is let go', () => {
    const close = openFeed('morning', 4, () => {})
    for (let i = 0; i < 6; i++) {
      FakeSource.all.at(-1)?.giveUp()
      vi.advanceTimersByTime(45_000)
    }
    expect(urls()).toHaveLength(7)
    FakeSource.all.at(-1)?.giveUp()
    vi.advanceTimersByTime(14_000)
    expect(urls()).toHaveLength(7)
    close()
    vi.advanceTimersByTime(60_000)
    expect(urls()).toHaveLength(7)
  })
})
