import { describe, expect, test } from 'vitest'
import { likePattern, searchTerms, searchText } from './search-text.ts'

const oranges = searchText([
  { zh: '高山脐橙', en: 'Mountain Navel Oranges', fr: 'Oranges navel de montagne' },
  { zh: '不打蜡', en: 'No wax\nand no dye', fr: 'Ni cire ni colorant ; cœur tendre' },
])

function finds(text: string, query: string) {
  return searchTerms(query).every((term) => text.includes(term))
}

describe('search text', () => {
  test.each([
    '脐橙',
    '高山脐橙',
    'navel',
    'NAVEL mountain',
    'ｎａｖｅｌ',
    'coeur',
    'cœur tendre',
    'no wax',
    'oranges, montagne!',
  ])('finds oranges by %s', (query) => {
    expect(finds(oranges, query)).toBe(true)
  })

  test.each(['苹果', 'navel apples', 'wax%candle', '高_苹', '山高'])('does not find them by %s', (query) => {
    expect(finds(oranges, query)).toBe(false)
  })

  test('takes accents off on both sides', () => {
    const text = searchText([{ zh: '', en: '', fr: 'Pêche de vigne' }])
    expect(finds(text, 'peche')).toBe(true)
    expect(finds(searchText(['peche']), 'Pêche')).toBe(true)
  })

  test('keeps the title on a line of its own', () => {
    const [title, rest, ...more] = oranges.split('\n')
    expect(title).toBe('高山脐橙 · mountain navel oranges · oranges navel de montagne')
    expect(rest).toContain('no wax and no dye')
    expect(more).toEqual([])
  })

  test('asks for a bounded number of bounded words', () => {
    expect(searchTerms('a b c d e f g h i j k')).toHaveLength(8)
    expect(searchTerms('x'.repeat(10_000))[0]).toHaveLength(60)
    expect(searchTerms(' \u200b … !? ')).toEqual([])
    expect(searchTerms('kiwi kiwi KIWI')).toEqual(['kiwi'])
  })

  test('escapes what LIKE would read as a joker', () => {
    expect(likePattern('100%_\\')).toBe('%100\\%\\_\\\\%')
  })
})
