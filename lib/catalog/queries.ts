import 'server-only'
import { type Db, db } from '#lib/kernel/db.ts'
import { isId } from '#lib/kernel/ids.ts'
import type { Localised } from '#lib/kernel/locale.ts'
import type { Tx } from '#lib/kernel/transaction.ts'
import {
  type CourierRateRow,
  missingToPublish,
  type Page,
  type ProducerShown,
  type ProductCard,
  type ProductPage,
  type ProductState,
  type StaffProduct,
  type StaffProductRow,
  type VariantShown,
} from './model.ts'
import { likePattern, searchTerms } from './search-text.ts'
import {
  type CardRow,
  cardsOf,
  foundCards,
  newestCards,
  picturesOfProduct,
  producerRows,
  staffCards,
  type VariantRow,
  variantRows,
} from './store-reads.ts'

/** A variant as carts and orders need it. */
export type VariantForSale = VariantRow

const SHELF = 24
const STAFF_PAGE = 50

/** Cards of published products, in the order asked for; what is not (or no longer) published is left out. */
export async function productCard(productIds: readonly string[]): Promise<ProductCard[]> {
  const cards = new Map((await cardsOf(productIds)).map((row) => [row.id, presentCard(row)]))
  return productIds.flatMap((id) => cards.get(id) ?? [])
}

/** The newest products that can be bought. */
export async function seasonProducts(limit: number): Promise<ProductCard[]> {
  return (await newestCards(limit)).map(presentCard)
}

/**
 * Published products in which all words are found, in any language of theirs; finds in titles first, then the newest.
 * No words, no products.
 */
export async function searchProducts(words: string, cursor: string | null): Promise<Page<ProductCard>> {
  const terms = searchTerms(words)
  if (terms.length === 0) return { rows: [], next: null }
  const rows = await foundCards(terms.map(likePattern), readCursor(cursor), SHELF + 1)
  const last = rows[SHELF - 1]
  return {
    rows: rows.slice(0, SHELF).map(presentCard),
    next: rows.length > SHELF && last ? `${last.inTitle ? 't' : 's'}.${last.id}` : null,
  }
}

function readCursor(cursor: string | null) {
  const [where, id] = cursor?.split('.') ?? []
  return (where === 't' || where === 's') && isId('product', id) ? { inTitle: where === 't', id } : null
}

/** The product under this address as a buyer sees it, or null. */
export async function productPage(slug: string): Promise<ProductPage | null> {
  const row = await db().product.findFirst({
    where: { slug, state: 'PUBLISHED' },
    select: {
      id: true,
      slug: true,
      title: true,
      story: true,
      category: true,
      updatedAt: true,
      cooperative: {
        select: {
          id: true,
          slug: true,
          name: true,
          story: true,
          village: true,
          county: true,
          currency: true,
        },
      },
      variants: {
        where: { retiredAt: null },
        orderBy: [{ position: 'asc' }, { id: 'asc' }],
        select: VARIANT,
      },
    },
  })
  if (!row) return null
  const { currency, ...cooperative } = row.cooperative
  return {
    id: row.id,
    slug: row.slug,
    title: row.title as unknown as Localised,
    story: row.story as unknown as Localised,
    category: row.category,
    updatedAt: row.updatedAt,
    pictures: await picturesOfProduct(row.id),
    variants: row.variants.map((variant) => presentVariant(variant, currency)),
    cooperative: {
      id: cooperative.id,
      slug: cooperative.slug,
      name: cooperative.name as unknown as Localised,
      story: cooperative.story as unknown as Localised,
      village: cooperative.village as unknown as Localised,
      county: cooperative.county as unknown as Localised,
    },
  }
}

/** These variants as carts and orders need them, retired and unpublished ones too, in no order. */
export async function variantsFor(
  variantIds: readonly string[],
  client: Db | Tx = db(),
): Promise<VariantForSale[]> {
  return variantIds.length === 0 ? [] : await variantRows(variantIds, client)
}

// ------------------------------------------------------------------ for staff

/** A cooperative's products, the newest first, drafts too; with words, those in which all are found. */
export async function staffProducts(
  cooperativeId: string,
  filter: { words?: string; state?: ProductState | null; cursor?: string | null },
): Promise<Page<StaffProductRow>> {
  const patterns = searchTerms(filter.words ?? '').map(likePattern)
  const after = isId('product', filter.cursor) ? filter.cursor : null
  const rows = await staffCards(cooperativeId, patterns, filter.state ?? null, after, STAFF_PAGE + 1)
  return {
    rows: rows.slice(0, STAFF_PAGE).map((row) => ({
      id: row.id,
      slug: row.slug,
      title: row.title,
      category: row.category,
      state: row.state,
      picture: row.picture,
      from: row.fromPrice === null ? null : { amount: row.fromPrice, currency: row.currency },
      variantsForSale: row.variantIds.length,
      pictures: row.pictures,
      updatedAt: row.updatedAt,
    })),
    next: rows.length > STAFF_PAGE ? (rows[STAFF_PAGE - 1]?.id ?? null) : null,
  }
}

/** How many of each state there are: true counts, not those of a page. */
export async function productCounts(cooperativeId: string): Promise<Record<ProductState, number>> {
  const rows = await db().product.groupBy({ by: ['state'], where: { cooperativeId }, _count: true })
  const count = (state: ProductState) => rows.find((row) => row.state === state)?._count ?? 0
  return { DRAFT: count('DRAFT'), PUBLISHED: count('PUBLISHED') }
}

/** One product as its editors see it, if it is this cooperative's. */
export async function staffProduct(cooperativeId: string, productId: string): Promise<StaffProduct | null> {
  const row = await db().product.findFirst({
    where: { id: productId, cooperativeId },
    select: {
      id: true,
      slug: true,
      title: true,
      story: true,
      category: true,
      state: true,
      cooperative: { select: { currency: true } },
      variants: {
        orderBy: [{ retiredAt: { sort: 'desc', nulls: 'first' } }, { position: 'asc' }, { id: 'asc' }],
        select: VARIANT,
      },
    },
  })
  if (!row) return null
  const pictures = await picturesOfProduct(row.id)
  const variants = row.variants.map((variant) => presentVariant(variant, row.cooperative.currency))
  return {
    id: row.id,
    slug: row.slug,
    title: row.title as unknown as Localised,
    story: row.story as unknown as Localised,
    category: row.category,
    state: row.state,
    currency: row.cooperative.currency,
    pictures,
    variants,
    missing: missingToPublish({
      pictures: pictures.length,
      variantsForSale: variants.filter(({ retired }) => !retired).length,
    }),
  }
}

/** The farmers of a cooperative, by name. */
export async function producersOf(cooperativeId: string): Promise<ProducerShown[]> {
  return await producerRows(cooperativeId)
}

/** What shipping costs, by region and weight. */
export async function courierRatesOf(
  cooperativeId: string,
  client: Db | Tx = db(),
): Promise<CourierRateRow[]> {
  return await client.courierRate.findMany({
    where: { cooperativeId },
    orderBy: [{ region: 'asc' }, { upToGrams: 'asc' }],
    select: { region: true, upToGrams: true, price: true },
  })
}

// ------------------------------------------------------------------ presenters

const VARIANT = { id: true, pack: true, unit: true, price: true, weightGrams: true, retiredAt: true } as const

function presentVariant(
  row: {
    id: string
    pack: unknown
    unit: string
    price: number
    weightGrams: number
    retiredAt: Date | null
  },
  currency: string,
): VariantShown {
  return {
    id: row.id,
    pack: row.pack as Localised,
    unit: row.unit,
    price: { amount: row.price, currency },
    weightGrams: row.weightGrams,
    retired: row.retiredAt !== null,
  }
}

function presentCard(row: CardRow): ProductCard {
  return {
    id: row.id,
    slug: row.slug,
    title: row.title,
    category: row.category,
    cooperative: { id: row.cooperativeId, slug: row.cooperativeSlug, name: row.cooperativeName },
    village: row.village,
    picture: row.picture,
    from: row.fromPrice === null ? null : { amount: row.fromPrice, currency: row.currency },
    variantIds: row.variantIds,
  }
}
