import { gzipSync } from 'node:zlib'
import type { Browser } from '@playwright/test'
import pg from 'pg'
import { paths } from '#lib/edge/paths.ts'
import { helloWorld } from './hello-world.ts'
import type { NotHere, Row } from './row.ts'
import { type BenchShop, benchBrowser, benchShop, NO_BROWSER } from './shop.ts'

/** What a page asks for later than this it does not need to be there. */
const SETTLED_MS = 4_000
/** JavaScript that a page really loads, each file packed with gzip by ourselves: the same packer for both sides. */
export async function measureScripts(): Promise<readonly Row[] | NotHere> {
  const browser = await benchBrowser()
  if (!browser) return NO_BROWSER
  const [shop, hello] = [await benchShop(), await helloWorld()]
  const bytes = (url: string) => scriptBytes(browser, url)
  const plain = await bytes(hello.origin)
  const film = await bytes(`${hello.origin}/film`)
  const watch = await bytes(`${shop.url}/en/live/harvest-morning`)
  const pages = new Map<string, number>()
  for (const path of await shopPages(shop)) pages.set(path, await bytes(`${shop.url}${path}`))
  const heaviest = Math.max(...pages.values())
  const list = [...pages].map(([path, size]) => `\`${path.split('?')[0]}\` ${size.toFixed(1)} kB`).join(', ')
  return [
    {
      what: 'watch page, JavaScript, gzip',
      beside: 'Next hello-world with hls.js light',
      unit: 'kB',
      ours: watch,
      theirs: film,
      ratio: watch / film,
      rounds: [watch / film],
      target: { of: 'ratio', atMost: 1.1 },
    },
    {
      what: 'shop pages, JavaScript, gzip, the heaviest',
      beside: 'Next hello-world',
      unit: 'kB',
      ours: heaviest,
      theirs: plain,
      ratio: heaviest / plain,
      rounds: [...pages.values()].map((size) => size / plain),
      target: { of: 'ratio', atMost: 1.15 },
      note: `${list}. Sizes do not vary, so there are no rounds.`,
    },
  ]
}

async function shopPages({ databaseUrl }: BenchShop): Promise<readonly string[]> {
  const client = new pg.Client({ connectionString: databaseUrl })
  await client.connect()
  const { rows } = await client.query<{ id: string; product: string }>(
    `select v.id, p.slug as product from variant v join product p on p.id = v.product_id
     where p.state = 'PUBLISHED' and v.retired_at is null order by v.id limit 1`,
  )
  await client.end()
  const [{ id: variantId, product } = { id: '', product: '' }] = rows
  const cooperative = 'yunling'
  return [
    paths.home('en'),
    paths.search('en', 'tea'),
    paths.product('en', product),
    paths.cart('en'),
    paths.checkout('en', cooperative, { variantId, quantity: 1 }),
    paths.signIn('en'),
  ]
}

/** Kilobytes of all scripts that a fresh visitor's browser fetches, also late and ahead of time. */
async function scriptBytes(browser: Browser, url: string): Promise<number> {
  const context = await browser.newContext({ viewport: { width: 390, height: 844 }, serviceWorkers: 'block' })
  const page = await context.newPage()
  const sizes = new Map<string, Promise<number>>()
  page.on('response', (response) => {
    const address = response.url()
    const isScript = /javascript/.test(response.headers()['content-type'] ?? '')
    if (isScript && !sizes.has(address))
      sizes.set(
        address,
        response.body().then((body) => gzipSync(body).length),
      )
  })
  await page.goto(url, { waitUntil: 'load' })
  await page.waitForTimeout(SETTLED_MS)
  const all = await Promise.all(sizes.values())
  await context.close()
  return all.reduce((sum, size) => sum + size, 0) / 1_000
}
