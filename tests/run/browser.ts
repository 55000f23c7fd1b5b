import { spawnSync } from 'node:child_process'
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { chromium } from '@playwright/test'

const USUAL_PLACES = [
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome',
  '/usr/bin/google-chrome-stable',
  '/opt/google/chrome/chrome',
  '/Applications/Chromium.app/Contents/MacOS/Chromium',
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
]

/** The one that was named, the system's, or Playwright's own if it was downloaded before. */
export function browserOnThisMachine(): string | undefined {
  const named = process.env.CHROMIUM_PATH
  if (named && !existsSync(named)) throw new Error(`CHROMIUM_PATH names no file: ${named}.`)
  return named || [...USUAL_PLACES, chromium.executablePath()].find((path) => path && existsSync(path))
}

/** Playwright's own, for those who are not root or have no apt. */
export async function downloadBrowser(): Promise<string | undefined> {
  const cli = join(import.meta.dirname, '../../node_modules/@playwright/test/cli.js')
  process.stdout.write('Downloading a browser …\n')
  spawnSync(process.execPath, [cli, 'install', 'chromium'], { stdio: ['ignore', 'ignore', 'inherit'] })
  return browserOnThisMachine()
}
