import { db } from '#lib/kernel/db.ts'
import type { Logger } from '#lib/kernel/log.ts'
import { ordersJobs } from '#lib/orders/jobs.ts'
import { paymentsJobs } from '#lib/payments/jobs.ts'
import { count, type Queued, type Shop } from './shop.ts'
import { applyingEvent, asLife, Crash, trouble } from './trouble.ts'

// What the house does by itself: its jobs and its sweeps.

/** A sweep goes on after what fails and says so here. Anything but a lost answer and a death is a bug. */
export const watch = {
  error: ({ err }: { err?: unknown }, message: string) => {
    if (!(err instanceof Crash) && !isSilence(err)) trouble.violations.push(`${message}: ${err}`)
  },
  warn: () => {},
  info: () => {},
} as unknown as Logger

export const DOMAINS = [paymentsJobs, ordersJobs]
export const SWEEPS = DOMAINS.flatMap(({ sweeps }) => sweeps)

/** At least once: it leaves the queue when it was done, mostly, or when it failed too often. */
export async function work(shop: Shop, queued: Queued): Promise<void> {
  const drop = () => {
    const at = shop.queue.indexOf(queued)
    if (at >= 0) shop.queue.splice(at, 1)
  }
  const claim = await claimOf(queued)
  try {
    const done = await asLife(async () => {
      await applyingEvent(claim, () => queued.job.run(shop.context))
      return true
    })
    if (done && shop.chance.is(0.85)) drop()
  } catch (error) {
    if (!isSilence(error)) throw error
    queued.failures += 1
    if (queued.failures > 3) {
      count(shop, 'jobs given up')
      drop()
    }
  }
}

/** What the event that is about to be applied is called, for the mutant that believes it. */
async function claimOf({ job }: Queued): Promise<string> {
  if (trouble.mutant !== 'trust-payload' || job.name !== 'payments.apply-event') return ''
  const { eventId } = job.input as { eventId: string }
  return (await db().providerEvent.findUnique({ where: { id: eventId } }))?.type ?? ''
}

/** The one thing a job may fail by: the provider's answer was lost. */
function isSilence(error: unknown): boolean {
  return error instanceof Error && /lost on the way/.test(error.message)
}
