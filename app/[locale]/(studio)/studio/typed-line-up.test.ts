import { beforeAll, expect, test } from 'vitest'
import { closeDb } from '#lib/kernel/db.ts'
import { useTestDatabase } from '../../../../tests/fixtures/database.ts'
import { setUpShow } from '../../../../tests/fixtures/show.ts'
import { setUpStall } from '../../../../tests/fixtures/stall.ts'
import { readPrices } from './typed-line-up.ts'

useTestDatabase(closeDb)

let showId: string
beforeAll(async () => {
  showId = (await setUpShow(await setUpStall())).id
})

const read = (...typed: (string | undefined)[]) => {
  const prices = typed.map((price, n) => ({ variantId: `var_${n}`, price }))
  return readPrices({ showId, listings: [{ productId: 'pro_1', prices }] })
}

test('prices are minor units, and what is left empty is the usual price', async () => {
  expect(await read('35.80', undefined, '¥38')).toEqual({
    ok: true,
    value: {
      showId,
      listings: [
        {
          productId: 'pro_1',
          prices: [
            { variantId: 'var_0', price: 3580 },
            { variantId: 'var_2', price: 3800 },
          ],
        },
      ],
    },
  })
})

test.each(['0', 'cheap', '1.234', '1000000'])('%s is no price', async (typed) => {
  expect(await read('35.80', typed)).toEqual({ ok: false, fault: { code: 'price-unreadable', typed } })
})
