import { MOST_MONEY } from '#lib/kernel/money.ts'

/** A shed's whole harvest stays far below. */
const MOST_GRAMS = 5_000_000

export interface RateRow {
  readonly upToGrams: number
  /** Minor units. */
  readonly price: number
}

export interface Quote {
  readonly goods: number
  readonly weightGrams: number
  readonly shipping: number
  readonly total: number
  /** As the courier counts them. */
  readonly parcels: readonly { readonly grams: number; readonly price: number }[]
}

/**
 * What lines cost with shipping, in minor units. `rates` are those of the buyer's region. A parcel costs the
 * cheapest row that carries its weight; what no row carries is split into parcels of the heaviest row and one of
 * the rest.
 */
export function quote(
  lines: readonly { readonly unitPrice: number; readonly quantity: number; readonly weightGrams: number }[],
  rates: readonly RateRow[],
): Quote | { readonly code: 'region-unknown' } | { readonly code: 'order-too-large' } {
  const goods = lines.reduce((sum, line) => sum + line.unitPrice * line.quantity, 0)
  const weightGrams = lines.reduce((sum, line) => sum + line.weightGrams * line.quantity, 0)
  if (weightGrams > MOST_GRAMS) return { code: 'order-too-large' }
  const heaviest = rates.reduce((most, row) => Math.max(most, row.upToGrams), 0)
  if (heaviest === 0) return { code: 'region-unknown' }
  const full = Math.floor(weightGrams / heaviest)
  const weights = [...Array<number>(full).fill(heaviest), weightGrams - full * heaviest]
  const parcels = weights
    .filter((grams) => grams > 0)
    .map((grams) => ({
      grams,
      price: Math.min(...rates.filter(({ upToGrams }) => upToGrams >= grams).map(({ price }) => price)),
    }))
  const shipping = parcels.reduce((sum, parcel) => sum + parcel.price, 0)
  const total = goods + shipping
  return total > MOST_MONEY ? { code: 'order-too-large' } : { goods, weightGrams, shipping, total, parcels }
}
