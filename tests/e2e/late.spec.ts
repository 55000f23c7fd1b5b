import { type Browser, expect, type Page, test } from '@playwright/test'
import { letProviderErr, letTimeRunOut, providerNews } from './behind-the-counter.ts'
import { fillAddress, giveUp, goOnToPay, inLineUp, LIVE, orderBehind, paid, payByCard } from './buyer.ts'

// The last three crates of bamboo shoots, which no other test buys; each test leaves them there.
const SHOOTS = /bamboo shoots/i
const CRATES = 3

/** A buyer of her own who has so many crates held and the provider's page before her. */
async function holdCrates(browser: Browser, quantity: number): Promise<{ page: Page; order: string }> {
  const page = await (await browser.newContext()).newPage()
  await page.goto('/en/products/bamboo-shoots')
  const crate = await page.getByRole('radio', { name: /2\.5 kg crate/ }).inputValue()
  await page.goto(`/en/checkout/yunling?variantId=${crate}&quantity=${quantity}`)
  await fillAddress(page)
  await goOnToPay(page)
  return { page, order: await orderBehind(page) }
}

/** The order's page, seen from another window, says so by itself. */
async function expectNotPaid(page: Page, order: string): Promise<void> {
  const look = await page.context().newPage()
  await look.goto(order)
  await expect(look.getByText('Not paid', { exact: true })).toBeVisible({ timeout: 30_000 })
  await look.close()
}

test('sold out while somebody pays: another buyer is told at once and offered what is left', async ({
  page,
  browser,
}) => {
  await page.goto(LIVE)
  const shoots = inLineUp(page, SHOOTS)
  await shoots.getByRole('combobox', { name: 'Pack' }).selectOption({ label: '2.5 kg crate · ¥65.80' })
  await shoots.getByRole('button', { name: 'Buy' }).click()
  await fillAddress(page)
  const quicker = await holdCrates(browser, CRATES)

  // In the sheet that is open already: why not, and the other pack, with what was typed.
  await page.getByRole('button', { name: /Order and pay/ }).click()
  const sheet = page.getByRole('dialog', { name: 'Check out' })
  await expect(sheet.getByRole('alert')).toContainText('Winter bamboo shoots (2.5 kg crate) is sold out')
  await expect(sheet.getByRole('button', { name: /Order and pay/ })).toBeDisabled()
  await sheet.getByRole('link', { name: '1.5 kg bag' }).click()
  await expect(sheet.getByText(/1\.5 kg bag/).first()).toBeVisible()
  await expect(sheet.getByRole('alert')).toBeHidden()
  await expect(sheet.getByRole('button', { name: /Order and pay · ¥/ })).toBeEnabled()
  await expect(sheet.getByRole('textbox', { name: 'Name' })).toHaveValue('李雷')

  // On the live page behind it, without a reload.
  await page.keyboard.press('Escape')
  await expect(shoots.getByRole('button', { name: 'Sold out' })).toBeDisabled()
  await shoots.getByRole('combobox', { name: 'Pack' }).selectOption({ label: '1.5 kg bag · ¥41.80' })
  await expect(shoots.getByRole('button', { name: 'Buy' })).toBeEnabled()

  await giveUp(quicker.page, quicker.order)
  await shoots.getByRole('combobox', { name: 'Pack' }).selectOption({ label: '2.5 kg crate · ¥65.80' })
  await expect(shoots.getByText(`${CRATES} left`)).toBeVisible()
})

test('the time runs out on the open page: the goods are back, and paying there says the truth', async ({
  page,
  browser,
}) => {
  await page.goto(LIVE)
  const shoots = inLineUp(page, SHOOTS)
  await shoots.getByRole('combobox', { name: 'Pack' }).selectOption({ label: '2.5 kg crate · ¥65.80' })
  const slow = await holdCrates(browser, CRATES)
  await expect(shoots.getByRole('button', { name: 'Sold out' })).toBeVisible()
  await letTimeRunOut(slow.order)
  await expect(shoots.getByText(`${CRATES} left`)).toBeVisible({ timeout: 30_000 })

  await payByCard(slow.page, 'good')
  await expect(slow.page.getByRole('heading', { name: 'This page has expired' })).toBeVisible()
  await slow.page.getByRole('link', { name: 'Go on to the shop' }).click()
  await expect(slow.page.getByText('Not paid', { exact: true })).toBeVisible()
  await expect(slow.page.getByText('The time to pay has run out')).toBeVisible()
  await expect(slow.page.getByText(/returned/)).toBeHidden()
})

test('late money takes the goods that are still there, and the order page turns by itself', async ({
  browser,
}) => {
  const late = await holdCrates(browser, 1)
  await letProviderErr(late.order)
  await letTimeRunOut(late.order)
  await expectNotPaid(late.page, late.order)

  // The buyer is back before the provider's word is.
  await providerNews('hold')
  try {
    await payByCard(late.page, 'good')
    await expect(late.page.getByText('Not paid', { exact: true })).toBeVisible()
    await expect(late.page.getByText(/Money that still arrives buys the goods/)).toBeVisible()
  } finally {
    await providerNews('release')
  }
  await paid(late.page)
  await expect(late.page.getByText('The cooperative packs it soon')).toBeVisible()
  await giveUp(late.page, late.order)
})

test('late money goes back by itself when the goods are somebody else’s, and the order page says so', async ({
  browser,
}) => {
  const late = await holdCrates(browser, 1)
  await letProviderErr(late.order)
  await letTimeRunOut(late.order)
  await expectNotPaid(late.page, late.order)
  const quicker = await holdCrates(browser, CRATES)

  await payByCard(late.page, 'good')
  await expect(late.page.getByText('Money returned', { exact: true })).toBeVisible({ timeout: 30_000 })
  await expect(late.page.getByText('Your money came when the goods were gone.')).toBeVisible()
  await expect(late.page.getByText(/^¥\d+\.\d\d returned$/)).toBeVisible()
  await giveUp(quicker.page, quicker.order)
})
