import { houseNow } from '#lib/kernel/house-time.ts'
import type { Logger } from '#lib/kernel/log.ts'

export interface SignalWatch {
  /** A segment came: silence is counted from here. */
  heard(showId: string, at: number): void
  close(): void
}

/**
 * Notices when an open epoch falls silent. Only the door that took the last segment counts, so the house hears of it
 * once; a door that starts counts for all that were open, since the one that counted may have died.
 *
 * @param report says so if the rows agree, and answers how long to wait for another look (ms), or null
 */
export function watchSignals(
  afterMs: number,
  report: (showId: string) => Promise<number | null>,
  log: Logger,
): SignalWatch {
  const timers = new Map<string, NodeJS.Timeout>()

  function arm(showId: string, ms: number): void {
    clearTimeout(timers.get(showId))
    const timer = setTimeout(() => void look(showId, timer), Math.max(0, ms))
    timer.unref()
    timers.set(showId, timer)
  }

  async function look(showId: string, mine: NodeJS.Timeout): Promise<void> {
    let again: number | null
    try {
      again = await report(showId)
    } catch (err) {
      log.warn({ err, showId }, 'could not say that a signal was lost; trying again')
      again = afterMs
    }
    // A segment that came meanwhile has set another timer.
    if (timers.get(showId) !== mine) return
    if (again === null) timers.delete(showId)
    else arm(showId, again)
  }

  return {
    heard(showId, at) {
      arm(showId, at + afterMs - houseNow().getTime())
    },
    close() {
      for (const timer of timers.values()) clearTimeout(timer)
      timers.clear()
    },
  }
}
