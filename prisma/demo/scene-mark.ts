/**
 * The woven ribbon in the top right corner of the loop: three squares whose order of colours says the scene's number,
 * so that a test can read from a canvas which product the *picture* shows, independently of any pin or clock.
 * Six orders of three colours, six scenes; a picture without the ribbon has no such order and reads as null.
 */
export type Rgb = readonly [red: number, green: number, blue: number]

const persimmon: Rgb = [217, 72, 28]
const wheat: Rgb = [240, 208, 120]
const leaf: Rgb = [30, 84, 52]

/** Where the ribbon is in the loop's own pixels: squares of `square` from (`x`, `y`), one right of the other. */
export const sceneMark = {
  frame: { width: 540, height: 960 },
  x: 480,
  y: 12,
  square: 16,
  /** Colours from left to right, by scene number. */
  colours: [
    [persimmon, wheat, leaf],
    [wheat, persimmon, leaf],
    [wheat, leaf, persimmon],
    [leaf, wheat, persimmon],
    [leaf, persimmon, wheat],
    [persimmon, leaf, wheat],
  ] as readonly (readonly [Rgb, Rgb, Rgb])[],
} as const

/** Squared distance in RGB up to which a compressed colour is still its own; the three are at least 20,000 apart. */
const NEAR = 5_000

/**
 * The scene that a picture shows, or null when the ribbon cannot be read.
 * `rgba` are the pixels as `getImageData` gives them, four bytes each, of the whole frame at any size.
 */
export function readSceneMark(
  rgba: Uint8ClampedArray | Uint8Array,
  width: number,
  height: number,
): number | null {
  const seen = [0, 1, 2].map((column) => {
    const x = Math.floor(((sceneMark.x + (column + 0.5) * sceneMark.square) * width) / sceneMark.frame.width)
    const y = Math.floor(((sceneMark.y + sceneMark.square / 2) * height) / sceneMark.frame.height)
    const at = (y * width + x) * 4
    return [rgba[at] ?? 0, rgba[at + 1] ?? 0, rgba[at + 2] ?? 0] as const
  })
  const scene = sceneMark.colours.findIndex((colours) =>
    colours.every((colour, column) => distance(colour, seen[column] ?? [0, 0, 0]) < NEAR),
  )
  return scene === -1 ? null : scene
}

function distance(a: Rgb, b: Rgb): number {
  return (a[0] - b[0]) ** 2 + (a[1] - b[1]) ** 2 + (a[2] - b[2]) ** 2
}
