import type { Logger } from '#lib/kernel/log.ts'

/** Capture time and arrival should stay this close to how they were at first. */
const DRIFT_MICROS = 3_000_000
/** One late segment is a weak signal; so many in a row are a clock or an encoder that does not keep time. */
const IN_A_ROW = 10

export interface DriftWatch {
  note(showId: string, epoch: string, lateMicros: number): void
}

/**
 * Says in the log when an encoder's media drift away from the time that they arrive at, in either direction. Nothing else
 * is done about it: capture times stay continuous, or the pins would jump.
 */
export function watchDrift(log: Logger): DriftWatch {
  const runs = new Map<string, { epoch: string; first: number; away: number }>()
  return {
    note(showId, epoch, lateMicros) {
      const known = runs.get(showId)
      if (known?.epoch !== epoch) {
        runs.delete(showId)
        runs.set(showId, { epoch, first: lateMicros, away: 0 })
        const [oldest] = runs.keys()
        if (runs.size > 1_000 && oldest !== undefined) runs.delete(oldest)
        return
      }
      const drift = lateMicros - known.first
      known.away = Math.abs(drift) > DRIFT_MICROS ? known.away + 1 : 0
      if (known.away !== IN_A_ROW) return
      log.warn({ showId, epoch, driftSeconds: drift / 1_000_000 }, 'the encoder drifts away from the clock')
    },
  }
}
