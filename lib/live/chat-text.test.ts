import { expect, test } from 'vitest'
import { lengthOf, looksLike, plainLine } from './chat-text.ts'

test.each([
  ['markup stays text', '<b>hi</b> & <script>', '<b>hi</b> & <script>'],
  ['a link stays text', 'https://x.example/?a=1', 'https://x.example/?a=1'],
  ['marks that reverse go', 'price \u202E001\u202C yuan', 'price 001 yuan'],
  ['isolates and direction marks go', '\u2066a\u2069\u200E\u200F\u061Cb', 'ab'],
  ['zero widths go', 'h\u200Bi\u200C \u2060t\uFEFFhere\u00AD', 'hi there'],
  ['only zero widths leave nothing', '\u200B\u200D\uFEFF\u2060', ''],
  ['only blanks leave nothing', '\u3164\u2800 \u00A0\u3000', ''],
  ['controls become space', 'a\u0000b\nc\td\u0085e\u2028f', 'a b c d e f'],
  ['tags go', 'x\u{E0041}\u{E0042}y', 'xy'],
  ['lone halves go', 'a\uD800b', 'ab'],
  ['private use goes', 'a\uE000b', 'ab'],
  ['decomposed becomes composed', 'e\u0301', 'é'],
  ['a joined family stays one', '👨‍👩‍👧', '👨‍👩‍👧'],
  ['a farmer with a skin tone stays one', '👩🏽‍🌾', '👩🏽‍🌾'],
  ['a heart on fire stays one', '❤️‍🔥', '❤️‍🔥'],
  ['a joiner between letters goes', 'ad\u200Dmin', 'admin'],
  ['towers of marks are cut', `a${'\u0317'.repeat(40)}b`, `a${'\u0317'.repeat(4)}b`],
  ['Chinese stays', '番茄是沙瓤的吗？', '番茄是沙瓤的吗？'],
  ['French stays', 'Déjà vu, çà !', 'Déjà vu, çà !'],
  ['Thai marks stay', 'ที่นี่', 'ที่นี่'],
])('%s', (_, typed, line) => {
  expect(plainLine(typed)).toBe(line)
})

test('cleaning twice is cleaning once', () => {
  for (const typed of ['a\u200D\u202Eb', '  x \u3164 y ', `e\u0301${'\u0301'.repeat(9)}`])
    expect(plainLine(plainLine(typed))).toBe(plainLine(typed))
})

test('length counts code points, not halves', () => {
  expect(lengthOf('🍊🍊')).toBe(2)
})

test('a name in disguise looks like the name', () => {
  expect(looksLike('Chen Xiulan', 'ｃｈｅｎ-xiulán')).toBe(true)
  expect(looksLike('陈秀兰', '陈 秀 兰')).toBe(true)
  expect(looksLike('陈秀兰', '陈秀')).toBe(false)
})
