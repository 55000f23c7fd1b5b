import AxeBuilder from '@axe-core/playwright'
import { expect, type Page, test } from '@playwright/test'
import { expectPlaying, signIn } from './demo.ts'

const AIR = '/en/studio/shows/harvest-morning/air'
const LIVE = '/en/live/harvest-morning'
const PHONE = { width: 390, height: 844 }

async function expectAxeFindsNothing(page: Page): Promise<void> {
  const { violations } = await new AxeBuilder({ page }).analyze()
  expect(violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(' | ')}`)).toEqual([])
}

test.describe('on a phone in a field', () => {
  test.use({ viewport: PHONE })

  test('one tap pins, the next unpins, and viewers hear of it', async ({ page, request }) => {
    await signIn(page, 'host', AIR)
    await expect(page.getByText(/^Signal good/)).toBeVisible()
    const shoots = page.getByRole('button', { name: /bamboo shoots/i })
    await shoots.click()
    await expect(shoots).toHaveAttribute('aria-pressed', 'true')
    const pins = async () => (await (await request.get('/hls/harvest-morning/live.m3u8')).text()).split('\n')
    const open = (lines: string[]) =>
      lines.filter((line) => line.includes('shop.cunbo.pin') && !line.includes('END-DATE')).length
    await expect.poll(async () => open(await pins())).toBe(2)
    await shoots.click()
    await expect(shoots).toHaveAttribute('aria-pressed', 'false')
    await expect.poll(async () => open(await pins())).toBe(1)
  })

  test('the host reads, answers, deletes and mutes', async ({ page, browser }) => {
    const viewer = await (await browser.newContext()).newPage()
    await viewer.goto(LIVE)
    await signIn(page, 'host', AIR)
    await page.getByRole('button', { name: 'Chat', exact: true }).click()

    const asked = `<i>Are they ripe?</i> ${Date.now()}`
    await viewer.getByRole('textbox', { name: 'Your nickname' }).fill('Spam & Co')
    await viewer.getByRole('textbox', { name: 'Ask or say something' }).fill(asked)
    await viewer.getByRole('button', { name: 'Send' }).click()
    const line = page.getByRole('listitem').filter({ hasText: asked })
    await expect(line).toBeVisible()

    const answer = `Picked at five ${Date.now()}`
    await page.getByRole('textbox', { name: 'Say something to everybody' }).fill(answer)
    await page.getByRole('button', { name: 'Send' }).click()
    const heard = viewer.getByRole('listitem').filter({ hasText: answer })
    await expect(heard).toContainText('Host')

    await line.getByText('⋯').click()
    await line.getByRole('button', { name: 'Mute' }).click()
    await expect(page.getByText('Muted (1)')).toBeVisible()
    await viewer.getByRole('textbox', { name: 'Ask or say something' }).fill('more')
    await viewer.getByRole('button', { name: 'Send' }).click()
    await expect(viewer.getByRole('alert').filter({ hasText: 'muted' })).toBeVisible()

    await line.getByRole('button', { name: 'Delete' }).click()
    await expect(viewer.getByRole('listitem').filter({ hasText: asked })).toBeHidden()
    await page.getByText('Muted (1)').click()
    await page.getByRole('button', { name: 'Let Spam & Co speak again' }).click()
    await expect(page.getByText('Muted (1)')).toBeHidden()
  })

  test('the show does not end by accident, and the host can see what viewers see', async ({ page }) => {
    await signIn(page, 'host', AIR)
    await expectAxeFindsNothing(page)
    await page.getByRole('button', { name: 'End', exact: true }).click()
    const sheet = page.getByRole('dialog', { name: 'End the show' })
    await sheet.getByRole('button', { name: 'End the show' }).click()
    await expect(sheet).toBeVisible()
    await sheet.getByRole('button', { name: 'Close' }).click()
    await expect(page.getByText('Live', { exact: true }).first()).toBeVisible()

    await page.getByRole('button', { name: 'See what viewers see' }).click()
    await expectPlaying(page)
  })
})

test('a host plans, lines up, prices and calls off a show', async ({ page }) => {
  test.slow()
  await signIn(page, 'host', '/en/studio')
  await page.getByRole('link', { name: 'Plan a show' }).click()
  await page.getByLabel('Title, English').fill(`Tea at noon ${Date.now()}`)
  await page.getByRole('button', { name: 'Plan it' }).click()
  await expect(page).toHaveURL(/\/studio\/shows\/tea-at-noon/)

  await page.getByRole('button', { name: 'Add Yunling black tea' }).click()
  await page.getByRole('button', { name: 'Add Thin-shelled walnuts' }).click()
  const prices = page.getByPlaceholder('On-air price')
  await expect(prices).toHaveCount(5)
  await prices.first().fill('free')
  await page.getByRole('button', { name: 'Move Thin-shelled walnuts up' }).click()
  await page.getByRole('button', { name: 'Save' }).first().click()
  await expect(page.getByRole('alert').filter({ hasText: '“free” is not a price' })).toBeVisible()
  // What was moved and typed is still there, each with its own product.
  const tea = page.getByRole('listitem').filter({ hasText: 'Yunling black tea' })
  await expect(tea.getByPlaceholder('On-air price').first()).toHaveValue('free')
  await tea.getByPlaceholder('On-air price').first().fill('75.5')
  await page.getByRole('button', { name: 'Save' }).first().click()
  await expect(page.getByText('Saved.').first()).toBeVisible()
  await page.reload()
  const rows = page.getByRole('listitem').filter({ has: page.getByPlaceholder('On-air price') })
  await expect(rows.first()).toContainText('Thin-shelled walnuts')
  await expect(rows.last().getByPlaceholder('On-air price').first()).toHaveValue('75.50')

  await page.getByRole('button', { name: 'Make a new key' }).click()
  const line = page.getByLabel(/^ffmpeg: paste/)
  await expect(line).toHaveValue(/-method PUT .*\/ingest\/[\w-]{20,}\/e\$\(date \+%s\)\/index\.m3u8$/)
  await expectAxeFindsNothing(page)
  await page.reload()
  await expect(line).toBeHidden()

  // The fold's own words, then the button inside it.
  await page.getByText('Call this show off').first().click()
  await page.getByRole('checkbox', { name: 'Yes, call it off' }).check()
  await page.getByRole('button', { name: 'Call this show off' }).click()
  await expect(page.getByText('Called off').first()).toBeVisible()
})

test('who neither hosts nor assists finds no desk', async ({ page }) => {
  await signIn(page, 'packer', '/en/studio')
  await expect(page.getByText('You do not host or assist yet')).toBeVisible()
  const desk = await page.goto(AIR)
  expect(desk?.status()).toBe(404)
  expect((await page.request.get(`${AIR}/now`)).status()).toBe(404)
})
