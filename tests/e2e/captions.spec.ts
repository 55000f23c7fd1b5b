import { expect, test } from '@playwright/test'
import { expectPlaying, signIn } from './demo.ts'

// tea-terrace is over and has its replay.
const STUDIO = '/en/studio/shows/tea-terrace'
const captions = (name: string, text: string) => ({ name, mimeType: 'text/vtt', buffer: Buffer.from(text) })

test('a host gives a replay captions, and a viewer reads along when she asks for them', async ({
  page,
  browser,
}) => {
  await signIn(page, 'host', STUDIO)
  await page.goto(STUDIO)
  const file = page.getByLabel('WebVTT file')
  await file.setInputFiles(captions('as-subrip.srt', '1\n00:00:00,000 --> 00:09:00,000\nGood evening\n'))
  await page.getByRole('button', { name: 'Use this one' }).last().click()
  await expect(page.getByText('Its first line should be WEBVTT.')).toBeVisible()

  await file.setInputFiles(
    captions('evening.vtt', 'WEBVTT\n\n00:00.000 --> 09:00.000\nGood evening, <b>all</b>\n'),
  )
  await page.getByLabel('Language', { exact: true }).selectOption('en')
  await page.getByRole('button', { name: 'Use this one' }).last().click()
  await expect(page.getByRole('link', { name: 'Captions in English' })).toBeVisible()

  const viewer = await (await browser.newContext()).newPage()
  const asked: string[] = []
  viewer.on('request', (request) => {
    if (request.url().includes('/api/captions/')) asked.push(request.url())
  })
  await viewer.goto('/en/live/tea-terrace')
  await expectPlaying(viewer)
  // Nothing is fetched for who does not want it.
  expect(asked).toEqual([])
  const button = viewer.getByRole('button', { name: 'Captions' })
  await expect(button).toHaveAttribute('aria-pressed', 'false')
  await button.click()
  await expect(button).toHaveAttribute('aria-pressed', 'true')
  const shown = () =>
    viewer.locator('video').evaluate((video: HTMLVideoElement) => {
      const track = [...video.textTracks].find(({ kind }) => kind === 'captions')
      return [...(track?.activeCues ?? [])].map((cue) => (cue as VTTCue).text)
    })
  await expect.poll(shown).toEqual(['Good evening, all'])
  await button.click()
  await expect(button).toHaveAttribute('aria-pressed', 'false')
  // Those on air have none.
  await viewer.goto('/en/live/harvest-morning')
  await expectPlaying(viewer)
  await expect(button).toHaveCount(0)

  await page.getByRole('button', { name: 'Take them off' }).click()
  await expect(page.getByText('No captions yet')).toBeVisible()
  await viewer.goto('/en/live/tea-terrace')
  await expectPlaying(viewer)
  await expect(button).toHaveCount(0)
})
