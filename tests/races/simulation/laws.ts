import { db } from '#lib/kernel/db.ts'
import { isPaid } from '#lib/orders/model.ts'
import type { Sandbox } from '#server/payments-sandbox/sandbox-surface.ts'
import { expectBooksToAgree } from '../inventory-shelf.ts'
import type { Shop } from './shop.ts'

// The invariants of the house (docs/decisions/0005-hold-then-pay.md), judged against the provider's own books.

/** Everything that is wrong after all has settled, in words. */
export async function brokenLaws(shop: Shop): Promise<string[]> {
  return [...(await stockLaws(shop)), ...(await holdLaws()), ...(await moneyLaws(shop.provider))]
}

/** 1: levels, ledger and holds agree, and nothing was sold that was not there. */
async function stockLaws(shop: Shop): Promise<string[]> {
  const broken: string[] = []
  try {
    await expectBooksToAgree()
  } catch (error) {
    broken.push(`stock: ${error instanceof Error ? error.message : error}`)
  }
  const sold = await db().$queryRaw<{ variantId: string; packs: number }[]>`
    select l.variant_id as "variantId", sum(l.quantity)::int as packs
    from order_line l join "order" o on o.id = l.order_id
    where o.state in ('PAID', 'PACKED', 'SHIPPED', 'DELIVERED') group by l.variant_id`
  for (const { variantId, packs } of sold) {
    if (packs > shop.stock) broken.push(`${packs} packs of ${shop.stock} were sold`)
    const level = await db().stockLevel.findUniqueOrThrow({ where: { variantId } })
    if (level.onHand !== shop.stock - packs)
      broken.push(`${level.onHand} on hand, ${shop.stock - packs} expected`)
  }
  return broken
}

/** 2: every hold has ended, as its order did. */
export async function holdLaws(): Promise<string[]> {
  const odd = await db().$queryRaw<{ id: string; state: string; hold: string | null }[]>`
    select o.id, o.state::text as state, h.state::text as hold
    from "order" o left join hold h on h.reference = o.id
    where h.state is distinct from case
      when o.state in ('RELEASED', 'REFUNDING', 'REFUNDED') then 'RELEASED'::"HoldState"
      when o.state = 'HELD' then null
      else 'SOLD'::"HoldState" end`
  return odd.map(({ id, state, hold }) => `${id} is ${state}, its hold ${hold}`)
}

/** 3: what the provider has, order by order, is what our orders say; each is paid by one payment or none. */
export async function moneyLaws(provider: Pick<Sandbox, 'books'>): Promise<string[]> {
  const broken: string[] = []
  const { charges, totals } = provider.books()
  const orders = await db().order.findMany({ select: { id: true, state: true, total: true } })
  const payments = await db().payment.findMany({ include: { refunds: true } })
  const givenBack = new Map<string, number>()
  for (const { reference, refunds } of payments)
    for (const { state, amount, causeKey } of refunds) {
      // The house writes down what is given back at the provider's own desk, where nobody of these is.
      if (causeKey.startsWith('provider:')) broken.push(`${amount} of ${reference} went back unasked`)
      if (state === 'SUCCEEDED') givenBack.set(reference, (givenBack.get(reference) ?? 0) + amount)
      else broken.push(`a refund of ${reference} is ${state}`)
    }
  let expected = 0
  for (const { id, state, total } of orders) {
    const own = charges.filter(({ metadata }) => metadata.reference === id)
    const kept = own.filter((charge) => charge.amount_refunded < charge.amount_captured)
    const net = own.reduce((sum, charge) => sum + charge.amount_captured - charge.amount_refunded, 0)
    const captured = own.reduce((sum, charge) => sum + charge.amount_captured, 0)
    if (kept.length > 1) broken.push(`${id} was paid ${kept.length} times`)
    if (state === 'REFUNDING') broken.push(`${id} is refunding for ever`)
    const due = isPaid(state) ? total - Math.max(0, (givenBack.get(id) ?? 0) - (captured - total)) : 0
    expected += due
    if (net !== due) broken.push(`${id} is ${state}: the provider has ${net} of its money, ${due} expected`)
    if (isPaid(state) && kept.length !== 1) broken.push(`${id} is ${state} without money`)
  }
  const { captured = 0, refunded = 0 } = totals.cny ?? {}
  if (captured - refunded !== expected)
    broken.push(`the provider has ${captured - refunded}, our orders say ${expected}`)
  return broken
}

/** All that must not change when everything is told once more. */
export async function picture(): Promise<string> {
  const rows = await db().$queryRaw<{ table: string; rows: unknown }[]>`
    select 'order' as table, jsonb_agg(jsonb_build_array(id, state, payment_id, ended_reason) order by id) as rows
      from "order"
    union all select 'payment', jsonb_agg(jsonb_build_array(id, state, refunded, session_id) order by id) from payment
    union all select 'refund', jsonb_agg(jsonb_build_array(id, state, tries, provider_id) order by id) from refund
    union all select 'hold', jsonb_agg(jsonb_build_array(reference, variant_id, state) order by id) from hold
    union all select 'level', jsonb_agg(jsonb_build_array(variant_id, on_hand, held) order by variant_id)
      from stock_level
    union all select 'movement', jsonb_build_array(count(*)) from stock_movement`
  return JSON.stringify(rows)
}
