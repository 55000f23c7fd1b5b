import { leaf } from './fruit.ts'
import { moved, n, repeat, type Sheet, smooth } from './sheet.ts'
import { stamp } from './vessels.ts'
import { mist, ridge } from './village.ts'

/** Colours of an hour of the day over the valley, 540 by 960. */
export type Hour = {
  sky: readonly [top: string, middle: string, low: string]
  sun: string
  sunAt: readonly [x: number, y: number, r: number]
  hills: readonly [string, string, string, string]
  terrace: readonly [light: string, dark: string]
  mist: number
  cloth: readonly [string, string]
  lamp: boolean
}

export const hours = {
  morning: {
    sky: ['#F7D9BE', '#FBE9CF', '#FFF8E6'],
    sun: '#FFDF9A',
    sunAt: [418, 286, 44],
    hills: ['#D6D2C0', '#B5C6AE', '#8FB08F', '#6E9A74'],
    terrace: ['#A9C47E', '#6E9A58'],
    mist: 0.75,
    cloth: ['#34587A', '#24405C'],
    lamp: false,
  },
  evening: {
    sky: ['#6A5A86', '#D98A6E', '#F8C98A'],
    sun: '#FFC46A',
    sunAt: [392, 352, 52],
    hills: ['#A88298', '#85688A', '#5E5A78', '#434F60'],
    terrace: ['#7E8A5E', '#4E6248'],
    mist: 0.35,
    cloth: ['#6B3A2E', '#48241E'],
    lamp: true,
  },
  mist: {
    sky: ['#D5E3DC', '#E7EFE2', '#F8F7EA'],
    sun: '#FFF3CF',
    sunAt: [150, 262, 40],
    hills: ['#CBDAD2', '#A9C4B6', '#85AB98', '#5F9080'],
    terrace: ['#8FBF86', '#4E8A62'],
    mist: 0.95,
    cloth: ['#3F7A66', '#285545'],
    lamp: false,
  },
} satisfies Record<string, Hour>

const house = (sheet: Sheet, x: number, y: number, w: number, lit: boolean) => {
  const h = w * 0.42
  return `<rect x="${n(x + w * 0.08)}" y="${n(y)}" width="${n(w * 0.84)}" height="${n(h)}" fill="#F3E6CF"/><rect x="${n(x + w * 0.08)}" y="${n(y)}" width="${n(w * 0.84)}" height="${n(h)}" fill="${sheet.linear(
    [
      [0, '#5A4632', 0.35],
      [0.4, '#5A4632', 0],
    ],
  )}"/>${[0.2, 0.46, 0.72].map((f) => `<rect x="${n(x + w * f)}" y="${n(y + h * 0.3)}" width="${n(w * 0.12)}" height="${n(h * 0.42)}" rx="1" fill="${lit ? '#FFD37A' : '#8A6A48'}"/>`).join('')}<path d="M${n(x - w * 0.06)} ${n(y + 2)}Q${n(x + w * 0.12)} ${n(y - h * 0.1)} ${n(x + w * 0.2)} ${n(y - h * 0.52)}H${n(x + w * 0.8)}Q${n(x + w * 0.88)} ${n(y - h * 0.1)} ${n(x + w * 1.06)} ${n(y + 2)}Z" fill="${sheet.linear(
    [
      [0, '#7A7468'],
      [1, '#4E4A44'],
    ],
  )}"/><path d="M${n(x + w * 0.18)} ${n(y - h * 0.54)}H${n(x + w * 0.82)}" stroke="#3A3732" stroke-width="3" stroke-linecap="round"/>`
}

/** Steps of a terraced slope, each a strip with a light edge; `bushes` puts rows of tea on them. */
export function terraces(
  sheet: Sheet,
  y: number,
  steps: number,
  pitch: number,
  tones: readonly [string, string],
  bushes: boolean,
): string {
  return repeat(steps, (i) => {
    const top = y + i * pitch
    const bow = 16 - i * 2
    const line = smooth(
      [
        [-20, top + bow],
        [120, top - bow * 0.5],
        [270, top + bow * 0.4],
        [420, top - bow * 0.7],
        [560, top + bow * 0.7],
      ],
      false,
    )
    const row = bushes
      ? repeat(19, (k) => {
          const x = -10 + k * 31 + (i % 2) * 15
          const yy = top + Math.sin(x / 80 + i) * bow * 0.4 + 8
          return `<ellipse cx="${n(x)}" cy="${n(yy)}" rx="19" ry="${n(8 + i * 0.8)}" fill="${sheet.linear([
            [0, tones[0]],
            [1, tones[1]],
          ])}"/>`
        })
      : ''
    return `<path d="${line}V960H-20Z" fill="${sheet.linear([
      [0, tones[0]],
      [1, tones[1]],
    ])}"/><path d="${line}" stroke="#EEF3CF" stroke-width="2.5" opacity=".55" fill="none"/><path d="${line}" transform="translate(0 5)" stroke="#2E4A2A" stroke-width="4" opacity=".16" fill="none"/>${row}`
  })
}

/** Sky, sun, hills, terraces and the village. Bands of mist have ids `mist0` … so that a film can move them. */
export function valley(sheet: Sheet, hour: Hour, bushes = false): string {
  const [sx, sy, sr] = hour.sunAt
  const band = (i: number, x: number, y: number, rx: number, ry: number) =>
    `<g id="mist${i}">${mist(sheet, x, y, rx, ry, hour.mist)}</g>`
  return (
    `<rect width="540" height="960" fill="${sheet.linear([
      [0, hour.sky[0]],
      [0.25, hour.sky[1]],
      [0.5, hour.sky[2]],
    ])}"/>` +
    `<circle cx="${sx}" cy="${sy}" r="${sr * 2.1}" fill="${hour.sun}" opacity=".45" filter="${sheet.blur(26)}"/><circle cx="${sx}" cy="${sy}" r="${sr}" fill="${hour.sun}"/>` +
    ridge(sheet, -30, 600, 352, 960, 52, hour.hills[0]) +
    band(0, 170, 420, 250, 22) +
    ridge(sheet, -30, 600, 430, 960, 40, hour.hills[1]) +
    band(1, 400, 486, 230, 20) +
    ridge(sheet, -30, 600, 492, 960, 30, hour.hills[2]) +
    house(sheet, 58, 520, 62, hour.lamp) +
    house(sheet, 104, 534, 74, hour.lamp) +
    house(sheet, 404, 526, 70, hour.lamp) +
    `<g fill="${hour.hills[3]}">${[
      [40, 528, 20],
      [180, 540, 17],
      [392, 534, 18],
      [484, 530, 24],
      [502, 544, 20],
    ]
      .map(([x = 0, y = 0, r = 0]) => `<circle cx="${x}" cy="${y}" r="${r}"/>`)
      .join('')}</g>` +
    band(2, 250, 562, 270, 16) +
    terraces(sheet, 572, 5, 40, hour.terrace, bushes)
  )
}

/** A stem of bamboo with leaves, its foot at (0, 0). */
export function bamboo(sheet: Sheet, tall: number, w: number, side: number): string {
  const parts = Math.round(tall / 92)
  const stem = repeat(parts, (i) => {
    const y = -(i + 1) * 92
    return `<rect x="${n(-w / 2)}" y="${n(y)}" width="${n(w)}" height="90" rx="3" fill="${sheet.linear(
      [
        [0, '#9CB860'],
        [0.4, '#7A9C48'],
        [1, '#456A30'],
      ],
      0,
      0,
      1,
      0,
    )}"/><rect x="${n(-w / 2 - 1.5)}" y="${n(y + 86)}" width="${n(w + 3)}" height="6" rx="3" fill="#4E7034"/>`
  })
  const leaves = repeat(parts, (i) => {
    if (i < parts - 4 || i % 2) return ''
    const y = -i * 92 - 8
    return repeat(3, (k) =>
      moved(
        side * w * 0.4,
        y,
        leaf(sheet, 66 + (k % 2) * 22, side > 0 ? -40 + k * 34 : 220 - k * 34, ['#93B45C', '#3F6E38']),
      ),
    )
  })
  return stem + leaves
}

/** A red paper lantern that hangs from (0, 0). */
export function lantern(sheet: Sheet, lit: boolean): string {
  return `${lit ? `<circle cy="58" r="70" fill="#FFC46A" opacity=".5" filter="${sheet.blur(20)}"/>` : ''}<path d="M0 0V24" stroke="#6B4A24" stroke-width="2.5"/><rect x="-12" y="22" width="24" height="8" rx="3" fill="#C9963E"/><ellipse cy="58" rx="33" ry="30" fill="${sheet.radial(
    lit
      ? [
          [0, '#FFD98A'],
          [0.5, '#F2683A'],
          [1, '#A82A16'],
        ]
      : [
          [0, '#F28A66'],
          [0.5, '#D2412A'],
          [1, '#8A1E14'],
        ],
    0.4,
    0.4,
    0.75,
  )}"/>${[-18, -6, 8, 20].map((x) => `<path d="M${n(x * 0.3)} 29Q${n(x * 1.6)} 58 ${n(x * 0.3)} 87" stroke="#8A1E14" stroke-width="1.4" opacity=".45" fill="none"/>`).join('')}<rect x="-12" y="85" width="24" height="8" rx="3" fill="#C9963E"/>${[-5, 0, 5].map((x) => `<path d="M${x} 92v22" stroke="#D9A441" stroke-width="2.4" stroke-linecap="round"/>`).join('')}`
}

/** Posts and the striped awning over the upper edge; its hem has the id `hem`. */
export function awning(sheet: Sheet, stripe = '#2E6B3E'): string {
  const post = (x: number) =>
    `<rect x="${x}" y="60" width="20" height="720" fill="${sheet.linear(
      [
        [0, '#B98A4E'],
        [0.4, '#8F6432'],
        [1, '#54371A'],
      ],
      0,
      0,
      1,
      0,
    )}"/>`
  const w = 60
  const scallop = repeat(
    9,
    (i) =>
      `<path d="M${i * w} 84V112Q${i * w + w / 2} 140 ${(i + 1) * w} 112V84Z" fill="${i % 2 ? '#FBF3E0' : stripe}"/><path d="M${i * w} 84V112Q${i * w + w / 2} 140 ${(i + 1) * w} 112" stroke="#1A2A1A" stroke-width="1.5" opacity=".12" fill="none"/>`,
  )
  const cloth = repeat(
    9,
    (i) =>
      `<path d="M${(i - 4.5) * w * 0.82 + 270} 0H${(i - 3.5) * w * 0.82 + 270}L${(i + 1) * w} 88H${i * w}Z" fill="${i % 2 ? '#FBF3E0' : stripe}"/>`,
  )
  return `${post(26)}${post(494)}<g id="hem">${scallop}</g>${cloth}<rect width="540" height="90" fill="${sheet.linear(
    [
      [0, '#10210F', 0.28],
      [0.7, '#10210F', 0.02],
      [1, '#10210F', 0.16],
    ],
  )}"/><rect y="88" width="540" height="8" fill="#10210F" opacity=".12"/>`
}

/** The counter from y = 742 down: boards, and a cloth with the cooperative's name. */
export function counter(sheet: Sheet, cloth: readonly [string, string], name: string): string {
  const dye = repeat(
    sheet.fine ? 9 : 0,
    (i) =>
      `<g transform="translate(${30 + i * 60} 930)" fill="none" stroke="#EFE6D2" stroke-width="2.2" opacity=".65"><circle r="13"/><path d="M-13 0Q0 -13 13 0Q0 13 -13 0ZM0 -13Q13 0 0 13Q-13 0 0 -13Z"/></g>`,
  )
  return (
    `<rect y="742" width="540" height="44" fill="${sheet.linear([
      [0, '#E6C592'],
      [1, '#B98A4E'],
    ])}"/><rect y="740" width="540" height="5" fill="#F6E2BC"/>` +
    `<rect y="780" width="540" height="220" fill="${sheet.linear([
      [0, cloth[0]],
      [1, cloth[1]],
    ])}"/><rect y="780" width="540" height="16" fill="#0A1420" opacity=".3"/>` +
    `<path d="M0 802H540${sheet.fine ? 'M0 904H540' : ''}" stroke="#EFE6D2" stroke-width="2.5" opacity=".6"/>${dye}` +
    (name
      ? `<text font-family="'Noto Serif CJK SC',serif" font-weight="700" font-size="50" letter-spacing="10" x="252" y="871" text-anchor="middle" fill="#F7EEDB">${name}</text>${stamp(440, 853, 46, -6)}`
      : '')
  )
}
