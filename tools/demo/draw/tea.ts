import { body, contact, n, repeat, type Sheet, smooth } from './sheet.ts'
import { label } from './vessels.ts'

const CLAY = ['#C98058', '#96502F', '#4E2413'] as const

/** A small pot of Yixing clay. */
export function teapot(sheet: Sheet, cx: number, cy: number, r: number): string {
  const d = smooth([
    [cx, cy - r * 0.66],
    [cx + r * 0.56, cy - r * 0.56],
    [cx + r * 0.98, cy - r * 0.06],
    [cx + r * 0.86, cy + r * 0.5],
    [cx + r * 0.46, cy + r * 0.72],
    [cx - r * 0.46, cy + r * 0.72],
    [cx - r * 0.86, cy + r * 0.5],
    [cx - r * 0.98, cy - r * 0.06],
    [cx - r * 0.56, cy - r * 0.56],
  ])
  const spout = `M${n(cx + r * 0.78)} ${n(cy + r * 0.26)}C${n(cx + r * 1.2)} ${n(cy + r * 0.2)} ${n(cx + r * 1.22)} ${n(cy - r * 0.34)} ${n(cx + r * 1.52)} ${n(cy - r * 0.5)}L${n(cx + r * 1.66)} ${n(cy - r * 0.38)}C${n(cx + r * 1.46)} ${n(cy - r * 0.1)} ${n(cx + r * 1.4)} ${n(cy + r * 0.46)} ${n(cx + r * 0.76)} ${n(cy + r * 0.58)}Z`
  const handle = `M${n(cx - r * 0.84)} ${n(cy - r * 0.34)}C${n(cx - r * 1.6)} ${n(cy - r * 0.62)} ${n(cx - r * 1.66)} ${n(cy + r * 0.5)} ${n(cx - r * 0.86)} ${n(cy + r * 0.4)}`
  const lid = smooth([
    [cx - r * 0.56, cy - r * 0.56],
    [cx - r * 0.3, cy - r * 0.76],
    [cx, cy - r * 0.82],
    [cx + r * 0.3, cy - r * 0.76],
    [cx + r * 0.56, cy - r * 0.56],
    [cx, cy - r * 0.46],
  ])
  return (
    contact(sheet, cx, cy + r * 0.74, r * 0.8, r * 0.16, 0.5) +
    `<path d="${handle}" stroke="#5E2C17" stroke-width="${n(r * 0.22)}" fill="none" stroke-linecap="round"/><path d="${handle}" stroke="#A65F3B" stroke-width="${n(r * 0.12)}" fill="none" stroke-linecap="round" transform="translate(${n(-r * 0.015)} ${n(-r * 0.03)})"/>` +
    `<path d="${spout}" fill="${sheet.linear([
      [0, '#B97250'],
      [1, '#5E2C17'],
    ])}"/><ellipse cx="${n(cx + r * 1.59)}" cy="${n(cy - r * 0.44)}" rx="${n(r * 0.1)}" ry="${n(r * 0.05)}" fill="#2E120A" transform="rotate(40 ${n(cx + r * 1.59)} ${n(cy - r * 0.44)})"/>` +
    body(sheet, d, CLAY, { cx, cy, rx: r, ry: r * 0.72 }, { shine: 0.34 }) +
    `<path d="M${n(cx - r * 0.6)} ${n(cy - r * 0.5)}Q${n(cx)} ${n(cy - r * 0.36)} ${n(cx + r * 0.6)} ${n(cy - r * 0.5)}" stroke="#3E1A0C" stroke-width="${n(r * 0.04)}" fill="none" opacity=".6"/>` +
    body(sheet, lid, CLAY, { cx, cy: cy - r * 0.66, rx: r * 0.5, ry: r * 0.16 }, { shine: 0.3 }) +
    body(
      sheet,
      smooth([
        [cx - r * 0.13, cy - r * 0.92],
        [cx, cy - r * 1.04],
        [cx + r * 0.13, cy - r * 0.92],
        [cx + r * 0.06, cy - r * 0.8],
        [cx - r * 0.06, cy - r * 0.8],
      ]),
      CLAY,
      { cx, cy: cy - r * 0.92, rx: r * 0.13, ry: r * 0.1 },
      { shine: 0.4 },
    )
  )
}

/** A white cup of black tea; `cy` is its mouth. */
export function cup(sheet: Sheet, cx: number, cy: number, rx: number): string {
  const ry = rx * 0.3
  const deep = rx * 0.86
  const foot = rx * 0.44
  const d = `M${n(cx - rx)} ${n(cy)}C${n(cx - rx * 0.96)} ${n(cy + deep * 0.66)} ${n(cx - foot * 1.2)} ${n(cy + deep * 0.9)} ${n(cx - foot)} ${n(cy + deep)}A${n(foot)} ${n(ry * 0.4)} 0 0 0 ${n(cx + foot)} ${n(cy + deep)}C${n(cx + foot * 1.2)} ${n(cy + deep * 0.9)} ${n(cx + rx * 0.96)} ${n(cy + deep * 0.66)} ${n(cx + rx)} ${n(cy)}A${n(rx)} ${n(ry)} 0 0 1 ${n(cx - rx)} ${n(cy)}Z`
  return (
    contact(sheet, cx, cy + deep + ry * 0.2, foot * 1.6, ry * 0.5, 0.5) +
    `<ellipse cx="${n(cx)}" cy="${n(cy)}" rx="${n(rx)}" ry="${n(ry)}" fill="#FFFDF6"/><ellipse cx="${n(cx)}" cy="${n(cy + ry * 0.1)}" rx="${n(rx * 0.92)}" ry="${n(ry * 0.84)}" fill="#E2D8C6"/><ellipse cx="${n(cx)}" cy="${n(cy + ry * 0.22)}" rx="${n(rx * 0.86)}" ry="${n(ry * 0.7)}" fill="${sheet.radial(
      [
        [0, '#F09A3A'],
        [0.5, '#C4551A'],
        [1, '#7C260C'],
      ],
      0.42,
      0.6,
      0.7,
    )}"/><ellipse cx="${n(cx - rx * 0.3)}" cy="${n(cy + ry * 0.1)}" rx="${n(rx * 0.26)}" ry="${n(ry * 0.13)}" fill="#FFE3B8" opacity=".75"/>` +
    body(
      sheet,
      d,
      ['#FFFFFF', '#F4EDDF', '#B7AB98'],
      { cx, cy: cy + deep * 0.5, rx, ry: deep * 0.8 },
      { shine: 0.4, bounce: '#FFF6E2' },
    ) +
    `<path d="M${n(cx - rx)} ${n(cy)}A${n(rx)} ${n(ry)} 0 0 0 ${n(cx + rx)} ${n(cy)}" stroke="#fff" stroke-width="3.5" fill="none" stroke-linecap="round"/>`
  )
}

/** A round tin with a paper label. */
export function tin(
  sheet: Sheet,
  cx: number,
  top: number,
  w: number,
  h: number,
  words: string,
  tones: readonly [string, string, string],
): string {
  const ry = w * 0.13
  const l = cx - w / 2
  const side = (y: number, tall: number) =>
    `M${n(l)} ${n(y)}V${n(y + tall)}A${n(w / 2)} ${n(ry)} 0 0 0 ${n(l + w)} ${n(y + tall)}V${n(y)}A${n(w / 2)} ${n(ry)} 0 0 1 ${n(l)} ${n(y)}Z`
  const metal = sheet.linear(
    [
      [0, tones[2]],
      [0.24, tones[0]],
      [0.6, tones[1]],
      [1, tones[2]],
    ],
    0,
    0,
    1,
    0,
  )
  return (
    contact(sheet, cx, top + h + ry * 0.6, w * 0.52, ry * 0.8, 0.5) +
    `<path d="${side(top + h * 0.18, h * 0.82)}" fill="${metal}"/><path d="M${n(l)} ${n(top + h * 0.2)}A${n(w / 2)} ${n(ry)} 0 0 0 ${n(l + w)} ${n(top + h * 0.2)}" stroke="#1A0F06" stroke-width="5" opacity=".35" fill="none"/>` +
    label(cx, top + h * 0.66, w * 0.44, h * 0.52, words) +
    `<path d="${side(top, h * 0.18)}" fill="${metal}"/><ellipse cx="${n(cx)}" cy="${n(top)}" rx="${n(w / 2)}" ry="${n(ry)}" fill="${sheet.linear(
      [
        [0, tones[0]],
        [1, tones[1]],
      ],
      0,
      0,
      1,
      1,
    )}"/><ellipse cx="${n(cx)}" cy="${n(top)}" rx="${n(w * 0.38)}" ry="${n(ry * 0.74)}" fill="none" stroke="${tones[0]}" stroke-width="2.5" opacity=".7"/>`
  )
}

/** The path of one wisp of steam; `phase` from 0 to 1 moves it through one whole turn. */
export function wisp(x: number, y: number, tall: number, i: number, phase: number): string {
  const sway = Math.sin(phase * Math.PI * 2 + i * 2.1) * tall * 0.09
  const dx = (i - 1) * tall * 0.12
  return `M${n(x + dx)} ${n(y)}C${n(x + dx - tall * 0.14 + sway)} ${n(y - tall * 0.3)} ${n(x + dx + tall * 0.16 + sway)} ${n(y - tall * 0.6)} ${n(x + dx - sway)} ${n(y - tall * (0.86 + i * 0.07))}`
}

/** Steam that rises from (x, y) in three wisps with ids `id` 0 to 2, if one is given. */
export function steam(
  sheet: Sheet,
  x: number,
  y: number,
  tall: number,
  phase = 0,
  strength = 0.5,
  id = '',
): string {
  return repeat(
    3,
    (i) =>
      `<path${id ? ` id="${id}${i}"` : ''} d="${wisp(x, y, tall, i, phase)}" stroke="#fff" stroke-width="${n(tall * 0.075)}" stroke-linecap="round" fill="none" opacity="${n(strength)}" filter="${sheet.blur(Math.max(3, Math.round(tall * 0.04)))}"/>`,
  )
}
