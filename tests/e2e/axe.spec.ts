import AxeBuilder from '@axe-core/playwright'
import { expect, test } from '@playwright/test'
import { signIn } from './demo.ts'

const PUBLIC = [
  '/en',
  '/en/search?q=tea',
  '/en/products/walnuts',
  '/en/cart',
  '/en/orders',
  '/en/sign-in',
  '/en/register',
  '/en/live/harvest-morning',
  '/en/live/tea-terrace',
  '/en/live/orchard-evening',
  '/zh',
  '/fr/live/harvest-morning',
  '/en/nowhere',
]

const STAFF = [
  '/en/account',
  '/en/coop/yunling/packing',
  '/en/coop/yunling/orders',
  '/en/coop/yunling/stock',
  '/en/coop/yunling/lots',
  '/en/coop/yunling/products',
  '/en/coop/yunling/courier-rates',
  '/en/coop/yunling/members',
  '/en/studio',
]

async function expectNothing(page: import('@playwright/test').Page, path: string): Promise<void> {
  await page.goto(path)
  await expect(page.getByRole('heading', { level: 1 })).toBeVisible()
  const { violations } = await new AxeBuilder({ page })
    .withTags(['wcag2a', 'wcag2aa', 'wcag21aa', 'wcag22aa'])
    .analyze()
  const found = violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(' | ')}`)
  expect.soft(found, path).toEqual([])
}

test('axe finds nothing on the public pages', async ({ page }) => {
  test.slow()
  for (const path of PUBLIC) await expectNothing(page, path)
})

test('axe finds nothing in the rooms where people work', async ({ page }) => {
  test.slow()
  await signIn(page, 'manager')
  for (const path of STAFF) await expectNothing(page, path)
})
