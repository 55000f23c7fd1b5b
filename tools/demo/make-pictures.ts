import { mkdir, writeFile } from 'node:fs/promises'
import { fileURLToPath } from 'node:url'
import type { Page } from '@playwright/test'
import sharp from 'sharp'
import { openBrowser, show } from './browser.ts'
import { portrait, portraitNames } from './portraits.ts'
import { poster, posterNames } from './posters.ts'
import { still, stills } from './stills.ts'

/**
 * Draws the demo's pictures: `node tools/demo/make-pictures.ts [name …]`. Needs chromium. Each is drawn at twice its size and
 * brought down, which is smoother than the browser's own edges, then written as the best WebP below its limit.
 */
type Picture = { name: string; svg: () => string; width: number; height: number; limit: number }

const pictures: Picture[] = [
  ...Object.keys(stills).map((name) => ({
    name,
    svg: () => still(name),
    width: 720,
    height: 720,
    limit: 60_000,
  })),
  ...portraitNames.map((name) => ({
    name: `portrait-${name}`,
    svg: () => portrait(name),
    width: 480,
    height: 480,
    limit: 30_000,
  })),
  ...posterNames.map((name) => ({
    name: `poster-${name}`,
    svg: () => poster(name),
    width: 720,
    height: 1280,
    limit: 90_000,
  })),
]

const folder = fileURLToPath(new URL('../../prisma/demo/pictures/', import.meta.url))
await mkdir(folder, { recursive: true })
const wanted = process.argv.slice(2)
const browser = await openBrowser()
for (const picture of pictures) {
  if (wanted.length > 0 && !wanted.includes(picture.name)) continue
  const page = await browser.newPage({
    viewport: { width: picture.width, height: picture.height },
    deviceScaleFactor: 2,
  })
  const bytes = await paint(page, picture)
  await page.close()
  await writeFile(`${folder}${picture.name}.webp`, bytes)
  const { channels } = await sharp(bytes).stats()
  const mean = channels
    .slice(0, 3)
    .map((c) => Math.round(c.mean).toString(16).padStart(2, '0').toUpperCase())
    .join('')
  console.log(`${picture.name}.webp ${bytes.length} bytes, mean #${mean}`)
}
await browser.close()

async function paint(page: Page, { svg, width, height, limit }: Picture): Promise<Buffer> {
  await show(page, svg())
  const drawn = await page.screenshot({ type: 'png' })
  const pixels = await sharp(drawn).resize(width, height, { kernel: 'lanczos3' }).png().toBuffer()
  for (let quality = 90; quality >= 60; quality -= 2) {
    const bytes = await sharp(pixels).webp({ quality, effort: 6, smartSubsample: true }).toBuffer()
    if (bytes.length < limit) return bytes
  }
  throw new Error('A picture stays too large at the lowest quality')
}
