import 'server-only'
import type { GroupToPack, OrderToPack, PackingBy, PackingList, ParcelView } from './model.ts'
import {
  countWaiting,
  findParcels,
  findWaiting,
  findWaitingByProduct,
  findWaitingByShow,
  NO_SHOW,
  type WaitingGroup,
  type WaitingOrder,
} from './store.ts'

const PAGE = 50

/**
 * What waits to be packed: order by order, or gathered by show or product for the way through the shed. `within`
 * opens one show or product. `cursor` is the `next` of the page before.
 */
export async function packingList(
  cooperativeId: string,
  by: PackingBy,
  cursor: string | null = null,
  within: { readonly showId?: string; readonly productId?: string } = {},
): Promise<PackingList> {
  const [counts, rows] = await Promise.all([
    countWaiting(cooperativeId),
    pageOf(cooperativeId, by, cursor, within),
  ])
  const page = rows.slice(0, PAGE)
  return { ...counts, rows: page, next: rows.length > PAGE ? keyOf(page.at(-1)) : null }
}

/** What became of an order's boxes, oldest first. */
export async function parcelsOf(orderId: string): Promise<ParcelView[]> {
  return findParcels(orderId)
}

async function pageOf(
  cooperativeId: string,
  by: PackingBy,
  cursor: string | null,
  within: { readonly showId?: string; readonly productId?: string },
): Promise<(OrderToPack | GroupToPack)[]> {
  if (by === 'order') return (await findWaiting(cooperativeId, within, cursor, PAGE + 1)).map(presentWaiting)
  const find = by === 'show' ? findWaitingByShow : findWaitingByProduct
  return (await find(cooperativeId, cursor, PAGE + 1)).map((group) => presentGroup(by, group))
}

function presentWaiting({ address, lines, ...order }: WaitingOrder): OrderToPack {
  const { name, phone, province, city, street, postcode = null } = address
  const packs = lines.reduce((sum, line) => sum + line.packs, 0)
  return { by: 'order', ...order, name, phone, province, city, street, postcode, packs, lines }
}

function presentGroup(by: 'show' | 'product', { id, ...rest }: WaitingGroup): GroupToPack {
  return { by, id: id === NO_SHOW ? null : id, ...rest }
}

function keyOf(row: OrderToPack | GroupToPack | undefined): string | null {
  if (!row) return null
  return row.by === 'order' ? row.orderId : (row.id ?? NO_SHOW)
}
