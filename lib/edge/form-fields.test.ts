import { expect, test } from 'vitest'
import { formFields } from './form-fields.ts'

const form = (...pairs: readonly (readonly [string, string | File])[]) => {
  const data = new FormData()
  for (const [name, value] of pairs) data.append(name, value)
  return data
}

test('dots nest, numbers make a list, a name that repeats makes a list', () => {
  expect(
    formFields(
      form(
        ['address.city', '雅安'],
        ['lines.0.quantity', '2'],
        ['lines.1.quantity', '1'],
        ['tag', 'a'],
        ['tag', 'b'],
      ),
    ),
  ).toEqual({ address: { city: '雅安' }, lines: [{ quantity: '2' }, { quantity: '1' }], tag: ['a', 'b'] })
})

test("empty texts, empty files and React's own fields are absent", () => {
  expect(formFields(form(['note', ''], ['picture', new File([], '')], ['$ACTION_ID_1', 'x']))).toEqual({})
})

test('files stay files', () => {
  const picture = new File(['x'], 'a.jpg')
  expect(formFields(form(['picture', picture]))).toEqual({ picture })
})

test('no name reaches a prototype', () => {
  const fields = formFields(form(['__proto__.admin', '1'], ['a.constructor.prototype.admin', '1']))
  expect(fields).toEqual({})
  expect(({} as { admin?: string }).admin).toBeUndefined()
})

test('a name without end is a field that nobody asked for', () => {
  const name = Array(100_000).fill('a').join('.')
  expect(Object.keys(formFields(form([name, '1'], ['a.b.c.d.e.f.g.h', '2'])) ?? {})).toEqual([name, 'a'])
})

test('more fields than any form has are none', () => {
  const many = (count: number) =>
    form(...Array.from({ length: count }, (_, i) => [`prices.${i}`, '1'] as const))
  expect(formFields(many(10_000))?.prices).toHaveLength(10_000)
  expect(formFields(many(10_001))).toBeNull()
})

test('every field is looked at once, however many there are', () => {
  const data = form(...Array.from({ length: 500 }, (_, i) => [`f${i}`, '1'] as const))
  let looks = 0
  const counting = new Proxy(data, {
    get(target, key) {
      if (key === 'get' || key === 'getAll' || key === 'has') looks++
      const value = Reflect.get(target, key)
      return typeof value === 'function' ? value.bind(target) : value
    },
  })
  formFields(counting)
  expect(looks).toBe(0)
})
