import { z } from 'zod'

// Shows are planned by the village's clock, which is China's: one zone, no summer time (since 1991).
const OFFSET = '+08:00'
const OFFSET_MS = 8 * 3_600_000

/** What `<input type="datetime-local">` says, as a moment. */
export const villageTime = z
  .string()
  .regex(/^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}$/)
  .transform((local) => new Date(`${local}:00${OFFSET}`))
  .refine((at) => !Number.isNaN(at.getTime()), 'no-time')

/** A moment as that input wants it. */
export function asVillageTime(at: Date): string {
  return new Date(at.getTime() + OFFSET_MS).toISOString().slice(0, 16)
}
