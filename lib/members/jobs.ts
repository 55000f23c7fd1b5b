import 'server-only'
import type { DomainJobs } from '#lib/kernel/jobs.ts'
import { ok } from '#lib/kernel/result.ts'
import { inTransaction } from '#lib/kernel/transaction.ts'
import { forgetEnded } from './store.ts'

/** A week later nobody asks any more why a code or session did not work. */
const KEPT_DAYS = 7
const AT_ONCE = 1_000

export const membersJobs: DomainJobs = {
  jobs: [],
  reactions: [],
  sweeps: [
    {
      name: 'members.forget-ended',
      everySeconds: 3_600,
      async run(context, log) {
        const before = new Date(context.now().getTime() - KEPT_DAYS * 24 * 3_600_000)
        const forgotten = await inTransaction<number, never>(async (tx) =>
          ok(await forgetEnded(tx, before, AT_ONCE)),
        )
        if (forgotten.ok && forgotten.value > 0) log.info({ count: forgotten.value }, 'forgot ended sessions')
      },
    },
  ],
}
