import { gzipSync } from 'node:zlib'
import type { Browser } from '@playwright/test'
import { helloWorld } from './hello-world.ts'
import type { NotHere, Row } from './row.ts'
import { benchBrowser, benchShop, NO_BROWSER } from './shop.ts'

/** What a page asks for later than this it does not need to be there. */
const SETTLED_MS = 4_000
const SHOP_PAGES = ['/en', '/en/products/wildflower-honey', '/en/search?q=tea', '/en/cart', '/en/sign-in']

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
  for (const path of SHOP_PAGES) pages.set(path, await bytes(`${shop.url}${path}`))
  const heaviest = Math.max(...pages.values())
  const list = [...pages].map(([path, size]) => `\`${path}\` ${size.toFixed(1)} kB`).join(', ')
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
  if (process.env.BENCH_FILES)
    for (const [address] of sizes) console.log(url, address, await sizes.get(address))
  await context.close()
  return all.reduce((sum, size) => sum + size, 0) / 1_000
}
