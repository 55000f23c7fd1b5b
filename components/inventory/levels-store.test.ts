import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { type LevelTuple, levelsStore } from './levels-store.ts'

beforeEach(() => void vi.useFakeTimers())
afterEach(() => void vi.useRealTimers())

const initial = { a: { onHand: 5, held: 1 } }

/** A house that answers with what it has, and a page that can be hidden. */
function surroundings() {
  const house = { levels: [['a', 5, 1]] as LevelTuple[], tag: '"1"', broken: false, asked: [] as string[] }
  let visible = true
  let changed = () => {}
  const fetch = vi.fn(async (_url: string | URL | Request, init?: RequestInit) => {
    const given = new Headers(init?.headers).get('if-none-match') ?? ''
    house.asked.push(given)
    if (house.broken) throw new TypeError('offline')
    if (given === house.tag) return new Response(null, { status: 304 })
    return new Response(JSON.stringify(house.levels), { headers: { ETag: house.tag } })
  })
  return {
    house,
    around: {
      fetch: fetch as typeof globalThis.fetch,
      isVisible: () => visible,
      onVisibility: (listener: () => void) => {
        changed = listener
        return () => {
          changed = () => {}
        }
      },
    },
    show(now: boolean) {
      visible = now
      changed()
    },
  }
}

test('follows what the house says, and tells only of changes', async () => {
  const { house, around } = surroundings()
  const store = levelsStore('/levels', initial, around)
  const heard = vi.fn()
  const stop = store.subscribe(heard)
  await vi.advanceTimersByTimeAsync(6_500)
  expect(house.asked).toEqual(['', '"1"'])
  expect(heard).not.toHaveBeenCalled()

  house.levels = [['a', 4, 0]]
  house.tag = '"2"'
  await vi.advanceTimersByTimeAsync(3_000)
  expect(store.get()).toEqual({ a: { onHand: 4, held: 0 } })
  expect(heard).toHaveBeenCalledTimes(1)
  stop()
})

test('asks nothing while nobody listens or looks, and at once when somebody looks again', async () => {
  const { house, around, show } = surroundings()
  const store = levelsStore('/levels', initial, around)
  await vi.advanceTimersByTimeAsync(10_000)
  expect(house.asked).toHaveLength(0)
  const stop = store.subscribe(() => {})
  show(false)
  await vi.advanceTimersByTimeAsync(10_000)
  expect(house.asked).toHaveLength(0)
  show(true)
  await vi.advanceTimersByTimeAsync(0)
  expect(house.asked).toHaveLength(1)
  stop()
  await vi.advanceTimersByTimeAsync(10_000)
  expect(house.asked).toHaveLength(1)
})

test('keeps its numbers while the house does not answer, and comes back', async () => {
  const { house, around } = surroundings()
  const store = levelsStore('/levels', initial, around)
  const stop = store.subscribe(() => {})
  house.broken = true
  await vi.advanceTimersByTimeAsync(9_500)
  expect(house.asked).toHaveLength(3)
  expect(store.get()).toEqual(initial)
  house.broken = false
  house.levels = [['a', 9, 9]]
  await vi.advanceTimersByTimeAsync(3_000)
  expect(store.get()).toEqual({ a: { onHand: 9, held: 9 } })
  stop()
})
