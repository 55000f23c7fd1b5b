import { leaf, sprig } from './draw/fruit.ts'
import {
  baconSlice,
  baconStrip,
  chilli,
  chilliFill,
  comb,
  dipper,
  egg,
  garlic,
  honeyFill,
  straw,
} from './draw/larder.ts'
import { peppercorns, pepperTwig, teaLeaves } from './draw/roots.ts'
import { contact, moved, n, repeat, type Sheet } from './draw/sheet.ts'
import { heap, lying, type Still } from './draw/still-life.ts'
import { cup, steam, teapot, tin } from './draw/tea.ts'
import { basket, bowl, jar, tray } from './draw/vessels.ts'

/** Pictures of what is kept, cured, dried or cooked. */
export const kitchenStills: Record<string, Still> = {
  'mountain-eggs': {
    tint: 'dawn',
    seed: 71,
    draw: (s) => {
      const b = basket(s, 346, 448, 230, 64, 164)
      const e = (x: number, y: number, r: number, kind: 'brown' | 'pale' | 'rose' | 'jade', turn: number) =>
        [x, y, (sheet: Sheet) => egg(sheet, r, kind, turn), r] as const
      return (
        b.back +
        straw(s, 330, 440, 220, 44, 130) +
        heap(s, [
          e(220, 404, 58, 'pale', -38),
          e(342, 386, 60, 'brown', 14),
          e(462, 404, 58, 'jade', 34),
          e(284, 336, 58, 'rose', -16),
          e(402, 334, 58, 'pale', 22),
          e(344, 278, 56, 'brown', -8),
          e(188, 446, 52, 'rose', -64),
          e(290, 434, 60, 'brown', -28),
          e(404, 434, 60, 'rose', 40),
          e(500, 444, 52, 'brown', 58),
        ]) +
        straw(s, 330, 470, 200, 20, 60) +
        b.front +
        straw(s, 566, 640, 84, 20, 44) +
        lying(s, 560, 612, 50, egg(s, 50, 'brown', 66)) +
        lying(s, 628, 634, 44, egg(s, 44, 'jade', -50)) +
        straw(s, 104, 656, 54, 12, 20) +
        lying(s, 128, 628, 46, egg(s, 46, 'pale', -72))
      )
    },
  },
  'wildflower-honey': {
    tint: 'wheat',
    seed: 83,
    draw: (s) =>
      jar(s, 300, 216, 270, 392, honeyFill(s, 300, 216, 270, 392), '百花蜂蜜', [
        '#FBF3DF',
        '#EBD9B0',
        '#B89A62',
      ]) +
      contact(s, 548, 664, 122, 22, 0.42) +
      moved(548, 612, comb(s, 226, 120, -6)) +
      moved(548, 512, dipper(s, 36, -38, 52)) +
      flower(s, 108, 620, 30) +
      flower(s, 158, 662, 23) +
      moved(80, 668, leaf(s, 76, -12)),
  },
  'smoked-bacon': {
    tint: 'clay',
    seed: 97,
    draw: (s) => {
      const pole = (y: number) =>
        `<rect x="96" y="${y}" width="528" height="26" rx="13" fill="${s.linear([
          [0, '#D8C27A'],
          [0.4, '#B79A4A'],
          [1, '#6F5520'],
        ])}"/>${[208, 346, 494].map((x) => `<rect x="${x}" y="${y - 2}" width="8" height="30" rx="4" fill="#8A6C2C"/><rect x="${x + 2}" y="${y}" width="2" height="25" fill="#EBD79A" opacity=".7"/>`).join('')}`
      const plate = bowl(s, 356, 600, 246, 58, 40, ['#FFFDF6', '#F0E6D2', '#BBAA8C'])
      return (
        moved(178, 128, baconStrip(s, 92, 318, 3)) +
        moved(300, 128, baconStrip(s, 104, 362, -2)) +
        moved(422, 128, baconStrip(s, 96, 340, 2)) +
        moved(540, 128, baconStrip(s, 88, 300, -3)) +
        pole(118) +
        plate.back +
        repeat(9, (i) => {
          const a = (i - 4) * 13
          return moved(
            356 + Math.sin((a * Math.PI) / 180) * 206,
            630 - Math.cos((a * Math.PI) / 180) * 46,
            `<g transform="scale(1 .84)">${baconSlice(s, 62, 104, a * 0.8)}</g>`,
          )
        }) +
        plate.front +
        moved(84, 676, sprig(s, 92, 4, 62)) +
        `<g opacity=".55">${steam(s, 360, 96, 84, 0.3, 0.3)}</g>`
      )
    },
  },
  'black-tea': {
    tint: 'dawn',
    seed: 101,
    draw: (s) =>
      tin(s, 166, 286, 168, 246, '云岭红茶', ['#5C8A63', '#2E6B3E', '#173A22']) +
      trayOf(s, 372, 560, 238, 62, teapot(s, 368, 466, 106)) +
      cup(s, 238, 574, 62) +
      cup(s, 560, 566, 66) +
      steam(s, 238, 556, 104, 0.1, 0.62) +
      steam(s, 560, 546, 116, 0.6, 0.62) +
      contact(s, 420, 672, 92, 14, 0.34) +
      teaLeaves(s, 410, 672, 92, 20, 150) +
      moved(80, 664, sprig(s, 110, 3, 58)),
  },
  'sichuan-pepper': {
    tint: 'leaf',
    seed: 113,
    draw: (s) => {
      const b = bowl(s, 330, 464, 214, 62, 150, ['#C98E62', '#94582F', '#4A2611'])
      return (
        moved(420, 396, pepperTwig(s, 250, -34)) +
        b.back +
        peppercorns(s, 330, 456, 192, 52, 330, 11.5) +
        b.front +
        contact(s, 566, 658, 76, 12, 0.3) +
        peppercorns(s, 560, 652, 78, 17, 34, 12) +
        peppercorns(s, 118, 646, 46, 10, 12, 12) +
        moved(128, 690, leaf(s, 74, -18))
      )
    },
  },
  'chilli-sauce': {
    tint: 'clay',
    seed: 127,
    draw: (s) =>
      jar(s, 318, 230, 256, 376, chilliFill(s, 318, 230, 256, 376), '手工油辣子', [
        '#E2705A',
        '#C03A24',
        '#74160E',
      ]) +
      moved(544, 596, garlic(s, 54)) +
      moved(598, 640, garlic(s, 40)) +
      moved(430, 668, chilli(s, 168, -12)) +
      moved(80, 616, chilli(s, 150, 14)) +
      moved(120, 668, chilli(s, 176, -6)),
  },
}

function trayOf(s: Sheet, cx: number, cy: number, rx: number, ry: number, content: string): string {
  const t = tray(s, cx, cy, rx, ry)
  return t.back + content + t.front
}

function flower(s: Sheet, x: number, y: number, r: number): string {
  const petals = repeat(
    7,
    (i) =>
      `<ellipse transform="rotate(${n((i / 7) * 360)})" cx="0" cy="${n(-r * 0.58)}" rx="${n(r * 0.26)}" ry="${n(r * 0.46)}" fill="${s.linear(
        [
          [0, '#FFFFFF'],
          [1, '#F3E3EE'],
        ],
      )}" stroke="#D9BFD0" stroke-width=".8"/>`,
  )
  return moved(x, y, `<g transform="scale(1 .74)">${petals}<circle r="${n(r * 0.28)}" fill="#EDB02F"/></g>`)
}
