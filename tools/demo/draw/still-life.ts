import { contact, moved, type Sheet } from './sheet.ts'
import type { Tint } from './village.ts'

/** The four grounds, each with its paper, its hills and the hem of its cloth. */
export const tints = {
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

/** What stands on the ground of one product's picture; the whole is 720 by 720. */
export type Still = { tint: keyof typeof tints; seed: number; draw: (sheet: Sheet) => string }

/** A piece that lies at (x, y) with its own shadow under it. */
export const lying = (sheet: Sheet, x: number, y: number, r: number, piece: string, strength = 0.36) =>
  contact(sheet, x, y + r * 0.82, r * 0.9, r * 0.2, strength) + moved(x, y, piece)

type Heap = readonly (readonly [x: number, y: number, draw: (sheet: Sheet) => string, r: number])[]
/** Pieces on top of one another, in the order given: from behind to the front. */
export const heap = (sheet: Sheet, pieces: Heap) =>
  pieces
    .map(
      ([x, y, draw, r]) => contact(sheet, x, y + r * 0.8, r * 0.66, r * 0.2, 0.34) + moved(x, y, draw(sheet)),
    )
    .join('')
