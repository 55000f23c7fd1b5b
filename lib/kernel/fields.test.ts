import { describe, expect, test } from 'vitest'
import { idField, lineField, localisedLine, quantityField, textField, wholeNumber } from './fields.ts'

describe('a quantity', () => {
  test.each([1, 999, '1', ' 12 '])('takes %j', (typed) => {
    expect(quantityField.parse(typed)).toBe(Number(typed))
  })

  test.each([0, -1, 1e9, 1.5, 1000, '', '0', '-1', '1.5', '1e2', '0x10', null, true, [5], NaN])(
    'refuses %j',
    (typed) => {
      expect(quantityField.safeParse(typed).success).toBe(false)
    },
  )

  test('may be negative where the limits say so', () => {
    expect(wholeNumber(-5, 5).parse('-5')).toBe(-5)
  })
})

describe('a line', () => {
  test('is trimmed and composed', () => {
    expect(lineField(20).parse('  Pe\u0302che ')).toBe('Pêche')
  })

  test.each(['a\nb', 'a\u0000', 'abc\u202edef', 'x'.repeat(21)])('refuses %j', (typed) => {
    expect(lineField(20).safeParse(typed).success).toBe(false)
  })
})

describe('a text', () => {
  test('keeps its line breaks, as one kind', () => {
    expect(textField(100).parse('one\r\ntwo\n')).toBe('one\ntwo')
  })

  test.each(['tab\u0007', 'turn\u2066ed', 'x'.repeat(101)])('refuses %j', (typed) => {
    expect(textField(100).safeParse(typed).success).toBe(false)
  })
})

test('what nobody wrote in a language is empty, and no other language is known', () => {
  expect(localisedLine(10).parse({ zh: '脐橙' })).toEqual({ zh: '脐橙', en: '', fr: '' })
  expect(localisedLine(10).safeParse({ de: 'Orange' }).success).toBe(false)
})

test('an id is of its kind', () => {
  const id = 'var_01kb2x4q9ms7f3c1h8r0va'
  expect(idField('variant').parse(id)).toBe(id)
  expect(idField('product').safeParse(id).success).toBe(false)
  expect(idField('variant').safeParse(`${id}'`).success).toBe(false)
})
