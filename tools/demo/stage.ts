import { offerings } from './draw/offerings.ts'
import { eyes, head, type Look, looks, mouth, torso } from './draw/people.ts'
import { moved, n, newSheet, repeat, type Sheet } from './draw/sheet.ts'
import { awning, counter, hours, lantern, valley } from './draw/stall.ts'
import { board, cat, greens } from './draw/stall-things.ts'
import { steam } from './draw/tea.ts'
import { stamp } from './draw/vessels.ts'

/** Where the host's neck joins, and how large she is. */
export const HOST = { x: 270, y: 332, scale: 0.84 } as const

/** Where the middle of what she holds is while she holds it up. */
export const HELD = { x: 270, y: 572 } as const

/** The steam over the two cups, in the place of what is held. */
export const STEAM = [
  { id: 'steamL', x: -86, y: -36, tall: 76 },
  { id: 'steamR', x: 88, y: -34, tall: 80 },
] as const

const TALK = [0, 0.4, 1] as const
const LIDS = [1, 0.6, 0] as const

/** A hand that holds an edge, thumb on top; `side` is 1 for the one at the right of the picture. */
export function hand(look: Look, side: number): string {
  return `<g transform="scale(${side} 1)"><ellipse cx="0" cy="4" rx="17" ry="22" fill="${look.skin[1]}"/><ellipse cx="-4" cy="0" rx="11" ry="15" fill="${look.skin[0]}" opacity=".6"/>${repeat(3, (i) => `<rect x="${n(-20 + i * 1.5)}" y="${n(8 + i * 7)}" width="24" height="9" rx="4.5" fill="${look.skin[1]}" stroke="${look.skin[2]}" stroke-width="1" stroke-opacity=".4"/>`)}<path d="M4 -10C-6 -20 -22 -16 -28 -8C-24 -2 -12 -6 -2 2Z" fill="${look.skin[0]}" stroke="${look.skin[2]}" stroke-width="1" stroke-opacity=".5"/></g>`
}

/** The path of a sleeve from a shoulder to a hand at (x, y); `neck` is how high the head is. */
export function sleeve(side: number, x: number, y: number, neck: number = HOST.y): string {
  const sx = HOST.x + side * 106
  const sy = neck + 136
  const drop = Math.max(0, y - 560) * 0.2
  return `M${n(sx)} ${n(sy)}Q${n(sx + side * 62)} ${n(Math.max(sy, y) + 62 - drop)} ${n(x + side * 8)} ${n(y + 8)}`
}

/** Everything that stands still or moves in the film, 540 by 960, with ids on what moves. */
export function filmStage(scenes: readonly { product: string; name: { zh: string; en: string } }[]): string {
  const sheet = newSheet(2024, 'f', false)
  const look = looks.host
  const held = scenes.map(({ product }, i) => {
    const offering = offerings[product]?.(sheet)
    if (offering === undefined) throw new RangeError(`Nothing to hold up for ${product}`)
    const [hx, hy] = offering.hands
    const vapour =
      product === 'black-tea'
        ? STEAM.map(({ id, x, y, tall }) => steam(sheet, x, y, tall, 0, 0.8, id)).join('')
        : ''
    const bee = product === 'wildflower-honey' ? `<g id="bee">${beeDrawn(sheet)}</g>` : ''
    const chick = product === 'mountain-eggs' ? `<g id="chick">${chickDrawn(sheet)}</g>` : ''
    return `<g id="held${i}" data-hand-x="${hx}" data-hand-y="${hy}">${chick}${offering.drawn}${vapour}${bee}${moved(-hx, hy, hand(look, -1))}${moved(hx, hy, hand(look, 1))}</g>`
  })
  const arms = [-1, 1].map(
    (s) =>
      `<path id="arm${s > 0 ? 'R' : 'L'}" d="${sleeve(s, HELD.x + s * 134, HELD.y)}" stroke="${look.coat[1]}" stroke-width="56" stroke-linecap="round" fill="none"/><path id="armLight${s > 0 ? 'R' : 'L'}" d="" stroke="${look.coat[0]}" stroke-width="20" stroke-linecap="round" fill="none" opacity=".5"/>`,
  )
  const faces =
    TALK.map((t, i) => `<g id="talk${i}">${mouth(look, t)}</g>`).join('') +
    LIDS.map((o, i) => `<g id="lids${i}">${eyes(look, o)}</g>`).join('')
  const boards = scenes
    .map(({ name }, i) => `<g id="board${i}">${board(sheet, name.zh, name.en)}</g>`)
    .join('')
  const ropes = `<path d="M158 110V134M382 110V134" stroke="#7A5A34" stroke-width="4"/>`
  const content =
    `<rect width="540" height="960" fill="#F7D9BE"/><g filter="${sheet.blur(4)}"><g transform="translate(-16 -16) scale(1.06)">${valley(sheet, hours.morning)}</g></g><g transform="translate(0 -36)">` +
    `<g id="host"><g transform="translate(${HOST.x} ${HOST.y}) scale(${HOST.scale})">${torso(sheet, look, 520)}</g>${arms.join('')}<g id="head"><g transform="translate(${HOST.x} ${HOST.y}) scale(${HOST.scale})">${head(sheet, look, null)}${faces}</g></g></g>` +
    `<g id="held">${held.join('')}</g>` +
    awning(sheet) +
    ropes +
    `<g id="board">${boards}</g>` +
    `<g id="lanternL">${lantern(sheet, false)}</g><g id="lanternR">${lantern(sheet, false)}</g>` +
    counter(sheet, hours.morning.cloth, '') +
    stamp(270, 876, 66, 0) +
    greens(sheet, 82, 706) +
    moved(440, 754, cat(sheet)) +
    '</g>' +
    `<g id="mark"><rect id="mark0"/><rect id="mark1"/><rect id="mark2"/></g>`
  return `<svg xmlns="http://www.w3.org/2000/svg" width="540" height="960" viewBox="0 0 540 960">${sheet.defs()}${content}</svg>`
}

function beeDrawn(sheet: Sheet): string {
  return `<g id="wings"><ellipse cx="-3" cy="-11" rx="6" ry="10" fill="#fff" opacity=".8" transform="rotate(-24 -3 -11)"/><ellipse cx="6" cy="-11" rx="6" ry="10" fill="#fff" opacity=".7" transform="rotate(20 6 -11)"/></g><ellipse rx="14" ry="9" fill="${sheet.linear(
    [
      [0, '#FFD55A'],
      [1, '#D98F12'],
    ],
  )}"/><path d="M-4 -8.6V8.6M4 -8.6V8.6" stroke="#3A2410" stroke-width="4"/><circle cx="-12" cy="-1" r="5.5" fill="#3A2410"/><circle cx="-14" cy="-2.5" r="1.4" fill="#fff"/>`
}

function chickDrawn(sheet: Sheet): string {
  return `<circle r="24" fill="${sheet.radial(
    [
      [0, '#FFF0A8'],
      [0.55, '#FAD24A'],
      [1, '#D99A1C'],
    ],
    0.4,
    0.3,
    0.8,
  )}"/><circle cx="-8" cy="-4" r="3.4" fill="#2A1B14"/><circle cx="9" cy="-4" r="3.4" fill="#2A1B14"/><circle cx="-9" cy="-5.4" r="1.2" fill="#fff"/><circle cx="8" cy="-5.4" r="1.2" fill="#fff"/><path d="M-5 2L0.5 8L6 2Z" fill="#E8762A"/><path d="M-3 -23q1 -8 4 -8M1 -24q4 -6 7 -5" stroke="#E0A62A" stroke-width="2.4" fill="none" stroke-linecap="round"/>`
}
