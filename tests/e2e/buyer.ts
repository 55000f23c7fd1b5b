import { expect, type Locator, type Page } from '@playwright/test'

export const LIVE = '/en/live/harvest-morning'

const CARDS = {
  good: '4242 4242 4242 4242',
  declined: '4000 0000 0000 0002',
  challenged: '4000 0025 0000 3155',
} as const

/** A product's entry in the live page's line-up. */
export function inLineUp(page: Page, product: RegExp): Locator {
  return page.getByRole('region', { name: 'In this show' }).getByRole('listitem').filter({ hasText: product })
}

export async function fillAddress(page: Page): Promise<void> {
  await page.getByRole('textbox', { name: 'Mail address' }).fill('li.lei@example.com')
  await page.getByRole('textbox', { name: 'Name' }).fill('李雷')
  await page.getByRole('textbox', { name: 'Phone' }).fill('13800138000')
  await page.getByRole('combobox', { name: 'Province' }).selectOption('CN-SH')
  await page.getByRole('textbox', { name: 'City' }).fill('上海')
  await page.getByRole('textbox', { name: /Street/ }).fill('南京路 1 号')
}

/** From a filled-in checkout to the provider's page, with the goods held. */
export async function goOnToPay(page: Page): Promise<void> {
  await page.getByRole('button', { name: /Order and pay/ }).click()
  await expect(page).toHaveURL(/payments-sandbox/)
}

export async function payByCard(page: Page, card: keyof typeof CARDS): Promise<void> {
  await page.locator('input[name=number]').fill(CARDS[card])
  await page.locator('input[name=expiry]').fill('12/34')
  await page.locator('input[name=cvc]').fill('123')
  await page.getByRole('button', { name: /^Pay/ }).click()
}

export const paid = (page: Page) =>
  expect(page.getByText('Paid', { exact: true })).toBeVisible({ timeout: 30_000 })

/** The order's own page, which the provider's page leads back to. */
export async function orderBehind(page: Page): Promise<string> {
  const address = await page.getByRole('link', { name: 'Back to the shop' }).getAttribute('href')
  expect(address).toMatch(/\/orders\/ord_/)
  return address ?? ''
}

/** Gives an order up, so that its goods are for whatever test comes next. */
export async function giveUp(page: Page, order: string): Promise<void> {
  await page.goto(order)
  await page.getByText('Cancel the order', { exact: true }).click()
  await page.getByRole('button', { name: 'Yes, cancel it' }).click()
  await expect(page.getByText(/^(Cancelled|Not paid)$/)).toBeVisible()
}
