import { describe, expect, it } from 'vitest'
import { LOOP_SECONDS, lastMomentAt, loopScenes, SCENE_SECONDS, sceneAt, scenesBetween } from './loop.ts'

const TURN = 1_790_000_016

describe('The loop’s scenes', () => {
  it('fill the loop', () => {
    expect(loopScenes.map(({ number }) => number)).toEqual([0, 1, 2, 3, 4, 5])
    expect(loopScenes.length * SCENE_SECONDS).toBe(LOOP_SECONDS)
    expect(TURN % LOOP_SECONDS).toBe(0)
  })

  it.each([
    [0, 0],
    [7.999, 0],
    [8, 1],
    [47.999, 5],
    [48, 0],
    [TURN + 40, 5],
    [-0.001, 5],
  ])('second %d is in scene %i', (second, number) => {
    const scene = sceneAt(second)
    expect(scene.number).toBe(number)
    expect(scene.since).toBeLessThanOrEqual(second)
    expect(scene.until).toBeGreaterThan(second)
    expect(scene.until - scene.since).toBe(SCENE_SECONDS)
  })

  it('follow one another without a hole, whole at both ends', () => {
    const scenes = [...scenesBetween(TURN + 44, TURN + 61)]
    expect(scenes.map(({ number }) => number)).toEqual([5, 0, 1])
    expect(scenes.map(({ since, until }) => [since - TURN, until - TURN])).toEqual([
      [40, 48],
      [48, 56],
      [56, 64],
    ])
    expect([...scenesBetween(TURN, TURN)]).toEqual([])
  })

  it('let a replay start where the film is at a given second', () => {
    for (const phase of [0, 13, 40]) {
      const moment = lastMomentAt(phase, TURN + 20.7)
      expect(moment % LOOP_SECONDS).toBe(phase)
      expect(moment).toBeLessThanOrEqual(TURN + 20)
      expect(moment).toBeGreaterThan(TURN + 20 - LOOP_SECONDS)
    }
  })
})
