import { spawn, spawnSync } from 'node:child_process'
import { once } from 'node:events'
import { chmodSync, cpSync, mkdirSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { setTimeout as delay } from 'node:timers/promises'
import type { Browser } from '@playwright/test'
import { freePort } from '#server/supervisor/ports.ts'
import { alone, type NotHere, type Row } from './row.ts'
import { benchBrowser, closeShop, NO_BROWSER } from './shop.ts'

const ROOT = join(import.meta.dirname, '..')
const SHOW = '/en/live/harvest-morning'
const WARM_STARTS = 3
const PATIENCE_MS = 240_000

/**
 * `npm start` in a copy of the sources with packages there and nothing built, until a browser that waits has the first
 * picture of the show on air; then again with everything there.
 */
export async function measureStart(): Promise<readonly Row[] | NotHere> {
  // Another shop on air would be measured with it.
  await closeShop()
  const browser = await benchBrowser()
  if (!browser) return NO_BROWSER
  const copy = copyOfSources()
  try {
    const cold = await untilFirstPicture(browser, copy)
    const warm: number[] = []
    for (let i = 0; i < WARM_STARTS; i++) warm.push(await untilFirstPicture(browser, copy))
    const note =
      'from `npm start` to a frame of the film in a browser that stood ready, the demo’s encoder, door and page between.'
    return [
      {
        what: 'cold `npm start`, packages there, to the first live picture',
        unit: 's',
        ...alone([cold]),
        target: { of: 'ours', atMost: 60 },
        note: `${note} Generates the client, builds the pages, makes the database, migrates and seeds.`,
      },
      {
        what: 'warm `npm start`, to the first live picture',
        unit: 's',
        ...alone(warm),
        target: { of: 'ours', atMost: 8 },
      },
    ]
  } finally {
    rmSync(copy, { recursive: true, force: true })
  }
}

/** What a fresh clone has, and the packages as hard links where the disk allows them. */
function copyOfSources(): string {
  const folder = mkdtempSync(join(tmpdir(), 'cunbo-bench-start-'))
  // When root measures, PostgreSQL runs as somebody else, who must come through.
  chmodSync(folder, 0o755)
  const { stdout } = spawnSync('git', ['ls-files', '-z'], { cwd: ROOT, encoding: 'utf8', maxBuffer: 2 ** 26 })
  for (const file of stdout.split('\0').filter(Boolean)) {
    mkdirSync(dirname(join(folder, file)), { recursive: true })
    cpSync(join(ROOT, file), join(folder, file))
  }
  const packages = join(ROOT, 'node_modules')
  for (const how of ['-al', '-a']) {
    if (spawnSync('cp', [how, packages, folder], { stdio: 'ignore' }).status === 0) break
    rmSync(join(folder, 'node_modules'), { recursive: true, force: true })
  }
  rmSync(join(folder, 'node_modules/.cache'), { recursive: true, force: true })
  return folder
}

/** Seconds. */
async function untilFirstPicture(browser: Browser, cwd: string): Promise<number> {
  const port = await freePort()
  const url = `http://127.0.0.1:${port}`
  const context = await browser.newContext({ viewport: { width: 390, height: 844 } })
  const page = await context.newPage()
  const { DATABASE_URL: _, NODE_COMPILE_CACHE: __, ...env } = process.env
  const began = performance.now()
  const shop = spawn('npm', ['start'], {
    cwd,
    stdio: ['ignore', 'ignore', 'inherit'],
    detached: true,
    env: { ...env, PORT: String(port), NODE_ENV: 'production' },
  })
  try {
    await onAir(`${url}/hls/harvest-morning/live.m3u8`)
    await page.goto(`${url}${SHOW}`, { waitUntil: 'commit' })
    await page.waitForFunction(() => (document.querySelector('video')?.readyState ?? 0) >= 2, null, {
      polling: 50,
      timeout: 60_000,
    })
    return (performance.now() - began) / 1_000
  } finally {
    await context.close()
    // npm and what it started: the shop stops itself when it hears it.
    if (shop.pid && shop.exitCode === null) process.kill(-shop.pid, 'SIGTERM')
    if (shop.exitCode === null && shop.signalCode === null) await once(shop, 'exit')
    await portIsFree(url)
  }
}

async function onAir(playlist: string): Promise<void> {
  const ends = performance.now() + PATIENCE_MS
  while (performance.now() < ends) {
    const text = await fetch(playlist).then(
      (answer) => (answer.ok ? answer.text() : ''),
      () => '',
    )
    if (text.includes('#EXTINF')) return
    await delay(50)
  }
  throw new Error('The shop was not on air in time.')
}

async function portIsFree(url: string): Promise<void> {
  for (let i = 0; i < 400; i++) {
    const open = await fetch(`${url}/healthz`).then(
      () => true,
      () => false,
    )
    if (!open) return
    await delay(50)
  }
  throw new Error('The shop did not stop.')
}
