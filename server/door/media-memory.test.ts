import { describe, expect, it } from 'vitest'
import { rangeOf } from './media.ts'
import { openMediaMemory } from './media-memory.ts'

const file = (bytes: number) => ({ bytes: Buffer.alloc(bytes), headers: [] })

describe('media in memory', () => {
  it('keeps the newest of a show, and all shows within one limit', () => {
    const memory = openMediaMemory({ perShow: 100, total: 250 })
    for (let n = 0; n < 5; n++) memory.put('a', `${n}`, file(30))
    expect([0, 1, 2, 3, 4].map((n) => memory.get('a', `${n}`) !== undefined)).toEqual([
      false,
      false,
      true,
      true,
      true,
    ])
    memory.put('b', '0', file(90))
    expect(memory.bytes).toBe(180)
    memory.put('c', '0', file(90))
    expect(memory.get('a', '4')).toBeUndefined()
    expect(memory.bytes).toBe(180)
  })

  it('never loses what was just put, and counts nothing twice', () => {
    const memory = openMediaMemory({ perShow: 100, total: 100 })
    memory.put('a', 'large', file(500))
    expect(memory.get('a', 'large')).toBeDefined()
    memory.put('a', 'large', file(500))
    expect(memory.bytes).toBe(500)
    memory.put('a', 'small', file(10))
    expect(memory.bytes).toBe(10)
    memory.forget('a')
    expect(memory.bytes).toBe(0)
  })
})

describe('a range of bytes', () => {
  it.each([
    [undefined, null],
    ['bytes=0-9', { start: 0, end: 9 }],
    ['bytes=90-', { start: 90, end: 99 }],
    ['bytes=-10', { start: 90, end: 99 }],
    ['bytes=-1000', { start: 0, end: 99 }],
    ['bytes=0-1000', { start: 0, end: 99 }],
    ['bytes=99-99', { start: 99, end: 99 }],
    ['bytes=100-', 'none'],
    ['bytes=-0', 'none'],
    ['bytes=9-0', null],
    ['bytes=0-1,5-6', null],
    ['bytes=-', null],
    ['lines=0-9', null],
  ])('%s', (header, range) => {
    expect(rangeOf(header, 100)).toEqual(range)
  })
})
