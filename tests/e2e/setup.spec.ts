import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from '@playwright/test'
import { openShop, type Shop } from '../fixtures/open-shop.ts'

// An empty house of its own: the other shop has its people.
let shop: Shop
test.beforeAll(async () => {
  shop = await openShop({}, ['--no-demo'])
})
test.afterAll(() => shop?.close())

test('an empty house opens to who holds the link that start told, without JavaScript, and to nobody after', async ({
  browser,
}) => {
  const page = await (await browser.newContext({ javaScriptEnabled: false })).newPage()
  const link = readFileSync(join(shop.dataDir, 'setup-link.txt'), 'utf8').trim().replace('/zh/', '/en/')

  // Whoever merely reaches it is told where the link is, and finds no form.
  for (const address of [shop.url, `${shop.url}/en/sign-in`, `${link}x`]) {
    await page.goto(address)
    await expect(page).toHaveURL(/\/(zh|en)\/setup/)
    await expect(page.getByText('setup-link.txt')).toBeVisible()
    await expect(page.locator('input[name=password]')).toHaveCount(0)
  }

  await page.goto(link)
  await page.getByRole('textbox', { name: 'Name', exact: true }).fill('Li')
  await page.getByRole('textbox', { name: 'Mail address' }).fill('li@village.example')
  await page.locator('input[name=password]').fill('harvest morning')
  await page.getByRole('textbox', { name: 'Name of the cooperative' }).fill('Green Hill')
  await page.getByRole('textbox', { name: 'Web address' }).fill('green-hill')
  await page.getByRole('textbox', { name: 'Village' }).fill('Ford')

  // What the page hides is asked for all the same.
  const thief = await (await browser.newContext({ javaScriptEnabled: false })).newPage()
  const stolen = (await page.content()).replaceAll(/name="key" value="[^"]*"/g, 'name="key" value=""')
  expect(stolen).not.toBe(await page.content())
  await thief.route(link, (route) => route.fulfill({ body: stolen, contentType: 'text/html' }))
  await thief.goto(link)
  for (const [name, words] of Object.entries({
    name: 'Mallory',
    email: 'mallory@village.example',
    password: 'harvest evening',
    cooperative: 'Mine',
    slug: 'mine',
    village: 'Ford',
  }))
    await thief.locator(`input[name=${name}]`).fill(words)
  await thief.unroute(link)
  await thief.getByRole('button', { name: 'Open the shop' }).click()
  await expect(thief.getByText('Only whoever started this house can set it up')).toBeVisible()

  await page.getByRole('button', { name: 'Open the shop' }).click()
  await expect(page).toHaveURL(`${shop.url}/en/coop/green-hill/products`)
  await thief.goto(link)
  await expect(thief).toHaveURL(`${shop.url}/en`)
})
