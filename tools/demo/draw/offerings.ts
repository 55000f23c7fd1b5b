import { leaf, orange, orangeHalf, tomato } from './fruit.ts'
import { baconStrip, comb, dipper, egg, honeyFill, straw } from './larder.ts'
import { contact, moved, n, type Sheet } from './sheet.ts'
import { cup, teapot } from './tea.ts'
import { basket, jar, tray } from './vessels.ts'

/** What the host holds up, around (0, 0) where her hands meet the tray; 280 wide, 190 tall. `hands` is where they are. */
export type Offering = { drawn: string; hands: readonly [x: number, y: number] }

const set = (sheet: Sheet, x: number, y: number, r: number, piece: string) =>
  contact(sheet, x, y + r * 0.82, r * 0.7, r * 0.2, 0.34) + moved(x, y, piece)

export const offerings: Record<string, (sheet: Sheet) => Offering> = {
  'heirloom-tomatoes': (s) => {
    const t = tray(s, 0, 0, 136, 36)
    return {
      hands: [134, 8],
      drawn:
        t.back +
        set(s, -70, -34, 37, tomato(s, 37, 'gold', -14)) +
        set(s, 68, -36, 38, tomato(s, 38, 'wine', 12)) +
        set(s, 0, -46, 40, tomato(s, 40, 'red', 4)) +
        set(s, -38, -88, 37, tomato(s, 37, 'red', -8)) +
        set(s, 40, -90, 36, tomato(s, 36, 'gold', 10)) +
        set(s, -36, -10, 39, tomato(s, 39, 'red', -6)) +
        set(s, 38, -10, 38, tomato(s, 38, 'red', 10)) +
        t.front,
    }
  },
  'navel-oranges': (s) => {
    const t = tray(s, 0, 0, 136, 36)
    return {
      hands: [134, 8],
      drawn:
        t.back +
        set(s, -72, -32, 36, orange(s, 36, 'side')) +
        set(s, 72, -32, 36, orange(s, 36, 'navel', 10)) +
        set(s, 0, -42, 38, orange(s, 38, 'stem', -8)) +
        set(s, -38, -88, 37, orange(s, 37, 'navel', -12)) +
        set(s, 38, -90, 37, orange(s, 37, 'stem', 12)) +
        moved(42, -122, leaf(s, 54, -26)) +
        moved(40, -120, leaf(s, 42, -150, ['#93BF63', '#3F7A3E'])) +
        set(s, -40, -8, 36, orange(s, 36, 'side')) +
        moved(36, -12, orangeHalf(s, 38, 6)) +
        t.front,
    }
  },
  'mountain-eggs': (s) => {
    const b = basket(s, 0, -40, 116, 32, 74)
    return {
      hands: [108, 4],
      drawn:
        b.back +
        straw(s, -8, -44, 106, 22, 60) +
        set(s, -62, -62, 31, egg(s, 31, 'pale', -34)) +
        set(s, 2, -70, 32, egg(s, 32, 'brown', 10)) +
        set(s, 62, -62, 31, egg(s, 31, 'jade', 30)) +
        set(s, -30, -104, 31, egg(s, 31, 'rose', -12)) +
        set(s, 32, -106, 31, egg(s, 31, 'pale', 16)) +
        set(s, -78, -40, 28, egg(s, 28, 'rose', -60)) +
        set(s, -28, -46, 32, egg(s, 32, 'brown', -20)) +
        set(s, 32, -46, 32, egg(s, 32, 'rose', 30)) +
        set(s, 80, -42, 28, egg(s, 28, 'brown', 56)) +
        straw(s, -10, -30, 96, 8, 26) +
        b.front,
    }
  },
  'wildflower-honey': (s) => {
    const t = tray(s, 0, 0, 136, 36)
    return {
      hands: [134, 8],
      drawn:
        t.back +
        jar(s, -24, -128, 106, 140, honeyFill(s, -24, -128, 106, 140), '百花蜂蜜', [
          '#FBF3DF',
          '#EBD9B0',
          '#B89A62',
        ]) +
        contact(s, 78, 8, 44, 9, 0.4) +
        moved(78, -8, comb(s, 84, 50, -6)) +
        moved(80, -52, dipper(s, 16, -58, 22)) +
        t.front,
    }
  },
  'smoked-bacon': (s) => ({
    hands: [128, -96],
    drawn:
      moved(-64, -88, baconStrip(s, 48, 150, 2)) +
      moved(0, -88, baconStrip(s, 54, 168, -1)) +
      moved(64, -88, baconStrip(s, 50, 156, -3)) +
      `<rect x="-150" y="-104" width="300" height="16" rx="8" fill="${s.linear([
        [0, '#D8C27A'],
        [0.4, '#B79A4A'],
        [1, '#6F5520'],
      ])}"/>${[-96, -32, 30, 96].map((x) => `<rect x="${n(x)}" y="-105" width="5" height="18" rx="2.5" fill="#8A6C2C"/>`).join('')}`,
  }),
  'black-tea': (s) => {
    const t = tray(s, 0, 0, 140, 36)
    return {
      hands: [138, 8],
      drawn: t.back + teapot(s, -14, -58, 54) + cup(s, -86, -24, 30) + cup(s, 88, -22, 32) + t.front,
    }
  },
}
