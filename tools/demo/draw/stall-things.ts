import { leaf, orange, tomato } from './fruit.ts'
import { contact, moved, type Sheet } from './sheet.ts'
import { basket } from './vessels.ts'

/** A basket of leaves, tomatoes and oranges at the end of the counter; (x, y) is its mouth. */
export function greens(sheet: Sheet, x: number, y: number): string {
  const b = basket(sheet, x, y, 66, 18, 46)
  const stems = sheet.fine ? [-150, -128, -104, -82, -58, -32] : [-136, -92, -46]
  const leaves = stems
    .map((turn, i) =>
      moved(
        x - 20 + i * 14,
        y - 4,
        leaf(sheet, 70 + (i % 2) * 12, turn, i % 2 ? ['#9CC766', '#4A8A3E'] : ['#7DB14F', '#2E6B3E']),
      ),
    )
    .join('')
  return (
    b.back +
    leaves +
    moved(x - 36, y - 12, tomato(sheet, 23, 'red', -10)) +
    moved(x + 36, y - 12, orange(sheet, 22, 'stem', 10)) +
    moved(x, y - 6, tomato(sheet, 24, 'gold', 6)) +
    b.front
  )
}

/** A cat that sleeps on the counter; `tail` is the id of what may move. */
export function cat(sheet: Sheet): string {
  const fur = sheet.radial(
    [
      [0, '#F6C68A'],
      [0.6, '#E09A4E'],
      [1, '#A8642A'],
    ],
    0.4,
    0.3,
    0.8,
  )
  return (
    contact(sheet, 0, 2, 62, 9, 0.4) +
    `<g id="tail"><path d="M48 -8C82 -4 84 -30 66 -36" stroke="#D98F45" stroke-width="13" fill="none" stroke-linecap="round"/><path d="M72 -30C71 -34 69 -35 66 -36" stroke="#FFF4E0" stroke-width="13" stroke-linecap="round" fill="none"/></g>` +
    `<path d="M-52 0C-62 -34 -30 -50 6 -46C42 -44 60 -24 54 0Z" fill="${fur}"/>${[-4, 12, 28].map((x) => `<path d="M${x} -45q6 12 2 22" stroke="#A8642A" stroke-width="5" fill="none" stroke-linecap="round" opacity=".6"/>`).join('')}` +
    `<g id="catHead"><path d="M-70 -34L-66 -56L-52 -42ZM-34 -44L-26 -58L-22 -38Z" fill="#D98F45"/><ellipse cx="-46" cy="-24" rx="30" ry="24" fill="${fur}"/><ellipse cx="-48" cy="-13" rx="15" ry="10" fill="#FFF4E0"/><path d="M-62 -26q6 5 11 0M-42 -26q6 5 11 0" stroke="#4A2C14" stroke-width="2.6" fill="none" stroke-linecap="round"/><path d="M-50 -17l3 3l3 -3Z" fill="#B5563F"/></g>` +
    `<path d="M-50 2q-10 -10 4 -11h18q8 4 4 11Z" fill="#FFF4E0"/>`
  )
}

/** The board that hangs under the awning; its two lines are ids `nameZh` and `nameEn` of `id`. */
export function board(sheet: Sheet, zh: string, en: string): string {
  const size = zh.length > 4 ? 44 : 50
  return `<rect x="-150" y="-45" width="300" height="96" rx="14" fill="#3A2410" opacity=".35" filter="${sheet.blur(6)}" transform="translate(3 6)"/><rect x="-150" y="-45" width="300" height="96" rx="14" fill="${sheet.linear(
    [
      [0, '#7A4E26'],
      [1, '#5A3617'],
    ],
  )}"/><rect x="-143" y="-38" width="286" height="82" rx="9" fill="${sheet.linear([
    [0, '#FBF1DC'],
    [1, '#F1E0BE'],
  ])}"/><rect x="-137" y="-32" width="274" height="70" rx="6" fill="none" stroke="#B9863B" stroke-width="1.6" opacity=".7"/><text font-family="'Noto Serif CJK SC',serif" font-weight="700" font-size="${size}" letter-spacing="4" x="2" y="8" text-anchor="middle" fill="#2A2016">${zh}</text><text font-family="'Inter Variable','Inter','DejaVu Sans',sans-serif" font-weight="600" font-size="17" letter-spacing=".4" x="0" y="31" text-anchor="middle" fill="#8A3A1C">${en}</text>`
}
