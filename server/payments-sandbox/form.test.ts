import { describe, expect, test } from 'vitest'
import { canonicalForm, decodeForm } from './form.ts'
import { Refusal } from './refusal.ts'

const plain = (encoded: string) => JSON.parse(JSON.stringify(decodeForm(encoded)))

describe('decodeForm', () => {
  test('reads names within names and numbered places', () => {
    expect(plain('mode=payment&line_items[0][price_data][currency]=cny&line_items[1][quantity]=2')).toEqual({
      mode: 'payment',
      line_items: { 0: { price_data: { currency: 'cny' } }, 1: { quantity: '2' } },
    })
  })

  test('gives places without a number the next one', () => {
    expect(plain('expand[]=customer&expand[]=payment_intent')).toEqual({
      expand: { 0: 'customer', 1: 'payment_intent' },
    })
  })

  test('decodes percent signs, pluses and empty values', () => {
    expect(plain('metadata%5Bnote%5D=a+b%26c&description=')).toEqual({
      metadata: { note: 'a b&c' },
      description: '',
    })
  })

  test('takes the names of an object’s insides for names', () => {
    const form = decodeForm('__proto__[polluted]=yes&constructor=x')
    expect(Object.keys(form)).toEqual(['__proto__', 'constructor'])
    expect(({} as Record<string, unknown>).polluted).toBeUndefined()
  })

  test.each(['a[b=1', '[a]=1', 'a[b]c=1', 'a=1&a[b]=2', 'a[b]=1&a=2', `a${'[b]'.repeat(20)}=1`])(
    'refuses %s',
    (encoded) => {
      expect(() => decodeForm(encoded)).toThrow(Refusal)
    },
  )
})

describe('canonicalForm', () => {
  test('is the same whatever the order', () => {
    expect(canonicalForm(decodeForm('a=1&b[x]=2&b[y]=3'))).toBe(
      canonicalForm(decodeForm('b[y]=3&a=1&b[x]=2')),
    )
  })

  test('differs with any value', () => {
    expect(canonicalForm(decodeForm('a=1&b=2'))).not.toBe(canonicalForm(decodeForm('a=1&b=3')))
    expect(canonicalForm(decodeForm('a[b]=1'))).not.toBe(canonicalForm(decodeForm('a[c]=1')))
  })
})
