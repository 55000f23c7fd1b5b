import { kiwi, kiwiHalf, leaf, orange, orangeHalf, tomato, walnut, walnutHalf } from './draw/fruit.ts'
import { peeledShoot, roastedHalf, shoot, sweetPotato } from './draw/roots.ts'
import { contact, moved, type Sheet } from './draw/sheet.ts'
import { heap, lying, type Still } from './draw/still-life.ts'
import { steam } from './draw/tea.ts'
import { basket, bowl, crate, tray } from './draw/vessels.ts'

/** Pictures of what is picked. */
export const gardenStills: Record<string, Still> = {
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
}
