import 'server-only'
import { likePattern, searchTerms } from '#lib/catalog/search-text.ts'
import { db } from '#lib/kernel/db.ts'
import type { OrderState } from './model.ts'
import { readOrderNumber } from './order-number.ts'
import { type OrderView, presentOrder } from './present-order.ts'
import { findOrder } from './store.ts'

export interface StaffFilter {
  readonly state?: OrderState
  /** A number, or words of a name, phone or mail. */
  readonly words?: string
}

export interface StaffOrderRow {
  readonly orderId: string
  readonly number: string
  readonly state: OrderState
  readonly name: string
  readonly currency: string
  /** Minor units. */
  readonly total: number
  readonly packs: number
  readonly createdAt: Date
  readonly paidAt: Date | null
}

const PAGE = 50

/** A cooperative's orders, newest first; `cursor` is the `next` of the page before. */
export async function staffOrders(
  cooperativeId: string,
  filter: StaffFilter = {},
  cursor: string | null = null,
): Promise<{ rows: StaffOrderRow[]; next: string | null }> {
  const { number, patterns } = question(filter.words)
  const state = filter.state ?? null
  // A null is folded away when the statement is planned, so that each combination walks an index of its own.
  const rows = await db().$queryRaw<StaffOrderRow[]>`
    select o.id as "orderId", o.number, o.state::text as state, o.address->>'name' as name, o.currency, o.total,
           (select coalesce(sum(l.quantity), 0)::int from order_line l where l.order_id = o.id) as packs,
           o.created_at as "createdAt", o.paid_at as "paidAt"
    from "order" o
    where o.cooperative_id = ${cooperativeId}
      and (${state}::text is null or o.state = ${state}::"OrderState")
      and (${number}::text is null or o.number = ${number})
      and (${patterns}::text[] is null or o.search_text like all(${patterns}::text[]))
      and (${cursor}::text is null or o.id < ${cursor})
    order by o.id desc
    limit ${PAGE + 1}`
  const page = rows.slice(0, PAGE)
  return { rows: page, next: rows.length > PAGE ? (page.at(-1)?.orderId ?? null) : null }
}

/** How many there are in each state, of those that the words find. */
export async function staffOrderCounts(
  cooperativeId: string,
  words?: string,
): Promise<Record<OrderState, number>> {
  const { number, patterns } = question(words)
  const rows = await db().$queryRaw<{ state: OrderState; count: number }[]>`
    select s.state::text as state, found.count
    from unnest(enum_range(null::"OrderState")) as s (state)
    cross join lateral (
      select count(*)::int as count from "order" o
      where o.cooperative_id = ${cooperativeId} and o.state = s.state
        and (${number}::text is null or o.number = ${number})
        and (${patterns}::text[] is null or o.search_text like all(${patterns}::text[]))
    ) found`
  return Object.fromEntries(rows.map(({ state, count }) => [state, count])) as Record<OrderState, number>
}

/** One order of this cooperative, for its staff. */
export async function staffOrder(cooperativeId: string, orderId: string): Promise<OrderView | null> {
  const order = await findOrder(orderId)
  return order?.cooperativeId === cooperativeId ? presentOrder(orderId) : null
}

function question(words: string | undefined): { number: string | null; patterns: string[] | null } {
  const number = readOrderNumber(words ?? '')
  if (number) return { number, patterns: null }
  const terms = searchTerms(words ?? '')
  return { number: null, patterns: terms.length > 0 ? terms.map(likePattern) : null }
}
