import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, type Page } from '@playwright/test'

interface Demo {
  readonly url: string
  readonly password: string
  readonly accounts: Readonly<Record<'viewer' | 'host' | 'packer' | 'manager' | 'admin', string>>
  readonly openStage: { readonly show: string; readonly ingestUrl: string }
}

/** What `npm start` tells scripts of its demo. */
export function demo(): Demo {
  return JSON.parse(readFileSync(join(process.env.SHOP_DATA_DIR ?? '.data', 'demo.json'), 'utf8'))
}

/** Signs in as one of the demo's people, through the page. */
export async function signIn(page: Page, account: keyof Demo['accounts'], next = '/en'): Promise<void> {
  await page.goto(`/en/sign-in?next=${encodeURIComponent(next)}`)
  const form = page.locator('form').filter({ has: page.locator('input[type=password]') })
  await form.locator('input[type=email]').fill(demo().accounts[account])
  await form.locator('input[type=password]').fill(demo().password)
  await form.getByRole('button').first().click()
  await expect(page).not.toHaveURL(/sign-in/)
}

/** Waits until the video plays on: its time moves by more than a second. */
export async function expectPlaying(page: Page): Promise<void> {
  const time = () => page.locator('video').evaluate((video: HTMLVideoElement) => video.currentTime)
  await expect(async () => {
    const before = await time()
    await expect.poll(time, { timeout: 5_000 }).toBeGreaterThan(before + 1)
  }).toPass({ timeout: 30_000 })
}
