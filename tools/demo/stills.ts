import { newSheet } from './draw/sheet.ts'
import { type Still, tints } from './draw/still-life.ts'
import { ground, light } from './draw/village.ts'
import { gardenStills } from './stills-garden.ts'
import { kitchenStills } from './stills-kitchen.ts'

/** The picture of each product, by its slug. */
export const stills: Record<string, Still> = { ...gardenStills, ...kitchenStills }

/** A whole picture as SVG. */
export function still(product: string): string {
  const scene = stills[product]
  if (scene === undefined) throw new RangeError(`No still life of ${product}`)
  const sheet = newSheet(scene.seed)
  const content = ground(sheet, tints[scene.tint]) + scene.draw(sheet) + light(sheet)
  return `<svg xmlns="http://www.w3.org/2000/svg" width="720" height="720" viewBox="28 44 664 664">${sheet.defs()}${content}</svg>`
}
