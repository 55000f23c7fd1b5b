import { leaf, orange, walnut } from './draw/fruit.ts'
import { offerings } from './draw/offerings.ts'
import { head, type Look, looks, torso } from './draw/people.ts'
import { contact, moved, n, newSheet, repeat, type Sheet } from './draw/sheet.ts'
import { awning, bamboo, counter, type Hour, hours, lantern, terraces, valley } from './draw/stall.ts'
import { cat, greens } from './draw/stall-things.ts'
import { cup, steam, teapot } from './draw/tea.ts'
import { crate, stamp, tray } from './draw/vessels.ts'
import { mist } from './draw/village.ts'
import { hand, sleeve } from './stage.ts'

type Draw = (sheet: Sheet) => string

/** Someone who holds something at (x, y), seen to the waist. */
function holding(
  sheet: Sheet,
  look: Look,
  at: { x: number; y: number; reach: number; neck: number },
  held: string,
): string {
  const arm = (side: number) => {
    const d = sleeve(side, at.x + side * at.reach, at.y, at.neck)
    return `<path d="${d}" stroke="${look.coat[1]}" stroke-width="56" stroke-linecap="round" fill="none"/><path d="${d}" stroke="${look.coat[0]}" stroke-width="20" stroke-linecap="round" fill="none" opacity=".5"/>`
  }
  const body = `<g transform="translate(${at.x} ${at.neck}) scale(.84)">${torso(sheet, look, 620)}</g>`
  const face = `<g transform="translate(${at.x} ${at.neck}) scale(.84)">${head(sheet, look, { open: 1, talk: 0 })}</g>`
  const hands =
    moved(at.x - at.reach, at.y + 8, hand(look, -1)) + moved(at.x + at.reach, at.y + 8, hand(look, 1))
  return body + arm(-1) + arm(1) + face + moved(at.x, at.y, held) + hands
}

const morning: Draw = (s) => {
  const t = tray(s, 0, 0, 140, 38)
  const held = offerings['heirloom-tomatoes']?.(s).drawn ?? t.back + t.front
  return (
    valley(s, hours.morning) +
    moved(6, 790, bamboo(s, 660, 15, 1)) +
    moved(536, 790, bamboo(s, 620, 15, -1)) +
    holding(s, looks.host, { x: 270, y: 590, reach: 134, neck: 344 }, held) +
    awning(s) +
    moved(96, 112, lantern(s, false)) +
    moved(444, 112, lantern(s, false)) +
    counter(s, hours.morning.cloth, '云岭合作社') +
    greens(s, 86, 706) +
    moved(440, 754, cat(s))
  )
}

/** An orange tree from its foot at (0, 0). */
function tree(s: Sheet, tall: number, fruit: number): string {
  const crown = repeat(120, () => {
    const a = s.between(0, Math.PI * 2)
    const d = Math.sqrt(s.between(0, 1)) * tall * 0.36
    return moved(
      Math.cos(a) * d,
      -tall * 0.72 + Math.sin(a) * d * 0.8,
      leaf(
        s,
        s.between(30, 52),
        s.between(0, 360),
        s.pick([
          ['#6F9A4A', '#2F5E36'],
          ['#587F40', '#274E30'],
          ['#86AC58', '#3B6B3C'],
        ] as const),
      ),
    )
  })
  const oranges = repeat(fruit, () => {
    const a = s.between(0, Math.PI * 2)
    const d = Math.sqrt(s.between(0.05, 1)) * tall * 0.32
    return moved(
      Math.cos(a) * d,
      -tall * 0.7 + Math.sin(a) * d * 0.8,
      orange(s, s.between(15, 20), s.pick(['side', 'stem', 'navel'] as const)),
    )
  })
  return `<path d="M-14 0Q-6 ${n(-tall * 0.25)} -10 ${n(-tall * 0.5)}H12Q8 ${n(-tall * 0.25)} 16 0Z" fill="${s.linear(
    [
      [0, '#7A5636'],
      [1, '#4A3220'],
    ],
    0,
    0,
    1,
    0,
  )}"/><ellipse cy="${n(-tall * 0.7)}" rx="${n(tall * 0.38)}" ry="${n(tall * 0.3)}" fill="#35603A"/>${crown}${oranges}`
}

const evening: Draw = (s) => {
  const box = crate(s, 0, -40, 270, 104)
  const o = (x: number, y: number, r: number, face: 'stem' | 'navel' | 'side') =>
    contact(s, x, y + r * 0.8, r * 0.66, r * 0.2, 0.3) + moved(x, y, orange(s, r, face))
  const held =
    box.back +
    o(-84, -66, 36, 'side') +
    o(-4, -74, 38, 'stem') +
    o(80, -66, 36, 'navel') +
    o(-44, -112, 36, 'navel') +
    o(40, -114, 36, 'side') +
    o(-104, -42, 32, 'stem') +
    o(-42, -46, 36, 'side') +
    o(34, -46, 36, 'navel') +
    o(102, -42, 32, 'side') +
    box.front
  const line = `<path d="M-10 150Q140 214 270 182T550 128" stroke="#3A2A22" stroke-width="3" fill="none"/>${[
    [70, 182],
    [190, 194],
    [330, 172],
    [460, 150],
  ]
    .map(([x = 0, y = 0]) => moved(x, y - 2, `<g transform="scale(.72)">${lantern(s, true)}</g>`))
    .join('')}`
  return (
    valley(s, hours.evening) +
    moved(60, 690, tree(s, 380, 9)) +
    moved(494, 700, tree(s, 420, 10)) +
    moved(250, 640, tree(s, 210, 6)) +
    line +
    holding(s, looks['zhou-dashan'], { x: 270, y: 640, reach: 136, neck: 400 }, held) +
    `<rect y="806" width="540" height="154" fill="${s.linear([
      [0, '#5E6B46'],
      [1, '#2F3A28'],
    ])}"/>` +
    `<path d="M0 812Q130 790 270 808T540 800V960H0Z" fill="${s.linear([
      [0, '#6B7A4C'],
      [1, '#2F3F2C'],
    ])}"/>` +
    [
      [70, 858, 26],
      [128, 884, 30],
      [468, 872, 30],
      [410, 900, 24],
    ]
      .map(
        ([x = 0, y = 0, r = 0]) =>
          contact(s, x, y + r * 0.8, r, r * 0.2, 0.5) +
          moved(x, y, orange(s, r, s.pick(['side', 'stem', 'navel'] as const))),
      )
      .join('') +
    [
      [200, 900, 20],
      [238, 914, 22],
      [280, 896, 20],
    ]
      .map(
        ([x = 0, y = 0, r = 0]) =>
          contact(s, x, y + r * 0.8, r, r * 0.2, 0.5) + moved(x, y, walnut(s, r, s.between(0, 90))),
      )
      .join('') +
    `<rect width="540" height="960" fill="${s.radial(
      [
        [0, '#FFB25A', 0.12],
        [0.6, '#3A1E3A', 0],
        [1, '#241436', 0.4],
      ],
      0.62,
      0.36,
      0.8,
    )}"/>`
  )
}

const terrace: Draw = (s) => {
  const t = tray(s, 0, 0, 140, 38)
  const held =
    t.back +
    teapot(s, -14, -58, 54) +
    cup(s, -88, -24, 30) +
    cup(s, 90, -22, 32) +
    t.front +
    steam(s, -88, -36, 96, 0.1, 0.8) +
    steam(s, 90, -34, 104, 0.5, 0.8)
  return (
    valley(s, hours.mist, true) +
    moved(14, 860, bamboo(s, 760, 15, 1)) +
    mist(s, 120, 640, 260, 26, 0.8) +
    mist(s, 450, 700, 240, 22, 0.7) +
    holding(s, looks['he-meizhen'], { x: 270, y: 600, reach: 138, neck: 350 }, held) +
    `<g transform="translate(0 232)">${terraces(s, 572, 4, 42, ['#7FB57A', '#3F7A56'], true)}</g>` +
    mist(s, 270, 800, 320, 18, 0.55)
  )
}

/** A phone on three legs, its foot at (0, 0). */
function phone(s: Sheet): string {
  return `${contact(s, 0, 0, 66, 9, 0.5)}<path d="M0 -150L-46 0M0 -150L46 0M0 -150V-6" stroke="#2B2B2A" stroke-width="8" stroke-linecap="round"/><circle cy="-150" r="10" fill="#3A3A38"/><rect x="-44" y="-322" width="88" height="168" rx="14" fill="#1E2A23"/><rect x="-38" y="-314" width="76" height="152" rx="8" fill="${s.linear(
    [
      [0, '#FBE9CF'],
      [1, '#B5C6AE'],
    ],
  )}"/><circle cx="18" cy="-282" r="9" fill="#FFDF9A"/><path d="M-38 -220Q-10 -252 14 -226T38 -238V-170Q38 -162 30 -162H-30Q-38 -162 -38 -170Z" fill="#8FB08F"/><circle cy="-186" r="17" fill="#FBF7EF" opacity=".92"/><path d="M-5 -195L11 -186L-5 -177Z" fill="#D9481C"/>`
}

const openStage: Draw = (s) => {
  const hour: Hour = { ...hours.morning, sky: ['#F3E3C2', '#FBF1DC', '#FFFBF0'], mist: 0.85 }
  return (
    valley(s, hour) +
    moved(6, 790, bamboo(s, 660, 15, 1)) +
    moved(536, 790, bamboo(s, 620, 15, -1)) +
    awning(s, '#B98A3A') +
    moved(96, 112, lantern(s, false)) +
    moved(444, 112, lantern(s, false)) +
    counter(s, ['#7A6A3E', '#574A28'], '') +
    stamp(270, 872, 64, 0) +
    moved(270, 744, `<g transform="scale(1.25)">${phone(s)}</g>`) +
    moved(440, 754, cat(s)) +
    greens(s, 90, 706)
  )
}

/** The upright picture of each show, 540 by 960 in its own units. */
const posters: Record<string, { seed: number; draw: Draw }> = {
  'harvest-morning': { seed: 401, draw: morning },
  'orchard-evening': { seed: 419, draw: evening },
  'tea-terrace': { seed: 433, draw: terrace },
  'open-stage': { seed: 443, draw: openStage },
}

export const posterNames = Object.keys(posters)

/** A poster as SVG, 720 by 1280. */
export function poster(show: string): string {
  const scene = posters[show]
  if (scene === undefined) throw new RangeError(`No poster of ${show}`)
  const sheet = newSheet(scene.seed)
  const content = scene.draw(sheet)
  return `<svg xmlns="http://www.w3.org/2000/svg" width="720" height="1280" viewBox="0 0 540 960">${sheet.defs()}${content}</svg>`
}
