import { readFile } from 'node:fs/promises'
import type { Fault, Result } from '#lib/kernel/result.ts'

/** The value of a verb that the demo's data cannot make refuse; if it does, the data are wrong. */
export function done<T, F extends Fault>(result: Result<T, F>, what: string): T {
  if (result.ok) return result.value
  throw new Error(`${what} was refused: ${JSON.stringify(result.fault)}`)
}

/** A picture of the demo as somebody would upload it. */
export async function demoPicture(file: string): Promise<Blob> {
  return new Blob([await readFile(new URL(`../demo/pictures/${file}`, import.meta.url))])
}

const DAY_MS = 86_400_000

/** A calendar day, so many days from now in the village's time zone: `2026-11-23`. */
export function villageDay(now: Date, days: number): string {
  // Swedish writes dates as ISO 8601 does.
  return new Intl.DateTimeFormat('sv-SE', { timeZone: 'Asia/Shanghai' }).format(now.getTime() + days * DAY_MS)
}

/** The moment of an hour of such a day; the village's clock stands 8 hours ahead of UTC all year. */
export function villageTime(now: Date, days: number, hour: number, minute: number): Date {
  const two = (n: number) => String(n).padStart(2, '0')
  return new Date(`${villageDay(now, days)}T${two(hour)}:${two(minute)}:00+08:00`)
}
