import 'server-only'
import type { Context } from '#lib/kernel/context.ts'
import { type Db, db } from '#lib/kernel/db.ts'
import type { Locale, Localised } from '#lib/kernel/locale.ts'
import type { Tx } from '#lib/kernel/transaction.ts'
import type { DisputeState } from '#lib/payments/model.ts'
import { type OrderState, orderMayBecome } from './model.ts'

export interface OrderRow {
  readonly id: string
  readonly number: string
  readonly cooperativeId: string
  readonly buyerId: string | null
  readonly state: OrderState
  readonly locale: Locale
  readonly email: string
  readonly currency: string
  readonly goods: number
  readonly shipping: number
  readonly total: number
  readonly deadline: Date
  readonly paymentId: string | null
  readonly endedReason: string | null
  readonly dispute: string | null
}

const ORDER_COLUMNS = {
  id: true,
  number: true,
  cooperativeId: true,
  buyerId: true,
  state: true,
  locale: true,
  email: true,
  currency: true,
  goods: true,
  shipping: true,
  total: true,
  deadline: true,
  paymentId: true,
  endedReason: true,
  dispute: true,
} as const

const asOrder = (row: Omit<OrderRow, 'locale'> & { locale: string }): OrderRow => ({
  ...row,
  locale: row.locale as Locale,
})

export async function findOrder(id: string, client: Db | Tx = db()): Promise<OrderRow | null> {
  const row = await client.order.findUnique({ where: { id }, select: ORDER_COLUMNS })
  return row && asOrder(row)
}

export async function findOrderByAttempt(tx: Tx, attemptId: string): Promise<OrderRow | null> {
  const row = await tx.order.findUnique({ where: { attemptId }, select: ORDER_COLUMNS })
  return row && asOrder(row)
}

/** Waits until nobody else moves it. Everybody locks the order first, then levels, then payments. */
export async function lockOrder(tx: Tx, id: string): Promise<OrderRow | null> {
  await tx.$queryRaw`select id from "order" where id = ${id} for update`
  return findOrder(id, tx)
}

export interface NewOrder {
  readonly id: string
  readonly number: string
  readonly attemptId: string
  readonly cooperativeId: string
  readonly buyerId: string | null
  readonly locale: Locale
  readonly email: string
  readonly address: object
  readonly currency: string
  readonly goods: number
  readonly shipping: number
  readonly total: number
  readonly weightGrams: number
  readonly deadline: Date
  readonly searchText: string
}

export interface NewLine {
  readonly id: string
  readonly variantId: string
  readonly productId: string
  readonly showId: string | null
  readonly title: Localised
  readonly pack: Localised
  readonly unitPrice: number
  readonly quantity: number
  readonly weightGrams: number
}

/** False when the attempt, or by a rare chance the number, is there already. Waits for whoever is writing it now. */
export async function insertOrder(tx: Tx, context: Context, order: NewOrder): Promise<boolean> {
  const inserted = await tx.$executeRaw`
    insert into "order" (id, number, attempt_id, cooperative_id, buyer_id, locale, email, address, currency, goods,
      shipping, total, weight_grams, deadline, search_text, created_at)
    values (${order.id}, ${order.number}, ${order.attemptId}, ${order.cooperativeId}, ${order.buyerId},
      ${order.locale}, ${order.email}, ${JSON.stringify(order.address)}::jsonb, ${order.currency}, ${order.goods},
      ${order.shipping}, ${order.total}, ${order.weightGrams}, ${order.deadline}, ${order.searchText},
      ${context.now()})
    on conflict do nothing`
  return inserted === 1
}

export async function insertLines(tx: Tx, orderId: string, lines: readonly NewLine[]): Promise<void> {
  await tx.orderLine.createMany({
    data: lines.map((line, position) => ({
      ...line,
      title: { ...line.title },
      pack: { ...line.pack },
      orderId,
      position,
      total: line.unitPrice * line.quantity,
    })),
  })
}

/** Follows the table and writes down when; the row is locked. Throws when nothing leads there: that is a bug. */
export async function moveOrder(
  tx: Tx,
  context: Context,
  order: OrderRow,
  state: OrderState,
  rest: { paymentId?: string; endedReason?: string | null } = {},
): Promise<void> {
  if (!orderMayBecome(order.state, state))
    throw new Error(`${order.id}: ${order.state} never becomes ${state}`)
  const at = context.now()
  await tx.order.update({
    where: { id: order.id },
    data: { state, ...MOMENTS[state](at), ...rest },
    select: { id: true },
  })
}

const MOMENTS: Readonly<Record<OrderState, (at: Date) => object>> = {
  HELD: () => ({}),
  RELEASED: (endedAt) => ({ endedAt }),
  // It may have been given up before.
  PAID: (paidAt) => ({ paidAt, endedAt: null, endedReason: null }),
  PACKED: (packedAt) => ({ packedAt }),
  SHIPPED: (shippedAt) => ({ shippedAt }),
  DELIVERED: (endedAt) => ({ endedAt }),
  CANCELLED: (endedAt) => ({ endedAt }),
  REFUNDING: () => ({ endedAt: null }),
  REFUNDED: (endedAt) => ({ endedAt }),
}

/** The hold's clock starts with the link; an order that is not held any more keeps its own. */
export async function moveDeadline(orderId: string, deadline: Date): Promise<boolean> {
  const { count } = await db().order.updateMany({ where: { id: orderId, state: 'HELD' }, data: { deadline } })
  return count === 1
}

/** Why it is being given up, said before the provider is asked, so that whoever releases it knows. */
export async function noteReason(tx: Tx, orderId: string, endedReason: string): Promise<void> {
  await tx.order.update({ where: { id: orderId }, data: { endedReason }, select: { id: true } })
}

/** How it stands between the buyer's bank and the provider. */
export async function noteDispute(tx: Tx, orderId: string, dispute: DisputeState): Promise<void> {
  await tx.order.update({ where: { id: orderId }, data: { dispute }, select: { id: true } })
}

interface Due {
  readonly id: string
  readonly deadline: Date
}

const behind = (after: Due | null) =>
  after && {
    OR: [{ deadline: { gt: after.deadline } }, { deadline: after.deadline, id: { gt: after.id } }],
  }

/** Held beyond their deadline, the longest first; `after` is the last one of the page before. */
export async function findOverdue(now: Date, after: Due | null, limit: number): Promise<Due[]> {
  return db().order.findMany({
    where: { state: 'HELD', deadline: { lt: now }, ...behind(after) },
    select: { id: true, deadline: true },
    orderBy: [{ deadline: 'asc' }, { id: 'asc' }],
    take: limit,
  })
}

/** Those payments whose order does not name them: not settled yet, or to be given back. */
export async function findUnsettled(
  payments: readonly { readonly paymentId: string; readonly reference: string }[],
): Promise<{ paymentId: string; reference: string }[]> {
  if (payments.length === 0) return []
  return db().$queryRaw<{ paymentId: string; reference: string }[]>`
    select p.id as "paymentId", p.reference
    from unnest(${payments.map(({ paymentId }) => paymentId)}::text[],
                ${payments.map(({ reference }) => reference)}::text[]) as p (id, reference)
    join "order" o on o.id = p.reference
    where o.payment_id is distinct from p.id`
}

/** Orders that do not follow how far their refunds are: paid with all of it back, or refunded with some of it here. */
export async function findUnfollowed(
  payments: readonly { readonly paymentId: string; readonly reference: string; readonly whole: boolean }[],
): Promise<string[]> {
  if (payments.length === 0) return []
  const rows = await db().$queryRaw<{ id: string }[]>`
    select o.id
    from unnest(${payments.map(({ paymentId }) => paymentId)}::text[],
                ${payments.map(({ reference }) => reference)}::text[],
                ${payments.map(({ whole }) => whole)}::bool[]) as p (id, reference, whole)
    join "order" o on o.id = p.reference and o.payment_id = p.id
    where (o.state = 'PAID' and p.whole) or (o.state = 'REFUNDED' and not p.whole)`
  return rows.map(({ id }) => id)
}

/** On their way back to the buyer or given up on, the oldest first; `after` is the last one of the page before. */
export async function findRefunding(after: Due | null, limit: number): Promise<Due[]> {
  return db().order.findMany({
    where: { state: 'REFUNDING', ...behind(after) },
    select: { id: true, deadline: true },
    orderBy: [{ deadline: 'asc' }, { id: 'asc' }],
    take: limit,
  })
}

/** What the provider's page and the receipt name. */
export async function findLines(orderId: string) {
  const rows = await db().orderLine.findMany({
    where: { orderId },
    select: { variantId: true, title: true, pack: true, unitPrice: true, quantity: true },
    orderBy: { position: 'asc' },
  })
  return rows.map((row) => ({
    ...row,
    title: row.title as unknown as Localised,
    pack: row.pack as unknown as Localised,
  }))
}
