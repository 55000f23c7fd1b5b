import { expect, test } from '@playwright/test'
import { signIn } from './demo.ts'

test('a packer packs and ships, and the buyer reads courier and number', async ({ page, browser }) => {
  const buyer = await (await browser.newContext()).newPage()
  await buyer.goto('/en/products/wildflower-honey')
  await buyer.getByRole('button', { name: 'Buy now' }).click()
  await buyer.getByRole('textbox', { name: 'Mail address' }).fill('han@example.com')
  await buyer.getByRole('textbox', { name: 'Name' }).fill('韩梅梅')
  await buyer.getByRole('textbox', { name: 'Phone' }).fill('13900139000')
  await buyer.getByRole('combobox', { name: 'Province' }).selectOption('CN-GD')
  await buyer.getByRole('textbox', { name: 'City' }).fill('广州')
  await buyer.getByRole('textbox', { name: /Street/ }).fill('天河路 2 号')
  await buyer.getByRole('button', { name: /Order and pay/ }).click()
  await buyer.locator('input[name=number]').fill('4242424242424242')
  await buyer.locator('input[name=expiry]').fill('12/34')
  await buyer.locator('input[name=cvc]').fill('123')
  await buyer.getByRole('button', { name: /^Pay/ }).click()
  await expect(buyer.getByText('Paid', { exact: true })).toBeVisible({ timeout: 30_000 })
  const title = await buyer.getByRole('heading', { level: 1 }).textContent()
  const number = title?.replace(/^Order /, '') ?? ''

  await signIn(page, 'packer', '/en/coop/yunling/packing')
  await page.goto('/en/coop/yunling/packing')
  const row = page.getByRole('row').filter({ hasText: number })
  await expect(row).toContainText('韩梅梅')
  await row.getByRole('button', { name: 'Packed' }).click()
  await expect(row).toBeHidden()

  await page.getByRole('link', { name: 'Packed: to the courier' }).click()
  await page.getByRole('link', { name: number }).click()
  await page.getByRole('textbox', { name: 'Courier' }).fill('SF Express')
  await page.getByRole('textbox', { name: 'Tracking number' }).fill('SF1234567890')
  await page.getByRole('button', { name: 'Handed over' }).click()
  await expect(page.getByText('On its way', { exact: true })).toBeVisible()

  await buyer.reload()
  await expect(buyer.getByText(/SF Express, number SF1234567890/)).toBeVisible()
  await expect(buyer.getByText('Cancel the order')).toBeHidden()
})
