import type { Page } from '@playwright/test'
import { changes, watchPictureAndCard } from '../tests/e2e/picture.ts'
import { alone, type NotHere, quantile, type Row } from './row.ts'
import { benchBrowser, benchShop, NO_BROWSER } from './shop.ts'

/** The film's scenes last eight seconds: each watch sees two or three changes. */
const WATCHED_SECONDS = 20
/** A card that did not come at all is a scene late. */
const LOST_MS = 8_000
/** How long the viewer stops before each watch, seconds: she falls behind by so much more each time. */
const STOPS = [0, 3, 6] as const

/** How far the pinned card's change lies from the picture's own, read from its pixels, at three delays. */
export async function measurePins(): Promise<readonly Row[] | NotHere> {
  const browser = await benchBrowser()
  if (!browser) return NO_BROWSER
  const shop = await benchShop()
  const context = await browser.newContext({ viewport: { width: 390, height: 844 } })
  try {
    const page = await context.newPage()
    await page.goto(`${shop.url}/en/live/harvest-morning`)
    await plays(page)
    const found: { stop: number; apart: number[] }[] = []
    for (const stop of STOPS) {
      if (stop > 0) await fallBehind(page, stop)
      found.push({ stop, apart: await apartAt(page) })
    }
    const all = found.flatMap(({ apart }) => apart)
    const list = found.map(
      ({ stop, apart }) => `${stop} s more: ${apart.map((ms) => Math.round(ms)).join(', ') || 'none seen'}`,
    )
    return [
      {
        what: 'pinned card against the picture that it belongs to, the farthest at three delays',
        unit: 'ms',
        ...alone(all),
        ours: Math.max(...all),
        target: { of: 'ours', atMost: 100 },
        note: `median ${quantile(all, 0.5).toFixed(0)} ms; after a stop of ${list.join('; ')} ms.`,
      },
    ]
  } finally {
    await context.close()
  }
}

async function plays(page: Page): Promise<void> {
  await page.waitForFunction(() => (document.querySelector('video')?.currentTime ?? 0) > 0.5, null, {
    timeout: 60_000,
  })
  // A shop that has only just opened has nothing pinned yet.
  await page.locator('[data-pinned] a[href*="/products/"]').first().waitFor({ timeout: 60_000 })
  // Until the player has found its place behind the edge.
  await page.waitForTimeout(3_000)
}

async function fallBehind(page: Page, seconds: number): Promise<void> {
  await page.getByRole('button', { name: 'Pause' }).click()
  await page.waitForTimeout(seconds * 1_000)
  await page.getByRole('button', { name: 'Play' }).click()
  await page.waitForTimeout(2_000)
}

/** Milliseconds between each change of the picture and the card's to the same product. */
async function apartAt(page: Page): Promise<number[]> {
  const glances = await watchPictureAndCard(page, WATCHED_SECONDS)
  const cards = changes(glances, 'card')
  const [first, last] = [glances[0]?.at ?? 0, glances.at(-1)?.at ?? 0]
  return changes(glances, 'picture').flatMap((picture) => {
    // A change at the very edge of the watch may have its other half outside.
    if (picture.at < first + 500 || picture.at > last - 500) return []
    const apart = cards.filter(({ to }) => to === picture.to).map(({ at }) => Math.abs(at - picture.at))
    return [Math.min(...apart, LOST_MS)]
  })
}
