import 'server-only'
import { setTimeout as delay } from 'node:timers/promises'
import { takeTurnInLine } from './store.ts'

/**
 * Stripe allows about 25 requests a second on one endpoint (https://docs.stripe.com/rate-limits). Twenty leave room
 * for its own counting and for what else the account is used for.
 */
const STEP_MS = 1000 / 20
/** After a quiet time so many may go at once: a second's worth would meet the limit together with the next ones. */
const BURST = 5
/** Longer than that nobody looks at a spinner; the order page has a button for another try. */
const LONGEST_MS = 10_000

/** Waits for the next turn to make a checkout session. False when the line is too long. */
export async function takeTurn(): Promise<boolean> {
  const wait = await takeTurnInLine({
    name: 'payments.sessions',
    stepMs: STEP_MS,
    burst: BURST,
    longestMs: LONGEST_MS,
  })
  if (wait === null) return false
  if (wait > 0) await delay(wait)
  return true
}
