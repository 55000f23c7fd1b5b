import 'server-only'
import type { DomainJobs } from '#lib/kernel/jobs.ts'
import { pruneFeed } from './store.ts'

/** Nobody resumes a feed from further back: after a day the page is fetched again. */
const KEEP_EVENTS_MS = 24 * 3_600_000
/** Presence counts for seconds only. */
const KEEP_PRESENCE_MS = 10 * 60_000
const A_ROUND = 5_000

export const feedJobs: DomainJobs = {
  jobs: [],
  reactions: [],
  sweeps: [
    {
      name: 'feed.prune',
      everySeconds: 60,
      async run(context) {
        const now = context.now().getTime()
        await pruneFeed(new Date(now - KEEP_EVENTS_MS), new Date(now - KEEP_PRESENCE_MS), A_ROUND)
      },
    },
  ],
}
