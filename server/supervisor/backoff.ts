/** How long a process must have lived for its end to be a new mishap rather than the old one again; ms. */
const HEALTHY_AFTER = 60_000
const SHORTEST = 200
const LONGEST = 5_000

/**
 * How long to wait before starting again what has ended; ms. At first hardly at all, so that nobody notices; twice as
 * long each time while it keeps ending soon.
 *
 * @param before what was waited the last time; undefined the first time
 * @param lived how long it had been running; ms
 */
export function nextPause(before: number | undefined, lived: number): number {
  if (before === undefined || lived >= HEALTHY_AFTER) return SHORTEST
  return Math.min(before * 2, LONGEST)
}
