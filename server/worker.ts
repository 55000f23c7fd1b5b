import { catalogJobs } from '#lib/catalog/jobs.ts'
import { feedJobs } from '#lib/feed/jobs.ts'
import { observeOutbox } from '#lib/feed/observe-outbox.ts'
import { closeDb } from '#lib/kernel/db.ts'
import { env } from '#lib/kernel/env.ts'
import { startWorker } from '#lib/kernel/jobs.ts'
import { keepHouseTime } from '#lib/kernel/keep-house-time.ts'
import { logger } from '#lib/kernel/log.ts'
import { liveJobs } from '#lib/live/jobs.ts'
import { mediaJobs } from '#lib/media/jobs.ts'
import { membersJobs } from '#lib/members/jobs.ts'
import { noticesJobs } from '#lib/notices/jobs.ts'
import { ordersJobs } from '#lib/orders/jobs.ts'
import { paymentsJobs } from '#lib/payments/jobs.ts'
import { directDemo } from './demo-director.ts'

// Everything that is done later: carries events on, runs every domain's jobs, sweeps for what is stuck.

const log = logger('worker')
await keepHouseTime(log)
const worker = await startWorker(
  [membersJobs, catalogJobs, mediaJobs, liveJobs, paymentsJobs, ordersJobs, feedJobs, noticesJobs],
  observeOutbox,
  log,
)
const director = env().demo ? directDemo(log) : null
log.info('the worker works')

let leaving = false
async function leave(why: string): Promise<void> {
  if (leaving) return
  leaving = true
  log.info({ why }, 'the worker stops')
  await director?.stop()
  await worker.stop()
  await closeDb()
  process.exit(0)
}
process.on('SIGTERM', () => void leave('SIGTERM'))
process.on('SIGINT', () => void leave('SIGINT'))
process.on('disconnect', () => void leave('the supervisor is gone'))
