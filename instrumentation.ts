import type { Instrumentation } from 'next'
import { logger } from '#lib/kernel/log.ts'

const log = logger('web')

/** Next calls it once, before the pages' first request. */
export async function register(): Promise<void> {
  if (process.env.NEXT_RUNTIME !== 'nodejs') return
  const { keepHouseTime } = await import('#lib/kernel/keep-house-time.ts')
  await keepHouseTime(log)
}

/**
 * A page or route that threw. Next prints it as well, but over twenty lines without a request id, which no operator is
 * alarmed by. The route's pattern is told, not its address: a guest's key may stand in that.
 */
export const onRequestError: Instrumentation.onRequestError = (err, { headers }, { routePath }) => {
  log.error({ err, route: routePath, requestId: headers['x-request-id'] }, 'a page broke')
}
