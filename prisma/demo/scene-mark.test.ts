import { describe, expect, it } from 'vitest'
import { readSceneMark, sceneMark } from './scene-mark.ts'

/** A picture in one grey with the ribbon of a scene, as `getImageData` would give it, every channel off by `noise`. */
function picture(scene: number, width: number, noise: number): { rgba: Uint8ClampedArray; height: number } {
  const scale = width / sceneMark.frame.width
  const height = Math.round(sceneMark.frame.height * scale)
  const rgba = new Uint8ClampedArray(width * height * 4).fill(128)
  sceneMark.colours[scene]?.forEach((colour, column) => {
    const left = Math.round((sceneMark.x + column * sceneMark.square) * scale)
    const top = Math.round(sceneMark.y * scale)
    const side = Math.round(sceneMark.square * scale)
    for (let y = top; y < top + side; y++)
      for (let x = left; x < left + side; x++)
        colour.forEach((value, channel) => {
          rgba[(y * width + x) * 4 + channel] = value + (channel % 2 ? noise : -noise)
        })
  })
  return { rgba, height }
}

describe('The ribbon in the picture', () => {
  it.each([0, 1, 2, 3, 4, 5])('says that it is scene %i, at any size and through compression', (scene) => {
    for (const width of [270, 540, 1080])
      for (const noise of [0, 25]) {
        const { rgba, height } = picture(scene, width, noise)
        expect(readSceneMark(rgba, width, height)).toBe(scene)
      }
  })

  it('is not found where there is none', () => {
    const { rgba, height } = picture(99, 540, 0)
    expect(readSceneMark(rgba, 540, height)).toBeNull()
    expect(readSceneMark(new Uint8Array(0), 540, 960)).toBeNull()
  })
})
