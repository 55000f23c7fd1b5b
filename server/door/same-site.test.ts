import { expect, test } from 'vitest'
import { isOurHost, proofOfOrigin } from './same-site.ts'

const names = { publicUrl: new URL('https://shop.example'), bound: '0.0.0.0' }

test.each([
  ['shop.example', true],
  ['SHOP.example:443', true],
  ['localhost:3000', true],
  ['127.0.0.1', true],
  ['[::1]:3000', true],
  ['192.168.1.7:3000', true],
  ['192.168.1.8:3000', false],
  ['evil.example', false],
  ['shop.example.evil.example', false],
  ['127.0.0.1.evil.example', false],
  ['shop.example@evil.example', false],
  ['shop.example/evil', false],
  ['shop.example#', false],
  ['', false],
  ['a b', false],
])('Host %s: %s', (host, ours) => {
  expect(isOurHost(host, names, '::ffff:192.168.1.7')).toBe(ours)
})

const OURS = ['https://shop.example', 'http://127.0.0.1:3000']
test.each([
  [{ origin: 'https://shop.example' }, 'ours'],
  [{ origin: 'http://127.0.0.1:3000', 'sec-fetch-site': 'same-origin' }, 'ours'],
  [{ 'sec-fetch-site': 'same-origin' }, 'ours'],
  [{ 'sec-fetch-site': 'none' }, 'ours'],
  [{}, 'unproved'],
  [{ origin: 'null' }, 'foreign'],
  [{ origin: 'https://evil.example' }, 'foreign'],
  [{ origin: 'http://shop.example' }, 'foreign'],
  [{ 'sec-fetch-site': 'cross-site' }, 'foreign'],
  [{ 'sec-fetch-site': 'same-site' }, 'foreign'],
  [{ origin: 'https://shop.example', 'sec-fetch-site': 'cross-site' }, 'foreign'],
  [{ origin: 'https://evil.example', 'sec-fetch-site': 'same-origin' }, 'foreign'],
  [{ origin: 'shop.example' }, 'malformed'],
  [{ origin: 'https://shop.example/' }, 'malformed'],
  [{ origin: 'https://shop.example, https://evil.example' }, 'malformed'],
  [{ origin: '' }, 'malformed'],
] as const)('%j is %s', (headers, proof) => {
  expect(proofOfOrigin(headers, OURS)).toBe(proof)
})
