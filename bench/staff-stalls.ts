import type pg from 'pg'

/** A cooperative as it is after some years, or after a week: made in the database, because pages only read it. */
export interface StallSize {
  readonly slug: string
  readonly orders: number
  readonly products: number
}

/**
 * Products with two packs each, their lots and levels; orders of two lines, of which fifty wait to be packed, as
 * on any morning; the rest is history in all its states. `account` works there.
 */
export async function seedStall(client: pg.Client, size: StallSize, account: string): Promise<void> {
  const { slug, orders, products } = size
  const tag = slug.slice(-4).padStart(4, '0')
  const words = JSON.stringify({ zh: '云岭', en: slug, fr: '' })
  const coop = `cop_${tag}`
  await client.query(
    `insert into cooperative (id, slug, name, story, village, county, created_at)
     values ($1, $2, $3, $3, $3, $3, now())`,
    [coop, slug, words],
  )
  await client.query(
    `insert into membership (cooperative_id, user_id, role, created_at)
     select $1, id, 'MANAGER', now() from "user" where email = $2`,
    [coop, account],
  )
  await client.query(
    `insert into producer (id, cooperative_id, name, village, story, created_at) values ($1, $2, '周大山', $3, $3, now())`,
    [`prd_${tag}`, coop, words],
  )
  await client.query(
    `insert into product (id, cooperative_id, slug, title, story, category, state, search_text, created_at, updated_at)
     select 'pro_${tag}' || lpad(n::text, 6, '0'), $1, '${slug}-' || n, jsonb_build_object('zh', '脐橙' || n, 'en', 'Oranges ' || n, 'fr', ''),
       $2, 'fruit', 'PUBLISHED', '脐橙' || n || ' oranges ' || n, now() - n * interval '1 minute', now()
     from generate_series(1, $3::int) n`,
    [coop, words, products],
  )
  await client.query(
    `insert into variant (id, product_id, position, pack, unit, price, weight_grams, created_at)
     select 'var_' || right(p.id, 10) || k, p.id, k, $2, 'crate', 3980, 2500, now()
     from product p cross join generate_series(0, 1) k where p.cooperative_id = $1`,
    [coop, words],
  )
  await client.query(
    `with mine as (select v.id from variant v join product p on p.id = v.product_id where p.cooperative_id = $1),
      levels as (insert into stock_level (variant_id, on_hand, held) select id, 40, 0 from mine)
     insert into lot (id, code, cooperative_id, producer_id, variant_id, state, received, remaining, village, harvested_on, created_at)
     select 'lot_' || right(id, 11), upper(right(id, 11)), $1, $2, id, 'OPEN', 40, 40, $3, now()::date, now() from mine`,
    [coop, `prd_${tag}`, words],
  )
  await client.query(
    `insert into stock_movement (variant_id, lot_id, kind, on_hand, held, cause, at)
     select variant_id, id, 'RECEIPT', 40, 0, id, now() from lot where cooperative_id = $1`,
    [coop],
  )
  await seedOrders(client, coop, tag, orders, products)
  // As it is by itself some minutes after a change.
  await client.query('vacuum analyze')
}

async function seedOrders(
  client: pg.Client,
  coop: string,
  tag: string,
  orders: number,
  products: number,
): Promise<void> {
  await client.query(
    `insert into "order" (id, number, attempt_id, cooperative_id, state, locale, email, address, currency, goods,
       shipping, total, weight_grams, deadline, created_at, paid_at, payment_id, search_text)
     select 'ord_${tag}' || lpad(n::text, 18, '0'), upper('${tag}-' || lpad(to_hex(n), 4, '0')), $1 || n, $1, s.state::"OrderState",
       'zh', 'a@example.org',
       jsonb_build_object('name', '林' || lpad(n::text, 5, '0'), 'phone', '1380000' || n, 'province', 'CN-SC', 'city', '成都', 'street', '人民路'),
       'cny', 3980 * 3, 900, 3980 * 3 + 900, 5000, now() + interval '1 hour', now() - n * interval '1 minute', now(),
       case when s.state not in ('HELD', 'RELEASED') then 'pay_' || $1 || n end,
       lower('${tag}-' || lpad(to_hex(n), 4, '0')) || ' 林' || lpad(n::text, 5, '0') || E'\\n1380000' || n
     from generate_series(1, $2::int) n
     cross join lateral (select case when n > $2::int - 50 then 'PAID'
       else (array['DELIVERED', 'DELIVERED', 'DELIVERED', 'SHIPPED', 'RELEASED', 'CANCELLED', 'PACKED', 'DELIVERED'])[1 + n % 8] end as state) s`,
    [coop, orders],
  )
  await client.query(
    `insert into order_line (id, order_id, position, variant_id, product_id, title, pack, unit_price, quantity, total, weight_grams)
     select 'lin_' || right(o.id, 22) || k, o.id, k, 'var_' || right(p.id, 10) || k, p.id, p.title, '{"zh": "箱", "en": "box", "fr": ""}',
       3980, k + 1, 3980 * (k + 1), 2500
     from "order" o cross join generate_series(0, 1) k
     join product p on p.id = 'pro_${tag}' || lpad((1 + right(o.id, 6)::int % $2::int)::text, 6, '0')
     where o.cooperative_id = $1`,
    [coop, products],
  )
}
