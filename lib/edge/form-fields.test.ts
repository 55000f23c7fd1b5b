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
