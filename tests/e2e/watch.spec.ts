import { expect, type Page, test } from '@playwright/test'
import { fillAddress, giveUp, goOnToPay, inLineUp, LIVE, orderBehind, paid, payByCard } from './buyer.ts'
import { expectPlaying, signIn } from './demo.ts'
import { changes, watchPictureAndCard } from './picture.ts'

/** Two turns of the film's scenes, which last eight seconds each. */
const WATCHED_SECONDS = 20
/** What the design asks for at every delay. */
const APART_MS = 250

async function expectCardFollowsPicture(page: Page): Promise<void> {
  const glances = await watchPictureAndCard(page, WATCHED_SECONDS)
  const pictures = changes(glances, 'picture')
  const cards = changes(glances, 'card')
  expect(pictures.length).toBeGreaterThanOrEqual(2)
  for (const picture of pictures) {
    const apart = cards.filter(({ to }) => to === picture.to).map(({ at }) => Math.abs(at - picture.at))
    expect(Math.min(...apart), `the card's change to ${picture.to}`).toBeLessThanOrEqual(APART_MS)
  }
}

test('the video really plays, and says that it is live', async ({ page }) => {
  await page.goto(LIVE)
  await expectPlaying(page)
  await expect(page.getByText('Live', { exact: true })).toBeVisible()
})

test('two viewers at different delays see the card change with their own picture', async ({
  page,
  context,
}) => {
  test.slow()
  const late = await context.newPage()
  await Promise.all([page.goto(LIVE), late.goto(LIVE)])
  await Promise.all([expectPlaying(page), expectPlaying(late)])

  await late.getByRole('button', { name: 'Pause' }).click()
  await expect(late.locator('video')).toHaveJSProperty('paused', true)
  const stopped = await late.locator('video').evaluate((video: HTMLVideoElement) => video.currentTime)
  // Five seconds of film pass by for the other one meanwhile.
  await expect
    .poll(() => page.locator('video').evaluate((video: HTMLVideoElement) => video.currentTime), {
      timeout: 20_000,
    })
    .toBeGreaterThan(stopped + 5)
  await late.getByRole('button', { name: 'Play' }).click()
  await expectPlaying(late)

  // A page in the background draws no frames.
  await page.bringToFront()
  await expectCardFollowsPicture(page)
  await late.bringToFront()
  await expectCardFollowsPicture(late)
})

test('who fell behind is offered the way back to live', async ({ page }) => {
  await page.goto(LIVE)
  await expectPlaying(page)
  await page.getByRole('button', { name: 'Pause' }).click()
  const back = page.getByRole('button', { name: 'Back to live' })
  await expect(back).toBeVisible({ timeout: 30_000 })
  await back.click()
  await expectPlaying(page)
  await expect(back).toBeHidden()
})

test('the replay jumps to a product, and seeking moves the pin', async ({ page }) => {
  await page.goto('/en/live/tea-terrace')
  await expectPlaying(page)
  const moment = page.getByRole('button', { name: /Jump to .*honey/i }).first()
  await moment.click()
  await expect(page.locator('[data-pinned] h2')).toHaveText(/honey/i)
  await expect(moment).toHaveAttribute('aria-current', 'true')

  await page.getByRole('slider', { name: 'Position in the replay' }).fill('2')
  await expect(page.locator('[data-pinned] h2')).toHaveText(/tea/i)
})

test('what a viewer says, another one reads; markup is text', async ({ page, browser }) => {
  const other = await (await browser.newContext()).newPage()
  await Promise.all([page.goto(LIVE), other.goto(LIVE)])
  const words = `<b>How ripe are they?</b> ${Date.now()}`
  await page.getByRole('textbox', { name: 'Your nickname' }).fill('Mei')
  await page.getByRole('textbox', { name: 'Ask or say something' }).fill(words)
  await page.getByRole('button', { name: 'Send' }).click()
  await expect(other.getByRole('listitem').filter({ hasText: words })).toBeVisible()

  await page.getByRole('textbox', { name: 'Ask or say something' }).fill(words)
  await page.getByRole('button', { name: 'Send' }).click()
  await expect(page.getByRole('alert').filter({ hasText: 'You just said that' })).toBeVisible()
})

test('what the host pins in the studio comes up in a viewer’s picture, and goes again', async ({
  page,
  browser,
}) => {
  const desk = await (await browser.newContext()).newPage()
  await Promise.all([page.goto(LIVE), signIn(desk, 'host', '/en/studio/shows/harvest-morning/air')])
  await expectPlaying(page)
  const card = page.getByRole('region', { name: 'In the picture now' })
  const line = inLineUp(page, /Hand-made chilli oil/)
  await expect(card).not.toContainText('Hand-made chilli oil')

  const pin = desk.getByRole('button', { name: /chilli oil/i })
  await pin.click()
  await expect(card).toContainText('Hand-made chilli oil')
  await expect(line).toHaveAttribute('aria-current', 'true')
  await pin.click()
  await expect(card).not.toContainText('Hand-made chilli oil')
  await expect(line).not.toHaveAttribute('aria-current', 'true')
})

test('a line-up that the host saves draws the viewer’s page anew, over the film and the line that are open', async ({
  page,
  browser,
}) => {
  const feeds: string[] = []
  const draws: string[] = []
  page.on('request', (request) => {
    const { pathname } = new URL(request.url())
    if (pathname.startsWith('/feed/')) feeds.push(pathname)
    if (pathname === LIVE && request.headers().rsc === '1') draws.push(pathname)
  })
  const studio = await (await browser.newContext()).newPage()
  await Promise.all([page.goto(LIVE), signIn(studio, 'host', '/en/studio/shows/harvest-morning')])
  await expectPlaying(page)
  const video = await page.locator('video').elementHandle()
  await expect.poll(() => feeds.length).toBe(1)

  const lineUp = studio.locator('form').filter({ has: studio.getByPlaceholder('On-air price') })
  await lineUp.getByRole('button', { name: 'Save' }).click()
  await expect(studio.getByText('Saved.').first()).toBeVisible()
  // Each viewer after a wait of her own, of ten seconds at most.
  await expect.poll(() => draws.length, { timeout: 15_000 }).toBeGreaterThan(0)
  await expectPlaying(page)
  expect(await page.locator('video').evaluate((one, first) => one === first, video)).toBe(true)
  expect(feeds).toHaveLength(1)
})

/** All that the page calls out from now on: what somebody else buys may take the place of it at once. */
async function calledOut(page: Page): Promise<() => Promise<string>> {
  const heard = await page.evaluateHandle(() => {
    const words = new Set<string>()
    const listen = () => {
      for (const said of document.querySelectorAll('[role=status]')) words.add(said.textContent ?? '')
    }
    listen()
    new MutationObserver(listen).observe(document.body, {
      subtree: true,
      childList: true,
      characterData: true,
    })
    return words
  })
  return () => heard.evaluate((words) => [...words].join('\n'))
}

test('stock falls and a sale is called out on a page that is open', async ({ page, browser }) => {
  await page.goto(LIVE)
  const eggs = inLineUp(page, /mountain eggs/)
  await eggs.getByRole('combobox', { name: 'Pack' }).selectOption({ label: 'Two trays of 30 · ¥83.80' })
  const left = async () => Number(/^\d+/.exec((await eggs.getByText(/^\d+ left$/).textContent()) ?? '')?.[0])
  const before = await left()

  const buyer = await (await browser.newContext()).newPage()
  await buyer.goto(LIVE)
  const offer = inLineUp(buyer, /mountain eggs/)
  await offer.getByRole('combobox', { name: 'Pack' }).selectOption({ label: 'Two trays of 30 · ¥83.80' })
  await offer.getByRole('button', { name: 'Buy' }).click()
  await fillAddress(buyer)
  await goOnToPay(buyer)
  await expect.poll(left).toBe(before - 1)
  const called = await calledOut(page)
  const sale = 'Somebody just bought Free-range mountain eggs'
  expect(await called()).not.toContain(sale)

  const order = await orderBehind(buyer)
  await payByCard(buyer, 'good')
  await paid(buyer)
  await expect.poll(called).toContain(sale)
  expect(await left()).toBe(before - 1)
  await giveUp(buyer, order)
  await expect.poll(left).toBe(before)
})

test('a scheduled show counts down and takes a reminder', async ({ page }) => {
  await page.goto('/en/live/orchard-evening')
  await expect(page.getByRole('timer')).toBeVisible()
  await page.getByRole('textbox', { name: 'Your mail address' }).fill('mei@example.com')
  await page.getByRole('button', { name: 'Remind me' }).click()
  await expect(page.getByText('We will remind you.')).toBeVisible()
})

test.describe('without JavaScript', () => {
  test.use({ javaScriptEnabled: false })

  test('the page is whole: show, prices, buy forms', async ({ page }) => {
    await page.goto(LIVE)
    await expect(page.getByRole('heading', { level: 1 })).toBeVisible()
    await expect(page.getByRole('button', { name: 'Buy' }).first()).toBeVisible()
    await expect(page.getByText('¥35.80', { exact: true }).first()).toBeVisible()
    // Nothing is promised that only a script could do.
    await expect(page.getByRole('button', { name: /^(Play|Pause|Turn the sound .*)$/ })).toHaveCount(0)
    await expect(page.getByText('Waiting for the picture')).toBeHidden()
  })
})
