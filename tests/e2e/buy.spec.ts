import { expect, type Page, test } from '@playwright/test'

const LIVE = '/en/live/harvest-morning'
const CARDS = {
  good: '4242 4242 4242 4242',
  declined: '4000 0000 0000 0002',
  challenged: '4000 0025 0000 3155',
} as const

/** From the line-up of the live page to the provider's, the way a guest goes. */
async function orderFromLivePage(page: Page, product: RegExp): Promise<void> {
  await page.goto(LIVE)
  await page
    .getByRole('region', { name: 'In this show' })
    .getByRole('listitem')
    .filter({ hasText: product })
    .getByRole('button', { name: 'Buy' })
    .click()
  await expect(page).toHaveURL(/\/checkout\//)
  await fillAddress(page)
  await page.getByRole('button', { name: /Order and pay/ }).click()
  await expect(page).toHaveURL(/payments-sandbox/)
}

async function fillAddress(page: Page): Promise<void> {
  await page.getByRole('textbox', { name: 'Mail address' }).fill('li.lei@example.com')
  await page.getByRole('textbox', { name: 'Name' }).fill('李雷')
  await page.getByRole('textbox', { name: 'Phone' }).fill('13800138000')
  await page.getByRole('combobox', { name: 'Province' }).selectOption('CN-SH')
  await page.getByRole('textbox', { name: 'City' }).fill('上海')
  await page.getByRole('textbox', { name: /Street/ }).fill('南京路 1 号')
}

async function payByCard(page: Page, card: keyof typeof CARDS): Promise<void> {
  await page.locator('input[name=number]').fill(CARDS[card])
  await page.locator('input[name=expiry]').fill('12/34')
  await page.locator('input[name=cvc]').fill('123')
  await page.getByRole('button', { name: /^Pay/ }).click()
}

const paid = (page: Page) => expect(page.getByText('Paid', { exact: true })).toBeVisible({ timeout: 30_000 })

test('a guest buys what is in the show, and the order is paid', async ({ page }) => {
  await orderFromLivePage(page, /Mountain navel oranges/)
  await payByCard(page, 'good')
  await expect(page).toHaveURL(/\/en\/orders\/ord_/)
  await paid(page)
})

test('a declined card says so, and another card pays the same order', async ({ page }) => {
  await orderFromLivePage(page, /Mountain navel oranges/)
  await payByCard(page, 'declined')
  await expect(page.getByRole('alert').filter({ hasText: 'declined' })).toBeVisible()
  await payByCard(page, 'good')
  await paid(page)
})

test('a bank that asks back (3-D Secure) is answered', async ({ page }) => {
  await orderFromLivePage(page, /Mountain navel oranges/)
  await payByCard(page, 'challenged')
  await page.getByRole('button', { name: /approve|complete|authori[sz]e/i }).click()
  await paid(page)
})

test('cancelling before packing gives the money back', async ({ page }) => {
  await orderFromLivePage(page, /Mountain navel oranges/)
  await payByCard(page, 'good')
  await paid(page)
  await page.getByText('Cancel the order', { exact: true }).click()
  await page.getByRole('button', { name: 'Yes, cancel it' }).click()
  await expect(page.getByText('Cancelled', { exact: true })).toBeVisible()
  await expect(async () => {
    await page.reload()
    await expect(page.getByText(/¥\d+\.\d\d returned/)).toBeVisible({ timeout: 2_000 })
  }).toPass({ timeout: 30_000 })
})

test('a product page fills the basket, and the basket is checked out', async ({ page }) => {
  await page.goto('/en/products/walnuts')
  await page.getByRole('combobox', { name: 'Quantity' }).selectOption('2')
  await page.getByRole('button', { name: 'Put in the basket' }).click()
  await page.getByRole('link', { name: 'To the basket' }).click()
  await expect(page.getByRole('spinbutton', { name: 'Quantity' })).toHaveValue('2')
  await page.getByRole('link', { name: 'Check out' }).click()
  await fillAddress(page)
  await page.getByRole('button', { name: /Order and pay/ }).click()
  await payByCard(page, 'good')
  await paid(page)
  await page.goto('/en/cart')
  await expect(page.getByText('Your basket is empty')).toBeVisible()
})

test('somebody else’s order is not there without its link', async ({ page, browser }) => {
  await orderFromLivePage(page, /Mountain navel oranges/)
  await payByCard(page, 'good')
  await paid(page)
  const { origin, pathname } = new URL(page.url())
  const stranger = await (await browser.newContext()).newPage()
  const answer = await stranger.goto(`${origin}${pathname}`)
  expect(answer?.status()).toBe(404)
})

test('a shortage while the page was open is said, and nothing is charged', async ({ page }) => {
  await page.goto('/en/products/smoked-bacon')
  // The larger pack, of which the shed has four.
  await page.getByRole('radio').nth(1).check()
  const left = await page.getByRole('combobox', { name: 'Quantity' }).locator('option').count()
  await page.getByRole('combobox', { name: 'Quantity' }).selectOption(String(left))
  await page.getByRole('button', { name: 'Buy now' }).click()
  await fillAddress(page)
  // Another buyer takes one of the last packs meanwhile.
  const other = await page.context().browser()?.newPage()
  if (!other) throw new Error('no second browser window')
  await other.goto(page.url().replace(/quantity=\d+/, 'quantity=1'))
  await fillAddress(other)
  await other.getByRole('button', { name: /Order and pay/ }).click()
  await expect(other).toHaveURL(/payments-sandbox/)

  await page.getByRole('button', { name: /Order and pay/ }).click()
  await expect(page.getByRole('alert').filter({ hasText: /^Only \d+ left of Cypress-smoked/ })).toBeVisible()
  await expect(page).toHaveURL(/\/checkout\//)
  await expect(page.getByRole('textbox', { name: 'Name' })).toHaveValue('李雷')
})

test.describe('without JavaScript', () => {
  test.use({ javaScriptEnabled: false })

  test('a guest buys all the same', async ({ page }) => {
    await orderFromLivePage(page, /Mountain navel oranges/)
    await payByCard(page, 'good')
    await expect(page).toHaveURL(/\/en\/orders\/ord_/)
    await expect(async () => {
      await page.reload()
      await expect(page.getByText('Paid', { exact: true })).toBeVisible({ timeout: 2_000 })
    }).toPass({ timeout: 30_000 })
  })
})

test.describe('in Chinese, on a phone', () => {
  test.use({ viewport: { width: 390, height: 844 }, locale: 'zh-CN', hasTouch: true })

  test('the browser’s language opens the market, and two taps lead to the checkout', async ({ page }) => {
    await page.goto('/')
    await expect(page).toHaveURL(/\/zh$/)
    await page.getByRole('link', { name: '去看看' }).click()
    await page.getByRole('region', { name: '画面里正在讲' }).getByRole('button', { name: '立即购买' }).click()
    await expect(page.getByRole('heading', { name: '结算' })).toBeVisible()
  })
})
