import type { Browser } from '@playwright/test'
import pg from 'pg'
import { paths } from '#lib/edge/paths.ts'
import { cpuMicros } from './beside-nginx.ts'
import { postgresCpuMicros } from './postgres-cpu.ts'
import { alone, compare, type NotHere, type Pair, quantile, type Row } from './row.ts'
import { type BenchShop, benchBrowser, benchShop, NO_BROWSER } from './shop.ts'
import { seedStall } from './staff-stalls.ts'

const LARGE = { slug: 'bench-large', orders: 10_000, products: 2_000 }
const SMALL = { slug: 'bench-week', orders: 100, products: 100 }
const ROUNDS = 7
/** How often each page is asked for in a round. */
const TIMES = 3

const PAGES = {
  orders: (coop: string) => paths.coopOrders('en', coop),
  'orders, by words': (coop: string) => `${paths.coopOrders('en', coop)}?q=${encodeURIComponent('林00042')}`,
  packing: (coop: string) => paths.coopPacking('en', coop),
  products: (coop: string) => paths.coopProducts('en', coop),
  stock: (coop: string) => paths.coopStock('en', coop),
  lots: (coop: string) => paths.coopLots('en', coop),
} as const

/** The same pages of a large cooperative and of a small one, in one shop, in turns. */
export async function measureStaff(): Promise<readonly Row[] | NotHere> {
  const browser = await benchBrowser()
  if (!browser) return NO_BROWSER
  const shop = await benchShop()
  const client = new pg.Client({ connectionString: shop.databaseUrl })
  await client.connect()
  for (const size of [SMALL, LARGE]) await seedStall(client, size, shop.demo.accounts.manager)
  await client.end()
  const cookie = await signIn(browser, shop)
  const pairs: Pair[] = []
  const waited: number[] = []
  const ofPage = new Map<string, Pair[]>()
  for (let round = -1; round < ROUNDS; round++)
    for (const [name, page] of Object.entries(PAGES)) {
      const cpu: number[] = []
      const sizes = round % 2 === 0 ? [LARGE, SMALL] : [SMALL, LARGE]
      for (const size of sizes) {
        const before = cpuOf(shop)
        const times = await ask(shop, page(size.slug), cookie)
        cpu.push((cpuOf(shop) - before) / 1_000 / TIMES)
        // The first round warms both up.
        if (size === LARGE && round >= 0) waited.push(...times)
      }
      const [first = 0, second = 0] = cpu
      const [large, small] = round % 2 === 0 ? [first, second] : [second, first]
      if (round < 0) continue
      pairs.push([large, small])
      ofPage.set(name, [...(ofPage.get(name) ?? []), [large, small]])
    }
  return rowsOf(pairs, waited, ofPage)
}

function rowsOf(pairs: readonly Pair[], waited: readonly number[], ofPage: Map<string, Pair[]>): Row[] {
  const pages = [...ofPage].map(([name, of]) => ({ name, ...compare(of) }))
  const list = pages
    .map(
      ({ name, ratio, ours, theirs }) =>
        `${name} ${ratio.toFixed(2)} × (${ours.toFixed(0)} and ${theirs.toFixed(0)} ms)`,
    )
    .join(', ')
  const { rounds: _, ratio: __, ...sums } = compare(pairs)
  return [
    {
      what: 'staff pages at 10,000 orders and 2,000 products, CPU of web and PostgreSQL, the worst page',
      beside: 'the same pages at 100 and 100',
      unit: 'ms a page',
      ...sums,
      ratio: Math.max(...pages.map(({ ratio }) => ratio)),
      rounds: pages.map(({ ratio }) => ratio),
      target: { of: 'ratio', atMost: 1.5 },
      note: `median of ${ROUNDS} rounds for each page: ${list}. The milliseconds are the median over all pages.`,
    },
    {
      what: 'staff pages at 10,000 orders, p95 until the last byte',
      unit: 'ms',
      ...alone([quantile(waited, 0.95)]),
      target: { of: 'ours', atMost: 100 },
      note: 'one after the other through the door, the demo show on air on the same machine.',
    },
  ]
}

const cpuOf = (shop: BenchShop) => cpuMicros(shop.pidOf('web') ?? 0) + postgresCpuMicros(shop.postgres.pid)

async function ask(shop: BenchShop, path: string, cookie: string): Promise<number[]> {
  const times: number[] = []
  for (let i = 0; i < TIMES; i++) {
    const began = performance.now()
    const answer = await fetch(`${shop.url}${path}`, { headers: { cookie }, redirect: 'manual' })
    const text = await answer.text()
    times.push(performance.now() - began)
    if (answer.status !== 200 || !text.includes('</html>')) throw new Error(`${path}: ${answer.status}`)
  }
  return times
}

async function signIn(browser: Browser, { url, demo }: BenchShop): Promise<string> {
  const context = await browser.newContext({ baseURL: url })
  const page = await context.newPage()
  await page.goto(paths.signIn('en', paths.coop('en')))
  const form = page.locator('form').filter({ has: page.locator('input[type=password]') })
  await form.locator('input[type=email]').fill(demo.accounts.manager)
  await form.locator('input[type=password]').fill(demo.password)
  await form.getByRole('button').first().click()
  await page.waitForURL((address) => !address.pathname.includes('sign-in'))
  const cookies = await context.cookies()
  await context.close()
  return cookies.map(({ name, value }) => `${name}=${value}`).join('; ')
}
