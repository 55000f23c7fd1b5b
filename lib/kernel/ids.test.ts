import { randomBytes } from 'node:crypto'
import { expect, test } from 'vitest'
import { isId, makeId } from './ids.ts'

const at = (ms: number) => makeId('order', new Date(ms), randomBytes)

test('ids carry their kind and sort by time', () => {
  const ids = [at(1), at(999), at(1_795_000_000_000), at(1_795_000_000_001), at(4_000_000_000_000)]
  expect(ids.every((id) => isId('order', id))).toBe(true)
  expect([...ids].sort()).toEqual(ids)
})

test('a thousand of one millisecond differ', () => {
  expect(new Set(Array.from({ length: 1_000 }, () => at(5))).size).toBe(1_000)
})

test.each([
  '',
  'ord_',
  'pay_01kb2x4q9ms7f3c1h8r0va',
  'ord_01kb2x4q9ms7f3c1h8r0vl',
  "ord_'; drop table",
  null,
  7,
])('refuses %s as an order', (value) => {
  expect(isId('order', value)).toBe(false)
})
