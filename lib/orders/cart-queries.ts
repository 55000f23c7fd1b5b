import 'server-only'
import { courierRatesOf } from '#lib/catalog/queries.ts'
import { CHINA_REGIONS, type Region } from '#lib/catalog/regions.ts'
import { availableOf } from '#lib/inventory/queries.ts'
import { db } from '#lib/kernel/db.ts'
import type { Localised } from '#lib/kernel/locale.ts'
import type { Actor } from '#lib/members/model.ts'
import { type CartLineRow, cartOwner, findCartLines } from './cart-store.ts'
import { type PricedLine, priceLines } from './price-lines.ts'
import { quote } from './quote.ts'

export interface CartLineView {
  readonly variantId: string
  readonly showId: string | null
  readonly quantity: number
  readonly productSlug: string | null
  readonly title: Localised | null
  readonly pack: Localised | null
  readonly picture: NonNullable<PricedLine['variant']>['picture'] | null
  /** Minor units, now. */
  readonly unitPrice: number
  readonly listPrice: number
  readonly onAir: boolean
  readonly total: number
  /** Packs left for everyone. */
  readonly available: number
  /** Why it cannot be bought like that. */
  readonly problem: 'gone' | 'sold-out' | 'short' | null
}

/** What is checked out together: one cooperative's lines, one order, one payment. */
export interface CartGroup {
  readonly cooperativeId: string
  readonly cooperativeSlug: string
  readonly cooperativeName: Localised
  readonly currency: string
  readonly lines: readonly CartLineView[]
  /** Minor units and packs of what can be bought. */
  readonly goods: number
  readonly packs: number
  readonly ready: boolean
}

/** The buyer's cart, grouped by cooperative, priced as the shop sells at this moment. */
export async function cartOf(actor: Actor): Promise<CartGroup[]> {
  const owner = cartOwner(actor)
  return owner ? groupLines(await findCartLines(owner)) : []
}

export interface RegionQuote {
  readonly region: Region
  /** Minor units. */
  readonly shipping: number
  readonly total: number
}

export interface CheckoutView extends CartGroup {
  readonly from: 'cart' | 'now'
  /** What it would cost in every region that the courier goes to; empty when nothing can be bought. */
  readonly regions: readonly RegionQuote[]
}

/**
 * What the checkout page of one cooperative shows: `buy` is one thing at once, beside the cart. Null when there is
 * nothing of this cooperative.
 */
export async function checkoutOf(
  actor: Actor,
  cooperativeId: string,
  buy: CartLineRow | null = null,
): Promise<CheckoutView | null> {
  const owner = cartOwner(actor)
  const wanted = buy ? [buy] : owner ? await findCartLines(owner) : []
  const group = (await groupLines(wanted)).find((one) => one.cooperativeId === cooperativeId)
  if (!group) return null
  const priced = await priceLines(db(), wanted)
  const lines = priced.flatMap(({ forSale, variant, unitPrice, quantity }) =>
    forSale && variant?.cooperativeId === cooperativeId
      ? [{ unitPrice, quantity, weightGrams: variant.weightGrams }]
      : [],
  )
  const rates = await courierRatesOf(cooperativeId)
  const regions = CHINA_REGIONS.flatMap((region) => {
    const sums = quote(
      lines,
      rates.filter((rate) => rate.region === region.code),
    )
    return 'code' in sums ? [] : [{ region, shipping: sums.shipping, total: sums.total }]
  })
  return { ...group, from: buy ? 'now' : 'cart', regions: lines.length > 0 ? regions : [] }
}

async function groupLines(rows: readonly CartLineRow[]): Promise<CartGroup[]> {
  if (rows.length === 0) return []
  const [priced, available] = await Promise.all([
    priceLines(db(), rows),
    availableOf(rows.map(({ variantId }) => variantId)),
  ])
  const byCooperative = Map.groupBy(
    priced.filter(({ variant }) => variant !== null),
    ({ variant }) => variant?.cooperativeId ?? '',
  )
  const cooperatives = await db().cooperative.findMany({
    where: { id: { in: [...byCooperative.keys()] } },
    select: { id: true, slug: true, name: true, currency: true },
  })
  return cooperatives.map(({ id, slug, name, currency }) => {
    const lines = (byCooperative.get(id) ?? []).map((line) =>
      presentLine(line, available.get(line.variantId) ?? 0),
    )
    const buyable = lines.filter(({ problem }) => problem === null)
    return {
      cooperativeId: id,
      cooperativeSlug: slug,
      cooperativeName: name as unknown as Localised,
      currency,
      lines,
      goods: buyable.reduce((sum, { total }) => sum + total, 0),
      packs: buyable.reduce((sum, { quantity }) => sum + quantity, 0),
      ready: lines.length > 0 && buyable.length === lines.length,
    }
  })
}

function presentLine(line: PricedLine, available: number): CartLineView {
  const { variantId, showId, quantity, variant, unitPrice, onAir, forSale } = line
  return {
    variantId,
    showId,
    quantity,
    productSlug: variant?.productSlug ?? null,
    title: variant?.title ?? null,
    pack: variant?.pack ?? null,
    picture: variant?.picture ?? null,
    unitPrice,
    listPrice: variant?.price ?? 0,
    onAir,
    total: unitPrice * quantity,
    available,
    problem: !forSale ? 'gone' : available <= 0 ? 'sold-out' : available < quantity ? 'short' : null,
  }
}
