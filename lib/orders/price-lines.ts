import 'server-only'
import { type VariantForSale, variantsFor } from '#lib/catalog/queries.ts'
import type { Db } from '#lib/kernel/db.ts'
import type { Tx } from '#lib/kernel/transaction.ts'
import { pricesOnAir } from '#lib/live/queries.ts'

export interface WantedLine {
  readonly variantId: string
  readonly quantity: number
  readonly showId: string | null
}

/** A line as the shop sells it at this moment; `variant` is null when there never was one. */
export interface PricedLine extends WantedLine {
  readonly variant: VariantForSale | null
  /** Published and not retired. */
  readonly forSale: boolean
  /** Minor units: the on-air price while its show is on air, else the list price. */
  readonly unitPrice: number
  readonly onAir: boolean
}

/** Prices come from here alone, for the cart as for the order. */
export async function priceLines(client: Db | Tx, lines: readonly WantedLine[]): Promise<PricedLine[]> {
  const variantIds = lines.map(({ variantId }) => variantId)
  const showIds = [...new Set(lines.flatMap(({ showId }) => showId ?? []))]
  const variants = new Map(
    (await variantsFor(variantIds, client)).map((variant) => [variant.variantId, variant]),
  )
  const onAir = new Map(
    (await pricesOnAir(showIds, variantIds, client)).map(({ showId, variantId, price }) => [
      `${showId} ${variantId}`,
      price,
    ]),
  )
  return lines.map((line) => {
    const variant = variants.get(line.variantId) ?? null
    const special = onAir.get(`${line.showId} ${line.variantId}`)
    return {
      ...line,
      variant,
      forSale: variant?.published === true && !variant.retired,
      unitPrice: special ?? variant?.price ?? 0,
      onAir: special !== undefined,
    }
  })
}
