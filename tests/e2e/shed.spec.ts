import { expect, type Page, test } from '@playwright/test'
import { signIn } from './demo.ts'

/** The demo's own pictures, as a host would have them on her phone. */
const PICTURES = ['walnuts', 'wildflower-honey'].map((name) => `prisma/demo/pictures/${name}.webp`)

/** Writes a product and its first pack; a picture, however it comes, is the caller's. */
async function writeProduct(page: Page, name: string, addPictures: () => Promise<void>): Promise<void> {
  await page.goto('/en/coop/yunling/products')
  await page.getByRole('link', { name: 'New product' }).click()
  await page.getByRole('combobox', { name: 'Category' }).selectOption('craft')
  await page.getByRole('button', { name: 'Save as a draft' }).click()
  await expect(page.getByText('Some fields need another look.')).toBeVisible()
  await page.getByLabel('Name, English').fill(name)
  await page.getByRole('button', { name: 'Save as a draft' }).click()
  await expect(page.getByRole('heading', { level: 1, name })).toBeVisible()

  await expect(page.getByText('Crafts', { exact: true }).first()).toBeVisible()
  await expect(page.getByText('at least one picture')).toBeVisible()
  await expect(page.getByRole('button', { name: 'Put on sale' })).toBeDisabled()
  await addPictures()
  const [first] = await pictures(page)
  await page.getByRole('button', { name: 'Move picture 2 earlier' }).click()
  await expect.poll(async () => (await pictures(page))[1]).toBe(first)

  const pack = page.locator('form').filter({ has: page.getByRole('button', { name: 'Save' }) })
  await pack.getByRole('textbox', { name: 'Price' }).fill('cheap')
  await pack.getByRole('textbox', { name: 'Gross weight (g)' }).fill('800')
  await pack.getByLabel('Pack, English').fill('One basket')
  await pack.getByRole('button', { name: 'Save' }).first().click()
  await expect(page.getByText('The price must be above zero')).toBeVisible()
  await pack.getByRole('textbox', { name: 'Price' }).fill('58.5')
  await pack.getByRole('button', { name: 'Save' }).first().click()
  await expect(page.getByText('¥58.50')).toBeVisible()

  await page.getByRole('button', { name: 'Put on sale' }).click()
  await expect(page.getByText('Buyers see it and can buy it.')).toBeVisible()
  await page.getByRole('button', { name: 'Stop selling One basket' }).click()
  await expect(page.getByText('A product on sale keeps at least a pack on sale.')).toBeVisible()
}

const pictures = (page: Page) =>
  page.locator('ol img').evaluateAll((images) => images.map((image) => image.getAttribute('src')))

/** Receives twelve of the product that is open, and counts two fewer. */
async function receiveAndCount(page: Page): Promise<void> {
  await page.getByRole('link', { name: 'Stock', exact: true }).last().click()
  await page.getByRole('link', { name: 'Receive' }).click()
  await page.getByRole('textbox', { name: 'Packs' }).fill('12')
  await page.getByRole('button', { name: 'Receive' }).click()
  await expect(page.getByText(/Received as lot YN-[0-9A-Z]{5}\./)).toBeVisible()

  await page.getByRole('link', { name: 'All lots' }).click()
  await page.getByRole('row').filter({ hasText: 'One basket' }).first().getByRole('link').click()
  await page.getByRole('link', { name: 'See the ledger' }).click()
  await page.getByText('Correct the count').click()
  await page.getByRole('textbox', { name: 'How many packs' }).fill('13')
  await page.getByRole('textbox', { name: 'Why' }).fill('counted twice')
  await page.getByRole('button', { name: 'Write it down' }).click()
  await expect(page.getByText('At most 12 can go.')).toBeVisible()
  await page.getByRole('textbox', { name: 'How many packs' }).fill('2')
  await page.getByRole('button', { name: 'Write it down' }).click()
  await expect(page.getByText('Written down: 10 on hand now.')).toBeVisible()
  const [latest] = await page.getByRole('row').filter({ hasText: 'Counted' }).allTextContents()
  expect(latest).toContain('−2')
  expect(latest).toContain('counted twice')
}

test('a host writes a product, and the shed receives and counts it', async ({ page, browser }) => {
  await signIn(page, 'host', '/en/coop/yunling/products')
  await writeProduct(page, 'Willow baskets', async () => {
    const input = page.locator('input[type=file]')
    await input.setInputFiles([...PICTURES, 'package.json'])
    await expect(page.locator('ol img')).toHaveCount(2)
    await expect(page.getByText('This is no picture that can be used.')).toBeVisible()
  })
  const shop = await page.getByRole('link', { name: 'See it in the shop' }).getAttribute('href')

  const packer = await (await browser.newContext()).newPage()
  await signIn(packer, 'packer', '/en/coop/yunling/stock')
  await packer.goto('/en/coop/yunling/stock?q=willow')
  await packer.getByRole('link', { name: 'Receive Willow baskets, One basket' }).click()
  await packer.getByRole('textbox', { name: 'Packs' }).fill('12')
  await packer.getByRole('button', { name: 'Receive' }).click()
  await expect(packer.getByText(/Received as lot/)).toBeVisible()

  await page.goto(shop ?? '')
  await expect(page.getByRole('button', { name: 'Buy now' })).toBeEnabled()
})

test('the same without JavaScript', async ({ browser }) => {
  const page = await (await browser.newContext({ javaScriptEnabled: false })).newPage()
  await signIn(page, 'manager', '/en/coop/yunling/products')
  await writeProduct(page, 'Willow hats', async () => {
    for (const [count, picture] of PICTURES.entries()) {
      await page.locator('input[type=file]').setInputFiles(picture)
      await page.getByRole('button', { name: 'Upload' }).click()
      await expect(page.locator('ol img')).toHaveCount(count + 1)
    }
  })
  await receiveAndCount(page)
})

test('levels move on an open page', async ({ page, browser }) => {
  await signIn(page, 'manager', '/en/coop/yunling/stock')
  await page.goto('/en/coop/yunling/stock?q=walnuts')
  const row = page.getByRole('row').filter({ has: page.getByRole('link', { name: '1 kg bag' }) })
  const before = Number(await row.getByRole('cell').nth(1).textContent())

  const packer = await (await browser.newContext()).newPage()
  await signIn(packer, 'packer', '/en/coop/yunling/stock')
  await packer.goto('/en/coop/yunling/stock?q=walnuts')
  await packer.getByRole('link', { name: '1 kg bag', exact: true }).click()
  await packer.getByText('Correct the count').click()
  await packer.getByRole('combobox', { name: 'Compared with the books' }).selectOption('more')
  await packer.getByRole('textbox', { name: 'How many packs' }).fill('3')
  await packer.getByRole('textbox', { name: 'Why' }).fill('found behind the rice')
  await packer.getByRole('button', { name: 'Write it down' }).click()
  await expect(packer.getByText(`Written down: ${before + 3} on hand now.`)).toBeVisible()

  await expect(row.getByRole('cell').nth(1)).toHaveText(String(before + 3))
})

test('what a packer may not do, she does not find', async ({ page }) => {
  await signIn(page, 'packer', '/en/coop/yunling/products')
  await page.goto('/en/coop/yunling/products')
  await expect(page.getByRole('link', { name: 'New product' })).toBeHidden()
  for (const path of ['products/new', 'courier-rates'])
    expect((await page.goto(`/en/coop/yunling/${path}`))?.status(), path).toBe(404)
})
