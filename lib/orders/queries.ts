import 'server-only'
import { type Db, db } from '#lib/kernel/db.ts'
import { isId } from '#lib/kernel/ids.ts'
import type { Localised } from '#lib/kernel/locale.ts'
import type { Tx } from '#lib/kernel/transaction.ts'
import type { Actor } from '#lib/members/model.ts'
import { cartOwner, countPacks } from './cart-store.ts'
import { type OrderState, PAID_STATES } from './model.ts'
import { checkOrderKey } from './order-key.ts'
import { ownsOrder } from './policy.ts'
import { type OrderView, presentOrder } from './present-order.ts'
import { findOrder } from './store.ts'

/** Packs in the cart, for the number beside it. */
export async function cartCountOf(actor: Actor): Promise<number> {
  const owner = cartOwner(actor)
  return owner ? countPacks(owner) : 0
}

/** The buyer's own order, for her signed in or with the key of her link. Null for everybody else. */
export async function orderPage(actor: Actor, orderId: string, key?: string): Promise<OrderView | null> {
  const order = isId('order', orderId) ? await findOrder(orderId) : null
  if (!order || !ownsOrder(actor, order, checkOrderKey(orderId, key))) return null
  return presentOrder(orderId)
}

/** For the house itself: the receipt. */
export async function orderForMail(orderId: string): Promise<OrderView | null> {
  return presentOrder(orderId)
}

export interface OrderCard {
  readonly orderId: string
  readonly number: string
  readonly state: OrderState
  readonly cooperativeName: Localised
  readonly currency: string
  readonly total: number
  readonly createdAt: Date
  /** The first line's words, and how many packs there are in all. */
  readonly title: Localised | null
  readonly packs: number
}

const PAGE = 20

/** What somebody signed in has ordered, newest first. */
export async function ordersOfBuyer(
  actor: Actor,
  cursor: string | null = null,
): Promise<{ rows: OrderCard[]; next: string | null }> {
  if (actor.kind !== 'user') return { rows: [], next: null }
  const rows = await db().order.findMany({
    where: { buyerId: actor.id, ...(cursor && { id: { lt: cursor } }) },
    orderBy: { id: 'desc' },
    take: PAGE + 1,
    select: {
      id: true,
      number: true,
      state: true,
      currency: true,
      total: true,
      createdAt: true,
      cooperative: { select: { name: true } },
      lines: { select: { title: true, quantity: true }, orderBy: { position: 'asc' } },
    },
  })
  const page = rows.slice(0, PAGE).map(({ id, cooperative, lines, ...row }) => ({
    ...row,
    orderId: id,
    cooperativeName: cooperative.name as unknown as Localised,
    title: (lines[0]?.title as unknown as Localised) ?? null,
    packs: lines.reduce((sum, { quantity }) => sum + quantity, 0),
  }))
  return { rows: page, next: rows.length > PAGE ? (page.at(-1)?.orderId ?? null) : null }
}

/** What was bought in an order, and in which show: for whoever tells the viewers. */
export async function boughtIn(
  orderId: string,
  client: Db | Tx = db(),
): Promise<{ showId: string | null; productId: string; variantId: string; quantity: number }[]> {
  return client.orderLine.findMany({
    where: { orderId },
    select: { showId: true, productId: true, variantId: true, quantity: true },
    orderBy: { position: 'asc' },
  })
}

export interface ShowSales {
  readonly orders: number
  readonly packs: number
  /** Minor units of goods, without shipping. */
  readonly goods: number
  /** In carts that are being paid at this moment. */
  readonly heldPacks: number
  readonly latest: readonly {
    readonly orderId: string
    readonly number: string
    readonly title: Localised
    readonly quantity: number
    readonly paidAt: Date
  }[]
}

/** What a show has sold so far, with its latest lines. */
export async function salesOfShow(showId: string, latest = 20): Promise<ShowSales> {
  const [[sums], lines] = await Promise.all([
    db().$queryRaw<{ orders: number; packs: number; goods: number; heldPacks: number }[]>`
      select count(distinct o.id) filter (where o.state = any(${PAID_STATES}::"OrderState"[]))::int as orders,
             coalesce(sum(l.quantity) filter (where o.state = any(${PAID_STATES}::"OrderState"[])), 0)::int as packs,
             coalesce(sum(l.total) filter (where o.state = any(${PAID_STATES}::"OrderState"[])), 0)::float8 as goods,
             coalesce(sum(l.quantity) filter (where o.state = 'HELD'), 0)::int as "heldPacks"
      from order_line l join "order" o on o.id = l.order_id
      where l.show_id = ${showId}`,
    db().orderLine.findMany({
      where: { showId, order: { state: { in: [...PAID_STATES] } } },
      select: {
        orderId: true,
        title: true,
        quantity: true,
        order: { select: { number: true, paidAt: true } },
      },
      orderBy: { orderId: 'desc' },
      take: latest,
    }),
  ])
  return {
    ...(sums ?? { orders: 0, packs: 0, goods: 0, heldPacks: 0 }),
    latest: lines.map(({ orderId, title, quantity, order }) => ({
      orderId,
      number: order.number,
      title: title as unknown as Localised,
      quantity,
      paidAt: order.paidAt ?? new Date(0),
    })),
  }
}
