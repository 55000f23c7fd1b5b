import { kiwi, kiwiHalf, leaf, orange, orangeHalf, sprig, tomato, walnut, walnutHalf } from './draw/fruit.ts'
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
import {
  peeledShoot,
  peppercorns,
  pepperTwig,
  roastedHalf,
  shoot,
  sweetPotato,
  teaLeaves,
} from './draw/roots.ts'
import { contact, moved, n, newSheet, repeat, type Sheet } from './draw/sheet.ts'
import { cup, steam, teapot, tin } from './draw/tea.ts'
import { basket, bowl, crate, jar, tray } from './draw/vessels.ts'
import { ground, light, type Tint } from './draw/village.ts'

const TINTS = {
  wheat: {
    wall: '#FCF6E8',
    wallLow: '#F3E3C2',
    moon: '#F9E7BE',
    far: '#D9D8B4',
    middle: '#B9C79C',
    near: '#93AE80',
    cloth: '#EBDCBD',
    hem: '#B9863B',
  },
  leaf: {
    wall: '#F9F8EA',
    wallLow: '#E3E9CC',
    moon: '#E7EFCF',
    far: '#C4D6B6',
    middle: '#9CBD97',
    near: '#759F78',
    cloth: '#E6DFC4',
    hem: '#2E6B3E',
  },
  clay: {
    wall: '#FDF4E8',
    wallLow: '#F4DCC6',
    moon: '#FBE2C8',
    far: '#E3CDBB',
    middle: '#C7B9A0',
    near: '#9FAE8C',
    cloth: '#EEDCC2',
    hem: '#B4502A',
  },
  dawn: {
    wall: '#FCF5EA',
    wallLow: '#F1E0CE',
    moon: '#F8DFC9',
    far: '#D9CDC6',
    middle: '#AFC0B4',
    near: '#84A58F',
    cloth: '#EADCC6',
    hem: '#2E6B3E',
  },
} satisfies Record<string, Tint>

/** A piece that lies at (x, y) with its own shadow under it. */
const lying = (sheet: Sheet, x: number, y: number, r: number, piece: string, strength = 0.36) =>
  contact(sheet, x, y + r * 0.82, r * 0.9, r * 0.2, strength) + moved(x, y, piece)

type Heap = readonly (readonly [x: number, y: number, draw: (sheet: Sheet) => string, r: number])[]
const heap = (sheet: Sheet, pieces: Heap) =>
  pieces
    .map(
      ([x, y, draw, r]) => contact(sheet, x, y + r * 0.8, r * 0.66, r * 0.2, 0.34) + moved(x, y, draw(sheet)),
    )
    .join('')

/** What a product's still life shows on its ground, by product; every scene is 720 by 720. */
export const stills: Record<
  string,
  { tint: keyof typeof TINTS; seed: number; draw: (sheet: Sheet) => string }
> = {
  'heirloom-tomatoes': {
    tint: 'clay',
    seed: 11,
    draw: (s) => {
      const box = crate(s, 350, 470, 420, 150)
      const t = (x: number, y: number, r: number, kind: 'red' | 'gold' | 'wine', turn = 0) =>
        [x, y, (sheet: Sheet) => tomato(sheet, r, kind, turn), r] as const
      return (
        box.back +
        heap(s, [
          t(232, 412, 62, 'red', -14),
          t(352, 392, 66, 'gold', 6),
          t(472, 410, 62, 'red', 16),
          t(288, 350, 64, 'wine', -8),
          t(412, 348, 66, 'red', 10),
          t(204, 458, 60, 'gold', -20),
          t(310, 446, 72, 'red', -4),
          t(428, 448, 70, 'wine', 8),
          t(508, 462, 56, 'red', 20),
        ]) +
        box.front +
        lying(s, 574, 600, 66, tomato(s, 66, 'red', 12)) +
        lying(s, 128, 614, 54, tomato(s, 54, 'gold', -10)) +
        moved(486, 664, leaf(s, 76, -14)) +
        moved(480, 668, leaf(s, 54, 24, ['#93BF63', '#3F7A3E']))
      )
    },
  },
  'navel-oranges': {
    tint: 'wheat',
    seed: 23,
    draw: (s) => {
      const t = tray(s, 352, 520, 272, 86)
      const o = (x: number, y: number, r: number, face: 'stem' | 'navel' | 'side', turn = 0) =>
        [x, y, (sheet: Sheet) => orange(sheet, r, face, turn), r] as const
      return (
        t.back +
        heap(s, [
          o(222, 462, 66, 'side'),
          o(346, 448, 68, 'stem', -16),
          o(474, 462, 66, 'navel', 14),
          o(286, 380, 68, 'navel', -20),
          o(410, 378, 68, 'side'),
          o(348, 306, 66, 'stem', 8),
          o(166, 514, 58, 'stem', -30),
          o(280, 520, 70, 'side'),
          o(412, 522, 70, 'navel', 8),
          o(528, 514, 60, 'side'),
        ]) +
        moved(356, 250, leaf(s, 104, -28)) +
        moved(352, 252, leaf(s, 80, -152, ['#93BF63', '#3F7A3E'])) +
        t.front +
        contact(s, 586, 648, 80, 18, 0.4) +
        moved(580, 590, orangeHalf(s, 72, -10)) +
        moved(96, 660, leaf(s, 90, -24))
      )
    },
  },
  'red-kiwi': {
    tint: 'leaf',
    seed: 31,
    draw: (s) => {
      const b = basket(s, 342, 446, 222, 62, 170)
      const k = (x: number, y: number, r: number, turn: number) =>
        [x, y, (sheet: Sheet) => kiwi(sheet, r, turn), r] as const
      return (
        b.back +
        heap(s, [
          k(216, 412, 56, -30),
          k(330, 396, 60, 12),
          k(452, 410, 56, 34),
          k(272, 348, 58, -12),
          k(396, 344, 58, 22),
          k(334, 292, 56, -6),
          k(188, 446, 52, 20),
          k(288, 440, 60, -24),
          k(400, 442, 60, 6),
          k(494, 446, 50, -18),
        ]) +
        b.front +
        contact(s, 590, 650, 76, 18, 0.4) +
        moved(586, 594, kiwiHalf(s, 70, -8)) +
        contact(s, 470, 684, 56, 14, 0.4) +
        moved(466, 640, kiwiHalf(s, 54, 14)) +
        lying(s, 112, 628, 46, kiwi(s, 46, -20)) +
        moved(160, 678, leaf(s, 84, -10))
      )
    },
  },
  'bamboo-shoots': {
    tint: 'leaf',
    seed: 47,
    draw: (s) => {
      const t = tray(s, 356, 552, 286, 84)
      return (
        t.back +
        moved(204, 540, shoot(s, 118, 250, -30, 0.1)) +
        moved(478, 532, shoot(s, 124, 262, 30, -0.1)) +
        moved(286, 556, shoot(s, 138, 318, -11, 0.1)) +
        moved(400, 556, shoot(s, 134, 300, 13, -0.1)) +
        moved(342, 584, shoot(s, 140, 256, 1, 0.08)) +
        t.front +
        contact(s, 572, 660, 84, 16, 0.4) +
        moved(508, 650, peeledShoot(s, 88, 170, 76)) +
        moved(118, 664, leaf(s, 128, -30, ['#9CBF6A', '#3F7A3E'])) +
        moved(112, 670, leaf(s, 108, 2, ['#84AE55', '#2E6B3E']))
      )
    },
  },
  walnuts: {
    tint: 'wheat',
    seed: 53,
    draw: (s) => {
      const b = bowl(s, 344, 452, 216, 60, 158, ['#8FA58C', '#5F7B62', '#2C4433'])
      const w = (x: number, y: number, r: number, turn: number) =>
        [x, y, (sheet: Sheet) => walnut(sheet, r, turn), r] as const
      return (
        b.back +
        heap(s, [
          w(214, 414, 52, -30),
          w(318, 402, 54, 18),
          w(424, 408, 54, -12),
          w(486, 430, 44, 60),
          w(262, 350, 52, 40),
          w(372, 346, 54, -24),
          w(316, 296, 50, 8),
          w(178, 450, 44, 12),
          w(264, 448, 54, -50),
          w(362, 448, 56, 26),
          w(456, 454, 50, -18),
        ]) +
        b.front +
        contact(s, 590, 640, 66, 16, 0.4) +
        moved(586, 598, walnutHalf(s, 62, 18)) +
        lying(s, 478, 650, 46, walnut(s, 46, -26)) +
        contact(s, 128, 660, 54, 14, 0.4) +
        moved(124, 628, walnutHalf(s, 50, -34)) +
        moved(214, 684, leaf(s, 96, -8))
      )
    },
  },
  'sweet-potatoes': {
    tint: 'clay',
    seed: 61,
    draw: (s) => {
      const b = basket(s, 330, 440, 226, 60, 166)
      return (
        b.back +
        moved(196, 400, sweetPotato(s, 210, 92, -58)) +
        moved(300, 356, sweetPotato(s, 240, 100, -76)) +
        moved(396, 362, sweetPotato(s, 236, 100, 74)) +
        moved(474, 400, sweetPotato(s, 200, 90, 50)) +
        moved(222, 440, sweetPotato(s, 190, 92, -26)) +
        moved(442, 438, sweetPotato(s, 196, 92, 22)) +
        moved(336, 424, sweetPotato(s, 234, 108, -6)) +
        moved(324, 474, sweetPotato(s, 250, 96, 4)) +
        b.front +
        contact(s, 556, 664, 116, 20, 0.42) +
        moved(552, 612, roastedHalf(s, 216, 118, -14)) +
        steam(s, 536, 578, 130, 0.2, 0.9) +
        contact(s, 138, 670, 86, 16, 0.36) +
        moved(138, 636, sweetPotato(s, 166, 72, 10))
      )
    },
  },
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

/** A whole picture as SVG. */
export function still(product: string): string {
  const scene = stills[product]
  if (scene === undefined) throw new RangeError(`No still life of ${product}`)
  const sheet = newSheet(scene.seed)
  const content = ground(sheet, TINTS[scene.tint]) + scene.draw(sheet) + light(sheet)
  return `<svg xmlns="http://www.w3.org/2000/svg" width="720" height="720" viewBox="28 44 664 664">${sheet.defs()}${content}</svg>`
}
