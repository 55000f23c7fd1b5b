import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { quote } from './quote.ts'

describe('a quote', () => {
  const rates = [
    { upToGrams: 1_000, price: 500 },
    { upToGrams: 5_000, price: 900 },
    { upToGrams: 10_000, price: 1_400 },
  ]
  const line = (unitPrice: number, quantity: number, weightGrams: number) => ({
    unitPrice,
    quantity,
    weightGrams,
  })

  test.each([
    ['to the gram', 1_000, 500],
    ['one gram more', 1_001, 900],
    ['the heaviest row', 10_000, 1_400],
    ['one of the heaviest and a light one', 10_001, 1_900],
    ['two of the heaviest', 20_000, 2_800],
    ['two and a half', 25_000, 3_700],
  ])('%s: %i g', (_, grams, shipping) => {
    expect(quote([line(3800, 1, grams)], rates)).toMatchObject({
      goods: 3800,
      shipping,
      total: 3800 + shipping,
    })
  })

  test('takes the cheapest row that is enough, not the nearest', () => {
    const odd = [
      { upToGrams: 1_000, price: 900 },
      { upToGrams: 2_000, price: 700 },
    ]
    expect(quote([line(100, 1, 800)], odd)).toMatchObject({ shipping: 700 })
  })

  test('adds up whatever is in it', () => {
    fc.assert(
      fc.property(
        fc.array(
          fc.record({
            unitPrice: fc.integer({ min: 1, max: 100_000 }),
            quantity: fc.integer({ min: 1, max: 9 }),
            weightGrams: fc.integer({ min: 1, max: 20_000 }),
          }),
          { minLength: 1, maxLength: 10 },
        ),
        (lines) => {
          const q = quote(lines, rates)
          if ('code' in q) throw new Error(q.code)
          expect(q.parcels.reduce((sum, { grams }) => sum + grams, 0)).toBe(q.weightGrams)
          expect(q.parcels.every(({ grams }) => grams <= 10_000)).toBe(true)
          expect(q.total).toBe(q.goods + q.parcels.reduce((sum, { price }) => sum + price, 0))
        },
      ),
    )
  })

  test('says where the courier does not go, and what is too much for one order', () => {
    expect(quote([line(100, 1, 100)], [])).toEqual({ code: 'region-unknown' })
    expect(quote([line(100, 999, 10_000)], rates)).toEqual({ code: 'order-too-large' })
    expect(quote([line(99_999_999, 2, 1)], rates)).toEqual({ code: 'order-too-large' })
  })
})
