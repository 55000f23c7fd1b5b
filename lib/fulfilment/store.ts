import 'server-only'
import type { Context } from '#lib/kernel/context.ts'
import { db } from '#lib/kernel/db.ts'
import type { Localised } from '#lib/kernel/locale.ts'
import type { Tx } from '#lib/kernel/transaction.ts'
import type { PackCount, ParcelState, ParcelView } from './model.ts'

// ---------------------------------------------------------------- parcels

export async function insertParcel(
  tx: Tx,
  context: Context,
  parcel: { orderId: string; packedById: string | null },
): Promise<string> {
  const id = context.id('parcel')
  await tx.parcel.create({
    data: { id, ...parcel, state: 'PACKED', packedAt: context.now() },
    select: { id: true },
  })
  return id
}

/** The latest of an order; its order is locked, so nobody else moves it. */
export async function findParcel(
  tx: Tx,
  orderId: string,
): Promise<{ id: string; state: ParcelState; courier: string | null; trackingNumber: string | null } | null> {
  return tx.parcel.findFirst({
    where: { orderId },
    orderBy: { id: 'desc' },
    select: { id: true, state: true, courier: true, trackingNumber: true },
  })
}

export async function updateParcel(
  tx: Tx,
  id: string,
  data: {
    state?: ParcelState
    courier?: string
    trackingNumber?: string
    handedOverAt?: Date
    deliveredAt?: Date
  },
): Promise<void> {
  await tx.parcel.update({ where: { id }, data, select: { id: true } })
}

export async function findParcels(orderId: string): Promise<ParcelView[]> {
  const rows = await db().parcel.findMany({
    where: { orderId },
    orderBy: { id: 'asc' },
    select: {
      id: true,
      state: true,
      courier: true,
      trackingNumber: true,
      packedAt: true,
      handedOverAt: true,
      deliveredAt: true,
    },
  })
  return rows.map(({ id, ...rest }) => ({ parcelId: id, ...rest }))
}

// ---------------------------------------------------------------- packing list

// `offset 0` keeps the planner from reading all lines that were ever sold in order to join them: what waits is few, and
// its lines are found by their order, so that these lists cost what waits and not what the years have gathered.

/** All that waits for a packer. */
export async function countWaiting(cooperativeId: string): Promise<{ orders: number; packs: number }> {
  const [counts] = await db().$queryRaw<{ orders: number; packs: number }[]>`
    select count(*)::int as orders, coalesce(sum(packs), 0)::int as packs
    from "order" o
    cross join lateral (select sum(l.quantity) as packs from order_line l where l.order_id = o.id) own
    where o.cooperative_id = ${cooperativeId} and o.state = 'PAID'`
  return counts ?? { orders: 0, packs: 0 }
}

export interface WaitingOrder {
  readonly orderId: string
  readonly number: string
  readonly paidAt: Date
  /** The buyer's bank asks the money back, or has it. */
  readonly disputed: boolean
  readonly address: {
    readonly name: string
    readonly phone: string
    readonly province: string
    readonly city: string
    readonly street: string
    readonly postcode?: string
  }
  readonly weightGrams: number
  readonly lines: readonly PackCount[]
}

/** Oldest first; with a show or a product, those that hold something of it. Whole boxes all the same. */
export async function findWaiting(
  cooperativeId: string,
  within: { readonly showId?: string; readonly productId?: string },
  after: string | null,
  limit: number,
): Promise<WaitingOrder[]> {
  const showId = within.showId ?? null
  const productId = within.productId ?? null
  return db().$queryRaw<WaitingOrder[]>`
    select o.id as "orderId", o.number, o.paid_at as "paidAt", o.address, o.weight_grams as "weightGrams", own.lines,
           coalesce(o.dispute in ('OPEN', 'LOST'), false) as disputed
    from "order" o
    cross join lateral (
      select jsonb_agg(jsonb_build_object('variantId', l.variant_id, 'title', l.title, 'pack', l.pack,
                                          'packs', l.quantity) order by l.position) as lines
      from order_line l where l.order_id = o.id
    ) own
    where o.cooperative_id = ${cooperativeId} and o.state = 'PAID'
      and (${after}::text is null or o.id > ${after})
      and (${showId}::text is null
           or exists (select from order_line l where l.order_id = o.id and l.show_id = ${showId} offset 0))
      and (${productId}::text is null
           or exists (select from order_line l where l.order_id = o.id and l.product_id = ${productId} offset 0))
    order by o.id
    limit ${limit}`
}

export interface WaitingGroup {
  readonly id: string
  readonly title: Localised | null
  readonly orders: number
  readonly packs: number
  readonly variants: readonly PackCount[]
}

/** What was bought outside a show, as a key that sorts before every id. */
export const NO_SHOW = ''

/** By the show in which it was bought, the newest first; what was bought outside one comes last. */
export async function findWaitingByShow(
  cooperativeId: string,
  after: string | null,
  limit: number,
): Promise<WaitingGroup[]> {
  return db().$queryRaw<WaitingGroup[]>`
    with waiting as (
      select coalesce(l.show_id, ${NO_SHOW}) as id, l.order_id, l.variant_id, l.quantity, l.title, l.pack
      from "order" o
      cross join lateral (select * from order_line where order_id = o.id offset 0) l
      where o.cooperative_id = ${cooperativeId} and o.state = 'PAID'
    ),
    grouped as (
      select id, count(distinct order_id)::int as orders, sum(quantity)::int as packs
      from waiting where ${after}::text is null or id < ${after}
      group by id order by id desc limit ${limit}
    ),
    counted as (
      select w.id, w.variant_id, sum(w.quantity)::int as packs, (array_agg(w.title))[1] as title,
             (array_agg(w.pack))[1] as pack
      from waiting w join grouped g on g.id = w.id group by w.id, w.variant_id
    )
    select g.id, s.title, g.orders, g.packs,
           (select jsonb_agg(jsonb_build_object('variantId', c.variant_id, 'title', c.title, 'pack', c.pack,
                                                'packs', c.packs) order by c.packs desc, c.variant_id)
            from counted c where c.id = g.id) as variants
    from grouped g left join show s on s.id = g.id
    order by g.id desc`
}

/** By product, in the order of their ids. */
export async function findWaitingByProduct(
  cooperativeId: string,
  after: string | null,
  limit: number,
): Promise<WaitingGroup[]> {
  return db().$queryRaw<WaitingGroup[]>`
    with waiting as (
      select l.product_id as id, l.order_id, l.variant_id, l.quantity, l.title, l.pack
      from "order" o
      cross join lateral (select * from order_line where order_id = o.id offset 0) l
      where o.cooperative_id = ${cooperativeId} and o.state = 'PAID'
    ),
    grouped as (
      select id, count(distinct order_id)::int as orders, sum(quantity)::int as packs
      from waiting where ${after}::text is null or id > ${after}
      group by id order by id limit ${limit}
    ),
    counted as (
      select w.id, w.variant_id, sum(w.quantity)::int as packs, (array_agg(w.title))[1] as title,
             (array_agg(w.pack))[1] as pack
      from waiting w join grouped g on g.id = w.id group by w.id, w.variant_id
    )
    select g.id, p.title, g.orders, g.packs,
           (select jsonb_agg(jsonb_build_object('variantId', c.variant_id, 'title', c.title, 'pack', c.pack,
                                                'packs', c.packs) order by c.packs desc, c.variant_id)
            from counted c where c.id = g.id) as variants
    from grouped g left join product p on p.id = g.id
    order by g.id`
}
