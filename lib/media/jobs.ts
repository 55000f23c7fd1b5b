import 'server-only'
import { env } from '#lib/kernel/env.ts'
import type { DomainJobs } from '#lib/kernel/jobs.ts'
import { openByteStore } from './byte-store.ts'
import { removeOldReplays, sweepBytes } from './remove-old-replays.ts'
import { trimEndless } from './trim-endless.ts'

export const mediaJobs: DomainJobs = {
  jobs: [],
  reactions: [],
  sweeps: [
    {
      name: 'media.remove-old-replays',
      // A show of 4 Mbit/s writes 15 MB in this time; the floor is some hundreds of them.
      everySeconds: 30,
      async run(context, log) {
        await removeOldReplays(context, openByteStore(env().dataDir), env(), log)
      },
    },
    {
      name: 'media.trim-endless',
      everySeconds: 600,
      async run(_context, log) {
        await trimEndless(openByteStore(env().dataDir), log)
      },
    },
    {
      name: 'media.sweep-bytes',
      everySeconds: 3_600,
      async run(_context, log) {
        const orphans = await sweepBytes(openByteStore(env().dataDir))
        if (orphans.length > 0) log.info({ shows: orphans }, 'removed bytes that no row spoke of')
      },
    },
  ],
}
