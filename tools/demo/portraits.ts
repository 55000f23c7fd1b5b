import { head, looks, torso } from './draw/people.ts'
import { newSheet } from './draw/sheet.ts'
import { mist, ridge } from './draw/village.ts'

const SKIES = {
  host: '#F8DFC9',
  'zhou-dashan': '#F6E3C4',
  'li-guiying': '#EFDCD6',
  'yang-wenbin': '#E7EFCF',
  'he-meizhen': '#DDEBDD',
} as const
export const portraitNames = Object.keys(SKIES) as (keyof typeof SKIES)[]

/** Someone of the village before the hills, 480 by 480. */
export function portrait(who: keyof typeof SKIES): string {
  const sheet = newSheet(300 + portraitNames.indexOf(who) * 17)
  const look = looks[who]
  const ground =
    `<rect width="480" height="480" fill="${sheet.linear([
      [0, SKIES[who]],
      [0.8, '#FFFBEF'],
    ])}"/><circle cx="372" cy="104" r="40" fill="#FFE3A6"/><circle cx="372" cy="104" r="72" fill="#FFE3A6" opacity=".4" filter="${sheet.blur(18)}"/>` +
    ridge(sheet, -20, 520, 220, 480, 40, '#CBD3BC') +
    mist(sheet, 200, 276, 260, 26, 0.75) +
    ridge(sheet, -20, 520, 300, 480, 30, '#A3BC9B') +
    mist(sheet, 320, 356, 260, 26, 0.7)
  const person = `<g transform="translate(240 218) scale(1.1)">${torso(sheet, look, 260)}${head(sheet, look, { open: 1, talk: 0 })}</g>`
  return `<svg xmlns="http://www.w3.org/2000/svg" width="480" height="480" viewBox="0 0 480 480">${sheet.defs()}${ground}${person}</svg>`
}
