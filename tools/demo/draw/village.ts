import { n, type Point, repeat, type Sheet, smooth } from './sheet.ts'

/** A ridge of hills across `w`, its foot at `foot`; the seed of the sheet decides its shape. */
export function ridge(
  sheet: Sheet,
  x: number,
  w: number,
  y: number,
  foot: number,
  rough: number,
  fill: string,
): string {
  const count = 9
  const points: Point[] = Array.from({ length: count }, (_, i) => [
    x + (w * i) / (count - 1),
    y + sheet.between(-rough, rough),
  ])
  return `<path d="${smooth(points, false)}L${n(x + w)} ${n(foot)}L${n(x)} ${n(foot)}Z" fill="${fill}"/>`
}

/** A band of mist. */
export function mist(sheet: Sheet, cx: number, cy: number, rx: number, ry: number, opacity: number): string {
  return `<ellipse cx="${n(cx)}" cy="${n(cy)}" rx="${n(rx)}" ry="${n(ry)}" fill="#FFFDF6" opacity="${n(opacity)}" filter="${sheet.blur(Math.max(4, Math.round(ry * 0.7)))}"/>`
}

export type Tint = {
  wall: string
  wallLow: string
  moon: string
  far: string
  middle: string
  near: string
  cloth: string
  hem: string
}

/**
 * The calm ground of every picture, 720 by 720: a paper wall, a moon gate with hills behind it, a table with a linen cloth.
 * The table begins at y = 486.
 */
export function ground(sheet: Sheet, tint: Tint): string {
  const moon = `<circle cx="360" cy="286" r="226"/>`
  const clip = sheet.clip(moon)
  const planks = [500, 548, 612, 690]
    .map((y) => `<path d="M0 ${y}H720" stroke="#9C713D" stroke-width="2" opacity=".25"/>`)
    .join('')
  const grain = repeat(26, () => {
    const y = sheet.between(500, 716)
    const x = sheet.between(-60, 640)
    return `<path d="M${n(x)} ${n(y)}q${n(sheet.between(30, 70))} ${n(sheet.between(-3, 3))} ${n(sheet.between(80, 170))} 0" stroke="#8A5F2E" stroke-width="1.6" fill="none" opacity=".13"/>`
  })
  const cloth = `M96 486H624L690 720H30Z`
  const clothClip = sheet.clip(`<path d="${cloth}"/>`)
  return (
    `<rect width="720" height="720" fill="${sheet.radial(
      [
        [0, tint.wall],
        [1, tint.wallLow],
      ],
      0.4,
      0.3,
      0.85,
    )}"/>` +
    `<circle cx="360" cy="286" r="232" fill="#fff" opacity=".55"/>` +
    `<g clip-path="${clip}"><rect x="120" y="50" width="480" height="480" fill="${sheet.linear([
      [0, tint.moon],
      [0.75, '#FFFBEF'],
    ])}"/>` +
    `<circle cx="470" cy="180" r="44" fill="#FFE3A6" opacity=".9"/><circle cx="470" cy="180" r="74" fill="#FFE3A6" opacity=".35" filter="${sheet.blur(16)}"/>` +
    ridge(sheet, 110, 500, 262, 540, 44, tint.far) +
    mist(sheet, 300, 320, 230, 26, 0.7) +
    ridge(sheet, 110, 500, 336, 540, 36, tint.middle) +
    mist(sheet, 430, 388, 220, 22, 0.65) +
    ridge(sheet, 110, 500, 400, 540, 26, tint.near) +
    mist(sheet, 330, 458, 300, 26, 0.8) +
    `</g><circle cx="360" cy="286" r="229" fill="none" stroke="#E6D7B9" stroke-width="6"/><circle cx="360" cy="286" r="225" fill="none" stroke="#8A6B3A" stroke-width="1.5" opacity=".22"/>` +
    `<rect y="486" width="720" height="234" fill="${sheet.linear([
      [0, '#D9B27A'],
      [0.12, '#E6C592'],
      [1, '#C79B5F'],
    ])}"/>${planks}${grain}<rect y="484" width="720" height="5" fill="#F6E2BC"/><rect y="489" width="720" height="14" fill="#7A5328" opacity=".16" filter="${sheet.blur(5)}"/>` +
    `<path d="${cloth}" fill="#6B4520" opacity=".25" transform="translate(5 4)" filter="${sheet.blur(6)}"/><path d="${cloth}" fill="${sheet.linear(
      [
        [0, '#F7EEDB'],
        [1, tint.cloth],
      ],
    )}"/>` +
    `<g clip-path="${clothClip}"><path d="M124 486L70 720M596 486L650 720" stroke="${tint.hem}" stroke-width="7" opacity=".8"/><path d="M138 486L88 720M582 486L632 720" stroke="${tint.hem}" stroke-width="2.5" opacity=".65"/>${repeat(14, (i) => `<path d="M0 ${500 + i * 17}H720" stroke="#B79A6A" stroke-width="1" opacity=".13"/>`)}</g>`
  )
}

/** Light from the upper left over everything, and a slight fall-off towards the edges. */
export function light(sheet: Sheet): string {
  return `<rect width="720" height="720" fill="${sheet.radial(
    [
      [0, '#FFF6DC', 0.3],
      [0.5, '#FFF6DC', 0],
      [1, '#5A3A14', 0.13],
    ],
    0.32,
    0.24,
    0.95,
  )}"/>`
}
