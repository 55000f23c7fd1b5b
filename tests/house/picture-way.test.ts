import { expect, test } from 'vitest'
import { MAX_PICTURE_BYTES } from '#lib/catalog/model.ts'
import config from '../../next.config.ts'

/** `13mb` as Next reads it. */
const bytesOf = (size: unknown) => Number(/^(\d+)mb$/.exec(String(size))?.[1]) * 1024 * 1024

test('the largest picture comes through everything that counts bytes on its way', () => {
  const form = 64 * 1024
  const { serverActions, proxyClientMaxBodySize } = config.experimental ?? {}
  expect(bytesOf(serverActions?.bodySizeLimit)).toBeGreaterThan(MAX_PICTURE_BYTES + form)
  expect(bytesOf(proxyClientMaxBodySize)).toBeGreaterThan(MAX_PICTURE_BYTES + form)
})
