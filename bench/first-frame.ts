import { readFileSync } from 'node:fs'
import { createServer, request, type Server } from 'node:http'
import { createRequire } from 'node:module'
import { gzipSync } from 'node:zlib'
import type { Browser } from '@playwright/test'
import { compare, inTurns, type NotHere, type Row } from './row.ts'
import { benchBrowser, benchShop, NO_BROWSER } from './shop.ts'

/** A village's mobile line: what Lighthouse calls slow 4G. */
const LINE = { latency: 150, downloadThroughput: 1_600_000 / 8, uploadThroughput: 750_000 / 8 }
const ROUNDS = 5
const SHOW = 'harvest-morning'

/** From asking for the page until the browser has a frame of the film to draw. */
export async function measureFirstFrame(): Promise<readonly Row[] | NotHere> {
  const browser = await benchBrowser()
  if (!browser) return NO_BROWSER
  const shop = await benchShop()
  const bare = await barePage(shop.url)
  try {
    const ours = () => firstFrame(browser, `${shop.url}/en/live/${SHOW}`)
    const theirs = () => firstFrame(browser, bare.url)
    // Pages and playlists as they are in a shop that is open.
    await inTurns(1, ours, theirs)
    return [
      {
        what: 'first frame of the film at 1.6 Mbit/s and 150 ms',
        beside: 'a bare page with hls.js light',
        unit: 's',
        ...compare(await inTurns(ROUNDS, ours, theirs)),
        target: { of: 'ratio', atMost: 1.3 },
        note: 'the bare page is a video element, hls.js light as it is published, and six words of script; it plays the same stream from the same door.',
      },
    ]
  } finally {
    bare.server.close()
    bare.server.closeAllConnections()
  }
}

/** Seconds, in a browser that was never here. */
async function firstFrame(browser: Browser, url: string): Promise<number> {
  const context = await browser.newContext({ viewport: { width: 390, height: 844 } })
  try {
    const page = await context.newPage()
    const devtools = await context.newCDPSession(page)
    await devtools.send('Network.enable')
    await devtools.send('Network.emulateNetworkConditions', { offline: false, ...LINE })
    await page.addInitScript(() => {
      const note = () => {
        const kept = globalThis as { firstFrameAt?: number }
        kept.firstFrameAt ??= performance.now()
      }
      // Media events do not bubble, but they are caught on the way down.
      document.addEventListener('loadeddata', note, { capture: true })
    })
    await page.goto(url, { waitUntil: 'commit' })
    const at = await page.waitForFunction(
      () => (globalThis as { firstFrameAt?: number }).firstFrameAt,
      null,
      {
        timeout: 60_000,
      },
    )
    return Number(await at.jsonValue()) / 1_000
  } finally {
    await context.close()
  }
}

/** Serves the page and the player itself, packed as the door packs; hands the rest to the door. */
async function barePage(shop: string): Promise<{ url: string; server: Server }> {
  const player = readFileSync(createRequire(import.meta.url).resolve('hls.js/dist/hls.light.min.js'))
  const html = `<!doctype html><meta name=viewport content=width=device-width><title>Film</title>
<video muted autoplay playsinline></video><script src=/hls.js></script>
<script>const hls = new Hls(); hls.loadSource('/hls/${SHOW}/live.m3u8'); hls.attachMedia(document.querySelector('video'))</script>`
  const own = new Map([
    ['/', { type: 'text/html', body: gzipSync(html) }],
    ['/hls.js', { type: 'text/javascript', body: gzipSync(player) }],
  ])
  const server = createServer((asked, answer) => {
    const mine = own.get(asked.url ?? '')
    if (mine) {
      answer.writeHead(200, { 'content-type': mine.type, 'content-encoding': 'gzip' }).end(mine.body)
      return
    }
    const { host: _, ...headers } = asked.headers
    request(`${shop}${asked.url}`, { headers }, (there) => {
      answer.writeHead(there.statusCode ?? 502, there.headers)
      there.pipe(answer)
    })
      .on('error', () => answer.destroy())
      .end()
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const address = server.address()
  return { url: `http://127.0.0.1:${typeof address === 'object' ? address?.port : ''}/`, server }
}
