import type { Page } from '@playwright/test'
import { loopScenes } from '#db/demo/loop.ts'
import { sceneMark } from '#db/demo/scene-mark.ts'

/** At a moment: the product that the film shows, read from its pixels, and the one that the card sells. */
interface Glance {
  /** Milliseconds of the page's clock. */
  readonly at: number
  readonly picture: string | null
  readonly card: string | null
}

/** Looks at the picture and at the card on every frame that the browser draws, for so many seconds. */
export async function watchPictureAndCard(page: Page, seconds: number): Promise<Glance[]> {
  const glances = await page.evaluate(
    async ({ mark, ms }) => {
      const canvas = document.createElement('canvas')
      canvas.width = mark.square * 3
      canvas.height = mark.square
      const brush = canvas.getContext('2d', { willReadFrequently: true })
      const seen: { at: number; scene: number; card: string | null }[] = []
      const ends = performance.now() + ms
      while (performance.now() < ends) {
        await new Promise(requestAnimationFrame)
        const video = document.querySelector('video')
        if (!brush || !video?.videoWidth) continue
        const scale = video.videoWidth / mark.frame.width
        const { x, y, square } = mark
        brush.drawImage(
          video,
          x * scale,
          y * scale,
          square * 3 * scale,
          square * scale,
          0,
          0,
          square * 3,
          square,
        )
        const pixels = [0, 1, 2].map((i) => brush.getImageData((i + 0.5) * square, square / 2, 1, 1).data)
        const away = mark.colours.map((colours) =>
          colours.reduce(
            (sum, colour, i) =>
              sum + colour.reduce((part, value, c) => part + (value - (pixels[i]?.[c] ?? 0)) ** 2, 0),
            0,
          ),
        )
        const link = document.querySelector<HTMLAnchorElement>('[data-pinned] a[href*="/products/"]')
        seen.push({
          at: performance.now(),
          scene: away.indexOf(Math.min(...away)),
          card: link?.pathname.split('/').at(-1) ?? null,
        })
      }
      return seen
    },
    { mark: sceneMark, ms: seconds * 1000 },
  )
  return glances.map(({ at, scene, card }) => ({ at, picture: loopScenes[scene]?.product ?? null, card }))
}

/** When one of the two changed to another product. */
export function changes(glances: readonly Glance[], of: 'picture' | 'card'): { at: number; to: string }[] {
  return glances.flatMap((glance, i) => {
    const before = glances[i - 1]
    const to = glance[of]
    return before && to && before[of] && before[of] !== to ? { at: glance.at, to } : []
  })
}
