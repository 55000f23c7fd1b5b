import pg from 'pg'
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest'
import { systemContext } from '#lib/kernel/context.ts'
import { closeDb, connectionOf, db } from '#lib/kernel/db.ts'
import { ordersOfBuyer, salesOfShow } from '#lib/orders/queries.ts'
import { staffOrderCounts, staffOrders } from '#lib/orders/staff-queries.ts'
import { useTestDatabase } from '../../tests/fixtures/database.ts'
import { openMarket } from '../../tests/fixtures/market.ts'
import { addPerson, addVariant, type Stall } from '../../tests/fixtures/stall.ts'
import { packingList } from './queries.ts'

useTestDatabase(closeDb)

const context = systemContext()
const ORDERS = 10_000
/** What waits on a busy morning; the rest is history. */
const WAITING = 300
let stall: Stall
let buyerId: string
const showId = context.id('show')
let explainer: pg.Client

beforeAll(async () => {
  stall = await openMarket()
  buyerId = (await addPerson(stall.cooperativeId)).id
  const variants = await Promise.all(Array.from({ length: 20 }, (_, n) => addVariant(stall, `${n} kg`)))
  await seed(stall.cooperativeId, variants, ORDERS)
  await seed((await openMarket()).cooperativeId, variants, 1_000)
  // As it is by itself some minutes after a change.
  await db().$executeRaw`vacuum analyze`
  explainer = new pg.Client(connectionOf(process.env.DATABASE_URL ?? ''))
  await explainer.connect()
})

afterAll(() => explainer.end())

async function seed(cooperativeId: string, variants: string[], count: number): Promise<void> {
  const { productId } = stall
  await db().$executeRaw`
    insert into "order" (id, number, attempt_id, cooperative_id, buyer_id, state, locale, email, address, currency,
      goods, shipping, total, weight_grams, deadline, created_at, paid_at, payment_id, search_text)
    select 'ord_' || ${cooperativeId.slice(-4)} || lpad(n::text, 18, '0'),
      upper(${cooperativeId.slice(-4)}::text || '-' || lpad(to_hex(n), 4, '0')), ${cooperativeId} || n, ${cooperativeId},
      case when n % 50 = 0 then ${buyerId} end, s.state::"OrderState", 'zh', 'a@example.org',
      jsonb_build_object('name', '林' || n, 'phone', '1380000' || n, 'province', 'CN-SC', 'city', '成都',
                         'street', '人民路'),
      'cny', 3980 * 3, 900, 3980 * 3 + 900, 5000, now(), now() - n * interval '1 minute', now(),
      case when s.state not in ('HELD', 'RELEASED') then 'pay_' || ${cooperativeId} || n end,
      lower(${cooperativeId.slice(-4)} || '-' || lpad(to_hex(n), 4, '0')) || ' 林' || n || E'\n1380000' || n
    from generate_series(1, ${count}::int) n
    cross join lateral (
      select case when n > ${count}::int - ${WAITING}::int then 'PAID'
        else (array['DELIVERED', 'DELIVERED', 'DELIVERED', 'SHIPPED', 'RELEASED', 'CANCELLED', 'PACKED', 'HELD'])[1 + n % 8]
      end as state) s`
  await db().$executeRaw`
    insert into order_line (id, order_id, position, variant_id, product_id, show_id, title, pack, unit_price, quantity,
      total, weight_grams)
    select 'lin_' || o.id || p, o.id, p, (${variants}::text[])[1 + (p * 7 + right(o.id, 5)::int) % 20], ${productId},
      case when p = 0 then ${showId} end, '{"zh": "脐橙", "en": "Oranges", "fr": ""}', '{"zh": "箱", "en": "box", "fr": ""}',
      3980, p + 1, 3980 * (p + 1), 2500
    from "order" o cross join generate_series(0, 1) p where o.cooperative_id = ${cooperativeId}`
}

interface Plan {
  readonly 'Node Type': string
  readonly 'Relation Name'?: string
  readonly 'Index Name'?: string
  readonly Plans?: readonly Plan[]
}

/** The statements that `work` sends, and for each how the database would do it. */
async function watched(work: () => Promise<unknown>): Promise<{ statements: number; nodes: Plan[] }> {
  const sent: { text: string; values: unknown[] }[] = []
  const query = pg.Client.prototype.query
  const spy = vi.spyOn(pg.Client.prototype, 'query').mockImplementation(function (this: pg.Client, ...args) {
    const [config, values] = args as unknown as [{ text: string } | string, unknown[] | undefined]
    const text = typeof config === 'string' ? config : config.text
    const given = typeof config === 'string' ? values : (config as { values?: unknown[] }).values
    if (/^\s*(select|with)/i.test(text)) sent.push({ text, values: given ?? [] })
    return Reflect.apply(query, this, args)
  })
  try {
    await work()
  } finally {
    spy.mockRestore()
  }
  const nodes: Plan[] = []
  for (const { text, values } of sent) {
    const explained = await explainer.query(`explain (format json) ${text}`, values)
    const walk = (plan: Plan) => {
      nodes.push(plan)
      plan.Plans?.forEach(walk)
    }
    walk(explained.rows[0]['QUERY PLAN'][0].Plan)
  }
  return { statements: sent.length, nodes }
}

/** As many statements for ten thousand as for ten, and no table of orders read from end to end. */
async function expectQuick(work: () => Promise<unknown>, most: number): Promise<void> {
  const { statements, nodes } = await watched(work)
  expect(statements).toBeGreaterThan(0)
  expect(statements).toBeLessThanOrEqual(most)
  const whole = nodes.filter((node) => node['Node Type'] === 'Seq Scan').map((node) => node['Relation Name'])
  expect(whole.filter((name) => name === 'order' || name === 'order_line')).toEqual([])
}

describe('with ten thousand orders', () => {
  test('the counts are true', async () => {
    const counts = await staffOrderCounts(stall.cooperativeId)
    expect(Object.values(counts).reduce((sum, count) => sum + count, 0)).toBe(ORDERS)
    expect(counts.PAID).toBe(WAITING)
    const list = await packingList(stall.cooperativeId, 'order')
    expect(list).toMatchObject({ orders: WAITING, packs: WAITING * 3 })
    expect(list.rows).toHaveLength(50)
  })

  test('every order is on one page and no page twice', async () => {
    const seen = new Set<string>()
    let pages = 0
    for (let cursor: string | null = null; ; pages++) {
      const page = await staffOrders(stall.cooperativeId, { state: 'PAID' }, cursor)
      for (const { orderId } of page.rows) seen.add(orderId)
      if (!page.next) break
      cursor = page.next
    }
    expect(seen.size).toBe(WAITING)
    expect(pages).toBe(5)
    const waiting = new Set<string>()
    for (let cursor: string | null = null; ; ) {
      const page = await packingList(stall.cooperativeId, 'order', cursor)
      for (const row of page.rows) if (row.by === 'order') waiting.add(row.orderId)
      if (!page.next) break
      cursor = page.next
    }
    expect(waiting.size).toBe(WAITING)
  })

  test.each([
    ['a name', '林9876'],
    ['a phone', '13800009876'],
  ])('somebody is found by %s', async (_, words) => {
    const { rows } = await staffOrders(stall.cooperativeId, { words })
    expect(rows.length).toBeGreaterThanOrEqual(1)
    expect(rows.length).toBeLessThan(5)
    const counts = await staffOrderCounts(stall.cooperativeId, words)
    expect(Object.values(counts).reduce((sum, count) => sum + count, 0)).toBe(rows.length)
  })

  test('an order is found by its number, however it was typed', async () => {
    const number = `${stall.cooperativeId.slice(-4)}-002a`
    for (const words of [number, number.toUpperCase(), number.replace('-', ' '), `${number.slice(0, 5)}oo2a`])
      expect((await staffOrders(stall.cooperativeId, { words })).rows).toMatchObject([
        { number: number.toUpperCase(), packs: 3 },
      ])
  })

  test('words are looked for in one statement', async () => {
    // Whatever is found by a part of a name has to be looked at row by row, through an index or not.
    const { statements } = await watched(() => staffOrders(stall.cooperativeId, { words: '林9876' }))
    expect(statements).toBe(1)
  })

  test.each([
    ['the first page', () => staffOrders(stall.cooperativeId)],
    ['one state', () => staffOrders(stall.cooperativeId, { state: 'PAID' })],
    ['a page deep inside', () => staffOrders(stall.cooperativeId, {}, deep())],
    ['a number', () => staffOrders(stall.cooperativeId, { words: `${stall.cooperativeId.slice(-4)}-002a` })],
    ['the counts', () => staffOrderCounts(stall.cooperativeId)],
    ['the packing list', () => packingList(stall.cooperativeId, 'order')],
    ['its second page', () => packingList(stall.cooperativeId, 'order', deep(WAITING - 50))],
    ['by show', () => packingList(stall.cooperativeId, 'show')],
    ['by product', () => packingList(stall.cooperativeId, 'product')],
    ['within a show', () => packingList(stall.cooperativeId, 'order', null, { showId })],
  ])('%s is read through an index, in two statements at most', async (_, work) => {
    await expectQuick(work, 2)
  })

  test('a buyer’s own orders are read through hers', async () => {
    const buyer = {
      kind: 'user',
      id: buyerId,
      name: '',
      email: '',
      platformAdmin: false,
      memberships: [],
    } as const
    await expectQuick(() => ordersOfBuyer(buyer), 3)
  })

  test('what a show has sold is read in two statements', async () => {
    // All lines of this show are most of the table, so here the plan may be what it likes.
    const { statements } = await watched(() => salesOfShow(showId))
    expect(statements).toBeLessThanOrEqual(3)
  })
})

/** The id of an order so far from the end. */
function deep(fromEnd = 5_000): string {
  return `ord_${stall.cooperativeId.slice(-4)}${String(ORDERS - fromEnd).padStart(18, '0')}`
}
