/**
 * The house's time is its database's. What one process writes (when a hold lapses, a session ends, a pin began) another
 * reads, perhaps on another machine, whose clock may be an hour off: a wrong zone, a dead battery, no NTP.
 */
interface Known {
  /** This machine's clock when the database was asked, and a clock that nobody sets; ms. */
  readonly wall: number
  readonly steady: number
  /** What is missing from this machine's clock; ms. */
  readonly missing: number
}

/**
 * Clocks that NTP keeps agree better than an answer that had to wait for the line can tell: what is this close is left
 * alone, so that processes of one machine share its clock to the millisecond. ms
 */
const CLOSE_MS = 1_000

// Next evaluates modules once per bundle: what is known is known to all of them.
const kept = globalThis as { cunboTime?: Known }

/** Now, as the database has it. This machine's own time in a process that never asked. */
export function houseNow(): Date {
  const wall = Date.now()
  const { cunboTime: known } = kept
  if (!known) return new Date(wall)
  const expected = known.wall + performance.now() - known.steady
  // Somebody set the clock since: until the database is asked again, the time that went by counts.
  return new Date((Math.abs(wall - expected) < CLOSE_MS ? wall : expected) + known.missing)
}

/**
 * Takes the database's word.
 *
 * @param database what it said, in the middle between these: when it was asked and when the answer came; ms
 * @returns what is missing from this machine's clock; ms
 */
export function takeHouseTime(database: number, waited: number): number {
  const [wall, steady] = [Date.now(), performance.now()]
  const apart = database + waited / 2 - wall
  const missing = Math.abs(apart) < CLOSE_MS ? 0 : Math.round(apart)
  kept.cunboTime = { wall, steady, missing }
  return missing
}

/** Back to this machine's own clock. */
export function forgetHouseTime(): void {
  delete kept.cunboTime
}
