import { expect, type Page, test } from '@playwright/test'
import { expectPlaying } from './demo.ts'
import { changes, watchPictureAndCard } from './picture.ts'

const LIVE = '/en/live/harvest-morning'
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
  })
})
