import { defineConfig } from '@playwright/test'

const AIR = /(watch|studio|captions|late)\.spec\.ts$/

export default defineConfig({
  testDir: 'tests/e2e',
  globalSetup: './tests/fixtures/shop-for-browsers.ts',
  // One shop is everybody's: what pins and talks in the show on air goes one after the other, and so does what buys,
  // packs and counts. Neither touches what the other looks at, and both mostly wait.
  workers: 2,
  projects: [
    { name: 'air', testMatch: AIR, workers: 1 },
    { name: 'market', testIgnore: AIR, workers: 1 },
  ],
  timeout: 60_000,
  expect: { timeout: 15_000 },
  forbidOnly: Boolean(process.env.CI),
  reporter: 'list',
  use: {
    baseURL: process.env.SHOP_URL,
    // Recording every step is work that two cores feel; what the page said is kept for each failure anyway.
    trace: process.env.TRACE ? 'retain-on-failure' : 'off',
    screenshot: 'only-on-failure',
    launchOptions: {
      // The same browser everywhere: tests/run/browser.ts finds it.
      ...(process.env.CHROMIUM_PATH ? { executablePath: process.env.CHROMIUM_PATH } : {}),
      args: [
        // Chromium refuses its sandbox to root, and a container's /dev/shm is small.
        ...(process.getuid?.() === 0 ? ['--no-sandbox'] : []),
        '--disable-dev-shm-usage',
        '--disable-background-networking',
        '--disable-component-update',
        '--disable-sync',
        '--no-first-run',
        '--autoplay-policy=no-user-gesture-required',
      ],
    },
  },
})
