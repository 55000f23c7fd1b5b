import { z } from 'zod'
import { idField } from '#lib/kernel/fields.ts'
import { MOST_MONEY, parseMoney } from '#lib/kernel/money.ts'
import { ok, type Result, refuse } from '#lib/kernel/result.ts'
import { MAX_LISTINGS_SENT } from '#lib/live/model.ts'
import { currencyOfShow } from '#lib/live/studio-queries.ts'

/** The line-up as a form has it: prices as people type them, left empty for the usual one. */
export const typedLineUpInput = z.strictObject({
  showId: idField('show'),
  listings: z
    .array(
      z.strictObject({
        productId: idField('product'),
        prices: z
          .array(z.strictObject({ variantId: idField('variant'), price: z.string().max(20).optional() }))
          .max(40)
          .default([]),
      }),
    )
    .max(MAX_LISTINGS_SENT)
    .default([]),
})

export type PriceFault = { readonly code: 'price-unreadable'; readonly typed: string }

/** Prices in minor units, without those left empty. */
export async function readPrices(input: z.output<typeof typedLineUpInput>): Promise<
  Result<
    {
      showId: string
      listings: { productId: string; prices: { variantId: string; price: number }[] }[]
    },
    PriceFault
  >
> {
  // An unknown show is the verb's to refuse.
  const currency = (await currencyOfShow(input.showId)) ?? 'cny'
  const listings = []
  for (const { productId, prices } of input.listings) {
    const read = []
    for (const { variantId, price: typed } of prices) {
      if (typed === undefined) continue
      const price = parseMoney(typed, currency)
      if (!price || price.amount === 0 || price.amount > MOST_MONEY)
        return refuse({ code: 'price-unreadable', typed })
      read.push({ variantId, price: price.amount })
    }
    listings.push({ productId, prices: read })
  }
  return ok({ showId: input.showId, listings })
}
