import { expect, test } from 'vitest'
import { orderNumber, readOrderNumber } from './order-number.ts'

test('is the end of the order’s id, in groups of four', () => {
  expect(orderNumber('ord_01kb2x4q9ms7f3c17k3m9qx2')).toBe('7K3M-9QX2')
})

test.each([
  ['7k3m-9qx2', '7K3M-9QX2'],
  [' 7K3M 9QX2 ', '7K3M-9QX2'],
  // Read out on the phone, written down as heard.
  ['7k3m-oqxl', '7K3M-0QX1'],
])('%s is read as %s', (typed, number) => {
  expect(readOrderNumber(typed)).toBe(number)
})

test.each(['Bradford', '13800009', '林小满', '7k3m', '7k3m-9qx2-1', "7k3m-9qx'", 'uuuu-9999', ''])(
  '%s is no number',
  (typed) => {
    expect(readOrderNumber(typed)).toBeNull()
  },
)
