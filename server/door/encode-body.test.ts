import { expect, test } from 'vitest'
import { acceptedEncoding } from './encode-body.ts'

test.each([
  ['gzip, deflate, br, zstd', 'br'],
  ['gzip, deflate', 'gzip'],
  ['gzip;q=1.0, br;q=0', 'gzip'],
  ['*', 'gzip'],
  ['identity', null],
  ['', null],
  ['gzip;q=0', null],
])('%s → %s', (accept, encoding) => {
  expect(acceptedEncoding(accept)).toBe(encoding)
})
