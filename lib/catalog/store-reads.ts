import 'server-only'
import { Prisma } from '#db/generated/client.ts'
import { type Db, db } from '#lib/kernel/db.ts'
import type { Localised } from '#lib/kernel/locale.ts'
import type { Tx } from '#lib/kernel/transaction.ts'
import type { PictureShown, ProductState } from './model.ts'

export interface CardRow {
  readonly id: string
  readonly slug: string
  readonly title: Localised
  readonly category: string
  readonly state: ProductState
  readonly updatedAt: Date
  readonly cooperativeId: string
  readonly cooperativeSlug: string
  readonly cooperativeName: Localised
  readonly village: Localised
  readonly currency: string
  readonly fromPrice: number | null
  readonly variantIds: string[]
  readonly pictures: number
  readonly picture: PictureShown | null
}

/** `pp` and `pic` as a picture that pages show. */
const PICTURE = Prisma.sql`jsonb_build_object('id', pic.id, 'width', pic.width, 'height', pic.height, 'color', pic.color,
  'alt', jsonb_build_object('zh', coalesce(pic.alt->>'zh', ''), 'en', coalesce(pic.alt->>'en', ''), 'fr', coalesce(pic.alt->>'fr', '')))`

const CARD = Prisma.sql`
  p.id, p.slug, p.title, p.category, p.state::text as state, p.updated_at as "updatedAt",
  c.id as "cooperativeId", c.slug as "cooperativeSlug", c.name as "cooperativeName", c.village, c.currency,
  sale.price as "fromPrice", coalesce(sale.ids, '{}') as "variantIds", look.pictures, look.first as picture`

const FROM = Prisma.sql`
  from product p
  join cooperative c on c.id = p.cooperative_id
  left join lateral (
    select min(v.price) as price, array_agg(v.id order by v.position, v.id) as ids
    from variant v where v.product_id = p.id and v.retired_at is null
  ) sale on true
  left join lateral (
    select count(*)::int as pictures, (array_agg(${PICTURE} order by pp.position, pp.picture_id))[1] as first
    from product_picture pp join picture pic on pic.id = pp.picture_id where pp.product_id = p.id
  ) look on true`

/** Published cards of these products, in no order. */
export async function cardsOf(productIds: readonly string[]): Promise<CardRow[]> {
  return await db().$queryRaw`
    select ${CARD} ${FROM} where p.id = any(${[...productIds]}::text[]) and p.state = 'PUBLISHED'`
}

/** The newest that can be bought. */
export async function newestCards(limit: number): Promise<CardRow[]> {
  return await db().$queryRaw`
    with newest as (
      select id from product p
      where state = 'PUBLISHED'
        and exists (select from variant v where v.product_id = p.id and v.retired_at is null)
      order by created_at desc, id desc limit ${limit}
    )
    select ${CARD} ${FROM} join newest on newest.id = p.id order by p.created_at desc, p.id desc`
}

/** Where the last page ended: whether its last product was found by its title, and its id. */
export interface FoundUpTo {
  readonly inTitle: boolean
  readonly id: string
}

/** Published products in which every pattern is found; finds in titles first, then the newest. */
export async function foundCards(
  patterns: readonly string[],
  after: FoundUpTo | null,
  limit: number,
): Promise<(CardRow & { inTitle: boolean })[]> {
  return await db().$queryRaw`
    with found as (
      select id, split_part(search_text, E'\n', 1) like all(${[...patterns]}::text[]) as in_title
      from product where state = 'PUBLISHED' and search_text like all(${[...patterns]}::text[])
    ),
    page as (
      select * from found
      where ${after === null} or (in_title, id) < (${after?.inTitle ?? false}, ${after?.id ?? ''})
      order by in_title desc, id desc limit ${limit}
    )
    select ${CARD}, page.in_title as "inTitle" ${FROM} join page on page.id = p.id
    order by page.in_title desc, p.id desc`
}

/** A cooperative's products, the newest first, drafts too. */
export async function staffCards(
  cooperativeId: string,
  patterns: readonly string[],
  state: ProductState | null,
  after: string | null,
  limit: number,
): Promise<CardRow[]> {
  return await db().$queryRaw`
    with page as (
      select id from product
      where cooperative_id = ${cooperativeId}
        and search_text like all(${[...patterns]}::text[])
        and (${state === null} or state = ${state ?? 'DRAFT'}::"ProductState")
        and (${after === null} or id < ${after ?? ''})
      order by id desc limit ${limit}
    )
    select ${CARD} ${FROM} join page on page.id = p.id order by p.id desc`
}

/** A variant as carts and orders need it. */
export interface VariantRow {
  readonly variantId: string
  readonly productId: string
  readonly productSlug: string
  readonly cooperativeId: string
  readonly title: Localised
  readonly pack: Localised
  readonly unit: string
  /** Minor units of `currency`. */
  readonly price: number
  readonly currency: string
  readonly weightGrams: number
  readonly published: boolean
  readonly retired: boolean
  readonly picture: PictureShown | null
}

export async function variantRows(variantIds: readonly string[], client: Db | Tx): Promise<VariantRow[]> {
  return await client.$queryRaw`
    select v.id as "variantId", p.id as "productId", p.slug as "productSlug", p.cooperative_id as "cooperativeId",
      p.title, v.pack, v.unit, v.price, c.currency, v.weight_grams as "weightGrams",
      p.state = 'PUBLISHED' as published, v.retired_at is not null as retired, look.first as picture
    from variant v
    join product p on p.id = v.product_id
    join cooperative c on c.id = p.cooperative_id
    left join lateral (
      select ${PICTURE} as first from product_picture pp join picture pic on pic.id = pp.picture_id
      where pp.product_id = p.id order by pp.position, pp.picture_id limit 1
    ) look on true
    where v.id = any(${[...variantIds]}::text[])`
}

export async function picturesOfProduct(productId: string): Promise<PictureShown[]> {
  const rows = await db().$queryRaw<{ picture: PictureShown }[]>`
    select ${PICTURE} as picture from product_picture pp join picture pic on pic.id = pp.picture_id
    where pp.product_id = ${productId} order by pp.position, pp.picture_id`
  return rows.map(({ picture }) => picture)
}

export interface ProducerRow {
  readonly id: string
  readonly name: string
  readonly village: Localised
  readonly story: Localised
  readonly portrait: PictureShown | null
}

export async function producerRows(cooperativeId: string): Promise<ProducerRow[]> {
  return await db().$queryRaw`
    select pr.id, pr.name, pr.village, pr.story,
      case when pic.id is not null then ${PICTURE} end as portrait
    from producer pr left join picture pic on pic.id = pr.portrait_id
    where pr.cooperative_id = ${cooperativeId} order by pr.name, pr.id`
}
