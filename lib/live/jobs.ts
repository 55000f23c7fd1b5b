import 'server-only'
import { z } from 'zod'
import { type DomainJobs, defineJob, react } from '#lib/kernel/jobs.ts'
import { emit } from '#lib/kernel/outbox.ts'
import { ok } from '#lib/kernel/result.ts'
import { inTransaction } from '#lib/kernel/transaction.ts'
import type { MediaEvent } from '#lib/media/events.ts'
import { endlessOf, lastSegmentAt, runningEpochs } from '#lib/media/queries.ts'
import { endForgotten, isForgotten } from './end-forgotten.ts'
import type { LiveEvent } from './events.ts'
import { followSignal } from './follow-signal.ts'
import { REMINDER_LEAD_MINUTES, SILENCE_SECONDS } from './model.ts'
import { showsWithSignal } from './queries.ts'
import { forgetReminders, markReplayGone, takeDueReminders } from './store.ts'

const follow = defineJob({
  name: 'live.follow-signal',
  input: z.strictObject({ showId: z.string(), signal: z.enum(['signal', 'silence']) }),
  retry: { limit: 10, seconds: 2 },
  async run(context, { showId, signal }, log) {
    if (await followSignal(context, showId, signal))
      log.info({ showId, signal }, 'the show follows its signal')
  },
})

const forgetReplay = defineJob({
  name: 'live.forget-replay',
  input: z.strictObject({ showId: z.string() }),
  retry: { limit: 10, seconds: 30 },
  async run(context, { showId }) {
    await inTransaction(async (tx) => {
      if (!(await markReplayGone(tx, showId, context.now()))) return ok()
      await emit<LiveEvent>(tx, context, { type: 'live.show-changed', showId })
      return ok()
    })
  },
})

const signal = ({ showId }: { showId: string }) => ({ showId, signal: 'signal' as const })
const silence = ({ showId }: { showId: string }) => ({ showId, signal: 'silence' as const })

/** A segment this young belongs to a signal that is there. */
const SIGNAL_IS_BACK_MS = 4_000
/** A round of reminders; those that are left come with the next. */
const REMINDERS_A_ROUND = 200
/** Forgotten shows that a round ends; those that are left come with the next. */
const ENDED_A_ROUND = 20

/** For a show that was to begin and did not: docs/decisions/0012-what-is-forgotten.md */
const REMINDERS_KEPT_DAYS = 30
const REMINDERS_FORGOTTEN_AT_ONCE = 10_000

export const liveJobs: DomainJobs = {
  jobs: [follow, forgetReplay],
  reactions: [
    react<MediaEvent, 'media.epoch-opened', { showId: string; signal: 'signal' | 'silence' }>(
      'media.epoch-opened',
      follow,
      signal,
    ),
    react<MediaEvent, 'media.signal-back', { showId: string; signal: 'signal' | 'silence' }>(
      'media.signal-back',
      follow,
      signal,
    ),
    react<MediaEvent, 'media.signal-lost', { showId: string; signal: 'signal' | 'silence' }>(
      'media.signal-lost',
      follow,
      silence,
    ),
    react<MediaEvent, 'media.replay-removed', { showId: string }>(
      'media.replay-removed',
      forgetReplay,
      ({ showId }) => ({ showId }),
    ),
  ],
  sweeps: [
    {
      // Media says when a signal goes and comes; this is for what it said in the wrong order or to nobody.
      name: 'live.silence',
      everySeconds: 5,
      async run(context) {
        const now = context.now().getTime()
        const arriving = (await runningEpochs()).filter((run) => now - run.receivedAt < SIGNAL_IS_BACK_MS)
        const shows = await showsWithSignal(arriving.map(({ showId }) => showId))
        const heard = await lastSegmentAt(shows.map(({ id }) => id))
        for (const { id, state } of shows) {
          const silentFor = now - (heard.get(id)?.getTime() ?? 0)
          if (state === 'LIVE' && silentFor > SILENCE_SECONDS * 1_000)
            await followSignal(context, id, 'silence')
          if (state !== 'LIVE' && silentFor < SIGNAL_IS_BACK_MS) await followSignal(context, id, 'signal')
        }
      },
    },
    {
      name: 'live.end-forgotten',
      everySeconds: 600,
      async run(context, log) {
        const silent = (await showsWithSignal([])).filter(({ state }) => state === 'INTERRUPTED')
        const ids = silent.map(({ id }) => id)
        const [heard, endless] = await Promise.all([lastSegmentAt(ids), endlessOf(ids)])
        const forgotten = silent.filter(
          ({ id, startedAt }) =>
            // A camera over the orchard comes back by itself, whenever that is.
            !endless.has(id) && isForgotten(context, heard.get(id) ?? startedAt ?? context.now()),
        )
        for (const { id } of forgotten.slice(0, ENDED_A_ROUND))
          if (await endForgotten(context, id)) log.info({ showId: id }, 'ended a show that its host had left')
      },
    },
    {
      name: 'live.forget-reminders',
      everySeconds: 24 * 3600,
      async run(context, log) {
        const never = new Date(context.now().getTime() - REMINDERS_KEPT_DAYS * 24 * 3_600_000)
        const count = await forgetReminders(never, REMINDERS_FORGOTTEN_AT_ONCE)
        if (count > 0) log.info({ count }, 'forgot reminders')
      },
    },
    {
      name: 'live.remind',
      everySeconds: 15,
      async run(context) {
        const now = context.now()
        const soon = new Date(now.getTime() + REMINDER_LEAD_MINUTES * 60_000)
        await inTransaction(async (tx) => {
          for (const { id, scheduledAt } of await takeDueReminders(tx, now, soon, REMINDERS_A_ROUND))
            await emit<LiveEvent>(tx, context, {
              type: 'live.reminder-due',
              reminderId: id,
              scheduledAt: scheduledAt.toISOString(),
            })
          return ok()
        })
      },
    },
  ],
}
