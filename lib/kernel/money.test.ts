import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { LOCALES } from './locale.ts'
import { addMoney, formatMoney, parseMoney, timesMoney, typedMoney } from './money.ts'

const yuan = (amount: number) => ({ amount, currency: 'cny' })

describe('money', () => {
  test('reads as the reader writes it', () => {
    expect(formatMoney(yuan(123_456), 'zh')).toBe('¥1,234.56')
    expect(formatMoney(yuan(123_456), 'en')).toBe('¥1,234.56')
    expect(formatMoney(yuan(123_456), 'fr').replace(/\s/gu, ' ')).toBe('1 234,56 ¥')
  })

  test('knows currencies without small change', () => {
    expect(formatMoney({ amount: 500, currency: 'jpy' }, 'en')).toBe('¥500')
    expect(parseMoney('500', 'jpy')).toEqual({ amount: 500, currency: 'jpy' })
    expect(parseMoney('5.5', 'jpy')).toBeNull()
  })

  test('adds and multiplies exactly, and never across currencies', () => {
    expect(addMoney(yuan(10), yuan(20), yuan(1))).toEqual(yuan(31))
    expect(timesMoney(yuan(1_999), 3)).toEqual(yuan(5_997))
    expect(() => addMoney(yuan(1), { amount: 1, currency: 'eur' })).toThrow('cannot add')
    expect(() => timesMoney(yuan(1_999), 1.5)).toThrow('whole number')
  })

  test('is read back from what it is typed as', () => {
    expect(typedMoney(yuan(3_850))).toBe('38.50')
    expect(typedMoney({ amount: 500, currency: 'jpy' })).toBe('500')
    fc.assert(
      fc.property(fc.nat(99_999_999), (amount) => {
        expect(parseMoney(typedMoney(yuan(amount)), 'cny')).toEqual(yuan(amount))
      }),
    )
  })

  test.each([
    ['38', 3_800],
    ['38.5', 3_850],
    ['38,50', 3_850],
    ['¥ 38.05', 3_805],
    ['0.01', 1],
  ])('takes %s as a price', (typed, amount) => {
    expect(parseMoney(typed, 'cny')).toEqual(yuan(amount))
  })

  test.each(['', '-1', '1e9', '38.555', '1.2.3', 'NaN', '9999999999', '٣٨'])(
    'refuses %s as a price',
    (typed) => {
      expect(parseMoney(typed, 'cny')).toBeNull()
    },
  )

  test('what it writes in English it reads back', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 99_999 }), (amount) => {
        expect(parseMoney(formatMoney(yuan(amount), 'en'), 'cny')?.amount ?? amount).toBe(amount)
        for (const locale of LOCALES) expect(formatMoney(yuan(amount), locale)).toContain('¥')
      }),
    )
  })
})
