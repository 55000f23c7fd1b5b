import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { type Browser, chromium, type Page } from '@playwright/test'

/** Debian's browser where there is one, else the one that the end-to-end tests installed. */
const EXECUTABLE = process.env.CHROMIUM ?? '/usr/bin/chromium'

export function openBrowser(): Promise<Browser> {
  return chromium.launch({
    executablePath: EXECUTABLE,
    args: ['--no-sandbox', '--disable-dev-shm-usage', '--force-color-profile=srgb'],
  })
}

const inter = createRequire(import.meta.url).resolve(
  '@fontsource-variable/inter/files/inter-latin-wght-normal.woff2',
)
const FACE = `@font-face{font-family:'Inter Variable';font-weight:100 900;src:url(data:font/woff2;base64,${readFileSync(inter, 'base64')})}`

/** Puts a drawing on an empty page. The Chinese serif must be installed (Debian: fonts-noto-cjk). */
export async function show(page: Page, svg: string): Promise<void> {
  await page.setContent(`<style>${FACE}body{margin:0}svg{display:block}</style>${svg}`)
  await page.evaluate(async () => {
    await document.fonts.load("600 17px 'Inter Variable'")
    await document.fonts.ready
  })
}
