import { expect, test } from 'vitest'
import { loggablePath } from './loggable-path.ts'

test.each([
  ['/zh/orders/ord_1?key=secret', '/zh/orders/ord_1'],
  ['/ingest/secret/e1/seg1.m4s', '/ingest/…/e1/seg1.m4s'],
  ['/fr/invitations/secret', '/fr/invitations/…'],
  ['/en/live/harvest-morning#x', '/en/live/harvest-morning'],
])('%s', (url, path) => {
  expect(loggablePath(url)).toBe(path)
})
