import 'server-only'
import { likePattern, searchTerms } from '#lib/catalog/search-text.ts'
import { type Db, db } from '#lib/kernel/db.ts'
import { isId } from '#lib/kernel/ids.ts'
import type { Localised } from '#lib/kernel/locale.ts'
import type { Tx } from '#lib/kernel/transaction.ts'
import { readLotCode } from './lot-code.ts'
import type { LedgerRow, LotRow, LotStory, OpenLot, Page, StockRow } from './model.ts'
import {
  availableRows,
  ledgerRows,
  levelRows,
  lotRow,
  lotRows,
  openLotRows,
  type StockCursor,
  stockRow,
  stockRows,
  stockSums,
} from './store-reads.ts'

const PAGE = 50

/** Packs that a buyer could have now, of every variant asked for; what nobody ever received is 0. */
export async function availableOf(
  variantIds: readonly string[],
  client: Db | Tx = db(),
): Promise<Map<string, number>> {
  if (variantIds.length === 0) return new Map()
  const rows = new Map(
    (await availableRows(variantIds, client)).map(({ variantId, available }) => [variantId, available]),
  )
  return new Map(variantIds.map((id) => [id, rows.get(id) ?? 0]))
}

// ------------------------------------------------------------------ for staff

/** A cooperative's variants with their levels, a product's together; with words, those of products found by them. */
export async function stockTable(
  cooperativeId: string,
  filter: { words?: string; cursor?: string | null } = {},
): Promise<Page<StockRow>> {
  const patterns = searchTerms(filter.words ?? '').map(likePattern)
  const rows = await stockRows(cooperativeId, patterns, readStockCursor(filter.cursor), PAGE + 1)
  const last = rows[PAGE - 1]
  return {
    rows: rows
      .slice(0, PAGE)
      .map(({ position: _, ...row }) => ({ ...row, available: row.onHand - row.held })),
    next: rows.length > PAGE && last ? `${last.productId}.${last.position}.${last.variantId}` : null,
  }
}

function readStockCursor(cursor: string | null | undefined): StockCursor | null {
  const [productId, position, variantId] = cursor?.split('.') ?? []
  return isId('product', productId) && isId('variant', variantId) && /^\d{1,6}$/.test(position ?? '')
    ? { productId, position: Number(position), variantId }
    : null
}

/** One variant's level, if it is this cooperative's. */
export async function stockOf(cooperativeId: string, variantId: string): Promise<StockRow | null> {
  const found = await stockRow(cooperativeId, variantId)
  if (!found) return null
  const { position: _, ...row } = found
  return { ...row, available: row.onHand - row.held }
}

/** True sums over the whole stock, whatever page is shown. */
export async function stockTotals(
  cooperativeId: string,
): Promise<{ variants: number; onHand: number; held: number; soldOut: number }> {
  return await stockSums(cooperativeId)
}

/** As many as a page shows, and some. */
const MOST_LEVELS = 200

/** `[variantId, onHand, held]` of those that are this cooperative's: for pages that follow their levels. */
export async function levelsOf(
  cooperativeId: string,
  variantIds: readonly string[],
): Promise<(readonly [string, number, number])[]> {
  const asked = variantIds.filter((id) => isId('variant', id)).slice(0, MOST_LEVELS)
  const rows = await levelRows(cooperativeId, asked)
  return rows.map(({ variantId, onHand, held }) => [variantId, onHand, held])
}

/** A variant's movements, newest first. The caller has seen that the variant is the asker's (`stockOf`). */
export async function ledgerOf(variantId: string, cursor: string | null): Promise<Page<LedgerRow>> {
  const before = cursor && /^\d{1,18}$/.test(cursor) ? BigInt(cursor) : null
  const rows = await ledgerRows(variantId, before, PAGE + 1)
  return {
    rows: rows.slice(0, PAGE).map((row) => ({ ...row, id: row.id.toString() })),
    next: rows.length > PAGE ? (rows[PAGE - 1]?.id.toString() ?? null) : null,
  }
}

/** A cooperative's lots, the newest first. */
export async function lotsOf(
  cooperativeId: string,
  filter: { variantId?: string | null; open?: boolean; cursor?: string | null } = {},
): Promise<Page<LotRow>> {
  const variantId = isId('variant', filter.variantId) ? filter.variantId : null
  const before = isId('lot', filter.cursor) ? filter.cursor : null
  const rows = await lotRows(cooperativeId, { variantId, open: filter.open ?? false }, before, PAGE + 1)
  return {
    rows: rows.slice(0, PAGE),
    next: rows.length > PAGE ? (rows[PAGE - 1]?.id ?? null) : null,
  }
}

/** One lot, if it is this cooperative's. */
export async function lotOf(cooperativeId: string, lotId: string): Promise<LotRow | null> {
  return await lotRow(cooperativeId, lotId)
}

/** The lot whose code somebody scanned or typed, if it is this cooperative's. */
export async function lotByCode(cooperativeId: string, typed: string): Promise<LotRow | null> {
  const code = readLotCode(typed)
  return code ? await lotRow(cooperativeId, code) : null
}

// ------------------------------------------------------------------ for buyers

/** The harvests that a product is sold from now, those that will be sold first before the others. */
export async function openLotsOf(productId: string): Promise<OpenLot[]> {
  return await openLotRows(productId)
}

/** What the code on a box opens, or null. */
export async function lotStory(code: string): Promise<LotStory | null> {
  const read = readLotCode(code)
  if (!read) return null
  const lot = await db().lot.findUnique({
    where: { code: read },
    select: {
      code: true,
      state: true,
      harvestedOn: true,
      bestBefore: true,
      village: true,
      producer: {
        select: {
          name: true,
          story: true,
          portraitId: true,
          cooperative: { select: { slug: true, name: true, county: true } },
        },
      },
      variant: {
        select: { pack: true, product: { select: { slug: true, title: true, state: true } } },
      },
    },
  })
  if (!lot) return null
  const { product } = lot.variant
  const { cooperative } = lot.producer
  return {
    code: lot.code,
    state: lot.state,
    harvestedOn: day(lot.harvestedOn),
    bestBefore: lot.bestBefore && day(lot.bestBefore),
    village: lot.village as unknown as Localised,
    producer: {
      name: lot.producer.name,
      story: lot.producer.story as unknown as Localised,
      portraitId: lot.producer.portraitId,
    },
    product: {
      slug: product.slug,
      title: product.title as unknown as Localised,
      published: product.state === 'PUBLISHED',
    },
    pack: lot.variant.pack as unknown as Localised,
    cooperative: {
      slug: cooperative.slug,
      name: cooperative.name as unknown as Localised,
      county: cooperative.county as unknown as Localised,
    },
  }
}

function day(date: Date): string {
  return date.toISOString().slice(0, 10)
}
