/** Chance that can be had again: the same seed, the same numbers (xorshift32). */
export interface Chance {
  /** In [0, 1). */
  next(): number
  /** True so often. */
  is(probability: number): boolean
  /** A whole number in [0, below). */
  below(below: number): number
  pick<T>(from: readonly T[]): T | undefined
}

export function chanceOf(seed: number): Chance {
  let state = Math.imul(seed, 2_654_435_761) >>> 0 || 1
  const next = () => {
    state = (state ^ (state << 13)) >>> 0
    state ^= state >>> 17
    state = (state ^ (state << 5)) >>> 0
    return state / 2 ** 32
  }
  return {
    next,
    is: (probability) => next() < probability,
    below: (below) => Math.floor(next() * below),
    pick: (from) => from[Math.floor(next() * from.length)],
  }
}
