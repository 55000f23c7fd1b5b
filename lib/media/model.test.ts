import { describe, expect, it } from 'vitest'
import { isEpochWord, isMediaFile, kindOf, numberOf } from './model.ts'

describe('names', () => {
  it.each([
    ['index0.m4s', 0],
    ['index12.m4s', 12],
    ['seg-2026-00007.ts', 7],
    ['7_720p.ts', 720],
    ['12.mp4', 12],
    ['chunk.m4s', null],
    ['10000000.m4s', 10_000_000],
    ['10000001.m4s', null],
    ['99999999999.m4s', null],
    ['1234567890123.m4s', null],
  ])('%s has the number %s', (file, number) => {
    expect(numberOf(file)).toBe(number)
  })

  it.each([
    ['init.mp4', 'init'],
    ['init_0.mp4', 'init'],
    ['e1.init', 'init'],
    ['0.mp4', 'segment'],
    ['index0.m4s', 'segment'],
    ['a1.ts', 'segment'],
    ['index.m3u8', 'playlist'],
    ['index.mpd', null],
    ['x.m4s.html', null],
  ])('%s is %s', (file, kind) => {
    expect(kindOf(file)).toBe(kind)
  })

  it('leads nowhere', () => {
    for (const file of [
      '',
      '.',
      '..',
      '.a.ts',
      'a..b.ts',
      'a/b.ts',
      'a\\b.ts',
      'a%2e.ts',
      'a\0.ts',
      '-1.ts',
      'é.ts',
      `${'a'.repeat(81)}`,
    ])
      expect(isMediaFile(file)).toBe(false)
    for (const word of ['', '.', '..', 'a.b', 'a/b', '_', 'a b', 'a%20', 'é', 'a'.repeat(41)])
      expect(isEpochWord(word)).toBe(false)
    expect(isMediaFile('index_00-1.m4s')).toBe(true)
    expect(isEpochWord('phone-2_a')).toBe(true)
  })
})
