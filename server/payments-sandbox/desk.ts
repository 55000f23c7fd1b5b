import type { Books } from './books.ts'
import type { Clock } from './clock.ts'
import type { TaskRow } from './objects.ts'

/** The API version that the installed SDK pins and the contract test compares: the only one spoken here. */
export const API_VERSION = '2026-10-28.endive'

/** What every resource works with. */
export interface Desk {
  readonly books: Books
  readonly clock: Clock
  /** The base of the hosted pages' addresses, without a slash at the end. */
  readonly publicUrl: () => string
  /** Puts a new event on its way, if somebody listens. */
  readonly announce: (event: string) => void
  readonly listeners: () => number
  readonly schedule: (task: TaskRow) => void
  readonly refundSeconds: number
}

/** Which request made something happen; the clock and a buyer's page have no key, the clock no request either. */
export interface Cause {
  readonly request: string | null
  readonly idempotencyKey: string | null
}

export const BY_THE_CLOCK: Cause = { request: null, idempotencyKey: null }
