import { randomBytes } from 'node:crypto'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { type Browser, chromium } from '@playwright/test'
import { type RunningPostgres, startPostgres } from '#server/embedded-postgres.ts'
import { freePort } from '#server/supervisor/ports.ts'
import { openShop, type Shop } from '../tests/fixtures/open-shop.ts'
import { browserOnThisMachine } from '../tests/run/browser.ts'

/** The demo as `npm start` opens it, on a PostgreSQL whose address we know; rows of one run share it. */
export interface BenchShop extends Shop {
  readonly databaseUrl: string
  readonly postgres: RunningPostgres
}

let opened: Promise<BenchShop> | undefined
let browser: Promise<Browser> | undefined

export function benchShop(): Promise<BenchShop> {
  opened ??= open()
  return opened
}

async function open(): Promise<BenchShop> {
  const folder = mkdtempSync(join(tmpdir(), 'cunbo-bench-shop-'))
  const port = await freePort()
  const postgres = await startPostgres({ dataDir: folder, password: randomBytes(12).toString('hex'), port })
  const databaseUrl = postgres.url('cunbo')
  const close = async () => {
    await postgres.stop()
    rmSync(folder, { recursive: true, force: true })
  }
  try {
    const shop = await openShop({ DATABASE_URL: databaseUrl })
    return { ...shop, databaseUrl, postgres, close: () => shop.close().then(close) }
  } catch (error) {
    await close()
    throw error
  }
}

export const CHROMIUM_FLAGS: readonly string[] = [
  // Chromium refuses its sandbox to root, and a container's /dev/shm is small.
  ...(process.getuid?.() === 0 ? ['--no-sandbox'] : []),
  '--disable-dev-shm-usage',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  '--no-first-run',
  '--autoplay-policy=no-user-gesture-required',
]

export const NO_BROWSER = 'There is no Chromium here: install it, or name one with CHROMIUM_PATH.'

/** @returns null where there is none */
export async function benchBrowser(): Promise<Browser | null> {
  const executablePath = browserOnThisMachine()
  if (!executablePath) return null
  browser ??= chromium.launch({ executablePath, args: [...CHROMIUM_FLAGS] })
  return await browser
}

/** Ends what rows have shared; whoever asks again gets it anew. */
export async function closeShop(): Promise<void> {
  const [shop, window] = [opened, browser]
  opened = browser = undefined
  await (await window)?.close()
  await (await shop?.catch(() => undefined))?.close()
}
