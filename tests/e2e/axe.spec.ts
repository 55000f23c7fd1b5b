import { globSync } from 'node:fs'
import { join } from 'node:path'
import AxeBuilder from '@axe-core/playwright'
import { expect, type Page, test } from '@playwright/test'
import { type demo, signIn } from './demo.ts'

const APP = join(import.meta.dirname, '../../app/[locale]')

/** How one comes to a page: by an address, or by what a person does. */
type Way = string | ((page: Page) => Promise<unknown>)

const GUEST: Record<string, Way | readonly Way[]> = {
  '': ['/en', '/zh'],
  search: ['/en/search?q=tea', '/fr/search?q=rien'],
  'products/[product]': '/zh/products/walnuts',
  // On air, a replay, one that is to come.
  'live/[show]': [
    '/en/live/harvest-morning',
    '/fr/live/harvest-morning',
    '/zh/live/tea-terrace',
    '/en/live/orchard-evening',
  ],
  cart: '/fr/cart',
  'checkout/[coop]': async (page) => {
    await page.goto('/en/products/walnuts')
    await page.getByRole('button', { name: 'Buy now' }).click()
    await expect(page).toHaveURL(/\/checkout\//)
  },
  'orders/[order]': order,
  orders: '/en/orders',
  'sign-in': '/fr/sign-in',
  register: '/zh/register',
  // The demo's house is not empty: it leads home.
  setup: '/en/setup',
  'invitations/[token]': '/en/invitations/none-such',
  '[...rest]': '/en/nowhere',
}

const MANAGER: Record<string, Way | readonly Way[]> = {
  account: '/zh/account',
  coop: '/en/coop',
  'coop/[coop]': '/en/coop/yunling',
  'coop/[coop]/packing': ['/fr/coop/yunling/packing', '/en/coop/yunling/packing?by=product'],
  'coop/[coop]/orders': '/en/coop/yunling/orders',
  'coop/[coop]/orders/[order]': through('/en/coop/yunling/orders', /^[0-9A-Z]{4}-[0-9A-Z]{4}$/),
  'coop/[coop]/stock': '/zh/coop/yunling/stock',
  'coop/[coop]/stock/[variant]': through('/en/coop/yunling/stock?q=walnuts', '1 kg bag'),
  'coop/[coop]/lots': '/fr/coop/yunling/lots',
  'coop/[coop]/lots/[lot]': through('/en/coop/yunling/lots', /^YN-/),
  'coop/[coop]/lots/producers': '/en/coop/yunling/lots/producers',
  'coop/[coop]/lots/receive': [
    '/en/coop/yunling/lots/receive',
    through('/en/coop/yunling/stock?q=walnuts', /^Receive .*1 kg bag/),
  ],
  'coop/[coop]/products': '/en/coop/yunling/products',
  'coop/[coop]/products/new': '/en/coop/yunling/products/new',
  'coop/[coop]/products/[product]': through('/en/coop/yunling/products?q=walnuts', /walnuts/i),
  'coop/[coop]/courier-rates': '/zh/coop/yunling/courier-rates',
  'coop/[coop]/members': '/en/coop/yunling/members',
}

const HOST: Record<string, Way | readonly Way[]> = {
  studio: '/zh/studio',
  'studio/shows/new': '/en/studio/shows/new',
  'studio/shows/[show]': '/fr/studio/shows/orchard-evening',
  'studio/shows/[show]/air': '/en/studio/shows/harvest-morning/air',
}

const ADMIN: Record<string, Way | readonly Way[]> = {
  'coop/new': '/en/coop/new',
  outbox: ['/en/outbox', '/zh/outbox'],
  'invitations/[token]': async (page) => {
    await page.goto('/en/coop/yunling/members')
    await page.getByRole('textbox', { name: 'Mail address' }).fill('newcomer@example.com')
    await page.getByRole('button', { name: 'Send the invitation' }).click()
    const letter = page.locator('details').filter({ hasText: 'newcomer@example.com' }).first()
    await expect(async () => {
      await page.goto('/en/outbox')
      await expect(letter).toBeVisible({ timeout: 1_000 })
    }).toPass({ timeout: 30_000 })
    await letter.locator('summary').click()
    await letter.getByRole('link').first().click()
    await expect(page).toHaveURL(/\/invitations\//)
  },
}

const VISITS = { guest: GUEST, manager: MANAGER, host: HOST, admin: ADMIN }

/** A guest's paid order, and on the way the provider's page. */
async function order(page: Page): Promise<void> {
  await page.goto('/en/products/walnuts')
  await page.getByRole('button', { name: 'Buy now' }).click()
  await page.getByRole('textbox', { name: 'Mail address' }).fill('axe@example.com')
  await page.getByRole('textbox', { name: 'Name' }).fill('马丽')
  await page.getByRole('textbox', { name: 'Phone' }).fill('13700137000')
  await page.getByRole('combobox', { name: 'Province' }).selectOption('CN-SC')
  await page.getByRole('textbox', { name: 'City' }).fill('成都')
  await page.getByRole('textbox', { name: /Street/ }).fill('人民南路 1 号')
  await page.getByRole('button', { name: /Order and pay/ }).click()
  await page.locator('input[name=number]').waitFor()
  await expectNothing(page, 'the provider’s page')
  await page.locator('input[name=number]').fill('4242424242424242')
  await page.locator('input[name=expiry]').fill('12/34')
  await page.locator('input[name=cvc]').fill('123')
  await page.getByRole('button', { name: /^Pay/ }).click()
  await expect(page.getByText('Paid', { exact: true })).toBeVisible({ timeout: 30_000 })
}

function through(list: string, link: string | RegExp): Way {
  return async (page) => {
    await page.goto(list)
    await page
      .getByRole('main')
      .getByRole('link', { name: link, exact: typeof link === 'string' })
      .first()
      .click()
    await expect(page).not.toHaveURL(list)
  }
}

async function expectNothing(page: Page, what: string): Promise<void> {
  await expect(page.getByRole('heading', { level: 1 })).toBeVisible()
  const { violations } = await new AxeBuilder({ page })
    .withTags(['wcag2a', 'wcag2aa', 'wcag21aa', 'wcag22aa'])
    .analyze()
  const found = violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(' | ')}`)
  expect.soft(found, `${what} (${page.url()})`).toEqual([])
}

test('every page of the house is on the list', () => {
  // What slides over a page stands in a slot of that page, and is tried where it slides in.
  const files = globSync('**/page.tsx', { cwd: APP }).filter((file) => !file.includes('@'))
  const pages = files.map((file) =>
    file
      .split('/')
      .slice(0, -1)
      .filter((part) => !/^\(\w+\)$/.test(part))
      .join('/'),
  )
  const listed = new Set(Object.values(VISITS).flatMap((visits) => Object.keys(visits)))
  expect([...listed].toSorted()).toEqual(pages.toSorted())
})

for (const [who, visits] of Object.entries(VISITS)) {
  test(`axe finds nothing on the pages of the ${who}`, async ({ page }) => {
    test.setTimeout(180_000)
    if (who !== 'guest') await signIn(page, who as keyof ReturnType<typeof demo>['accounts'])
    for (const [pattern, ways] of Object.entries(visits)) {
      for (const way of Array.isArray(ways) ? ways : [ways]) {
        await test.step(pattern, async () => {
          if (typeof way === 'string') await page.goto(way)
          else await way(page)
          await expectNothing(page, pattern)
        })
      }
    }
  })
}
