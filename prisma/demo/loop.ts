/** The film repeats after this many seconds, and starts at unix time 0: at time t it shows second t mod 48. */
export const LOOP_SECONDS = 48

/** Every scene is as long as the others and starts with a key frame. */
export const SCENE_SECONDS = 8

/** One scene of the loop. `product` is held up, and `name` written on the board, for all of its eight seconds. */
export type LoopScene = { number: number; product: string; name: { zh: string; en: string } }

export const loopScenes: readonly LoopScene[] = [
  { number: 0, product: 'heirloom-tomatoes', name: { zh: '老种番茄', en: 'Heirloom tomatoes' } },
  { number: 1, product: 'navel-oranges', name: { zh: '高山脐橙', en: 'Navel oranges' } },
  { number: 2, product: 'mountain-eggs', name: { zh: '散养土鸡蛋', en: 'Free-range eggs' } },
  { number: 3, product: 'wildflower-honey', name: { zh: '百花蜂蜜', en: 'Wildflower honey' } },
  { number: 4, product: 'smoked-bacon', name: { zh: '柏枝腊肉', en: 'Smoked bacon' } },
  { number: 5, product: 'black-tea', name: { zh: '云岭红茶', en: 'Black tea' } },
]

/**
 * The scene on the picture at a second of the loop (any number; unix seconds will do), with its place in the loop.
 * `until` is where it ends, in the same clock as the question.
 */
export function sceneAt(loopSeconds: number): LoopScene & { since: number; until: number } {
  const since = Math.floor(loopSeconds / SCENE_SECONDS) * SCENE_SECONDS
  const index = mod(since, LOOP_SECONDS) / SCENE_SECONDS
  const scene = loopScenes[index]
  if (scene === undefined) throw new RangeError(`No scene at ${loopSeconds} s`)
  return { ...scene, since, until: since + SCENE_SECONDS }
}

/** All scenes that touch `[from, to)` in unix seconds, in order, whole: what has to be pinned when. */
export function* scenesBetween(
  from: number,
  to: number,
): Generator<LoopScene & { since: number; until: number }> {
  for (let second = from; second < to; ) {
    const scene = sceneAt(second)
    yield scene
    second = scene.until
  }
}

/** The last whole second, not after `unixSeconds`, at which the loop is at second `phase`: where a replay may start. */
export function lastMomentAt(phase: number, unixSeconds: number): number {
  const whole = Math.floor(unixSeconds)
  return whole - mod(whole - phase, LOOP_SECONDS)
}

function mod(value: number, by: number): number {
  return ((value % by) + by) % by
}
