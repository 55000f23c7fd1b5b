import 'server-only'
import { setTimeout as delay } from 'node:timers/promises'
import { fromPrisma, PgBoss } from 'pg-boss'
import type { z } from 'zod'
import { carrySetAside, type HandOn, outboxCarrier } from './carry-outbox.ts'
import { type Context, systemContext } from './context.ts'
import { connectionOf } from './db.ts'
import { env } from './env.ts'
import { type Listening, listen } from './listen.ts'
import type { Logger } from './log.ts'
import { type DomainEvent, OUTBOX_CHANNEL } from './outbox.ts'
import { WORKER_SIGN } from './sign-of-life.ts'

/**
 * Work that is done later and at least once: `run` must be safe to run again, from any point where it was cut off.
 * A throw is tried again after `retry.seconds`, twice as long each time, `retry.limit` times.
 */
export interface Job<I extends object> {
  readonly name: string
  readonly input: z.ZodType<I>
  readonly retry: { readonly limit: number; readonly seconds: number }
  /** How many run at once in one worker. */
  readonly atOnce?: number
  run(context: Context, input: I, log: Logger): Promise<void>
}

/** "When this has happened, that job is due." Enqueued in the transaction that takes the event out. */
export interface Reaction {
  readonly on: string
  readonly job: string
  input(event: DomainEvent): object
}

/** A bounded, idempotent look for whatever may be stuck, every so many seconds. */
export interface Sweep {
  readonly name: string
  readonly everySeconds: number
  run(context: Context, log: Logger): Promise<void>
}

/** What a domain's `jobs.ts` hands to the worker. */
export interface DomainJobs {
  // biome-ignore lint/suspicious/noExplicitAny: a list of jobs of different inputs; each parses its own.
  readonly jobs: readonly Job<any>[]
  readonly reactions: readonly Reaction[]
  readonly sweeps: readonly Sweep[]
}

export function defineJob<I extends object>(job: Job<I>): Job<I> {
  return job
}

/** Ties an event of one domain to a job, with both ends typed. */
export function react<E extends DomainEvent, T extends E['type'], I extends object>(
  on: T,
  job: Job<I>,
  input: (event: Extract<E, { type: T }>) => I,
): Reaction {
  return { on, job: job.name, input: (event) => input(event as Extract<E, { type: T }>) }
}

/** What looks at every event inside the transaction that takes it out (the feed numbers there). */
export type Observer = HandOn

/** Notifications wake the carrier at once; this is for those that were lost. */
const OUTBOX_BACKSTOP_MS = 1_000

/**
 * Whoever has a job in hand says so twice in this time. A worker that was killed says nothing: its jobs are given to
 * the next one, rather than that a buyer who has paid waits two minutes for them to expire. The least that pg-boss takes.
 */
const DEAD_AFTER_SECONDS = 10
/** How often somebody looks for the jobs of the dead. */
const LOOK_AFTER_SECONDS = 10

/** A job that is to be tried again is notified to nobody: it is looked for. */
const BACKSTOP_SECONDS = 5

export interface Worker {
  stop(): Promise<void>
}

/** Starts everything that is done later: carries the outbox, runs jobs, sweeps. */
export async function startWorker(
  domains: readonly DomainJobs[],
  observe: Observer,
  log: Logger,
): Promise<Worker> {
  const boss = await startBoss(domains, log)
  const stop = new AbortController()
  const handOn = handsOn(boss, domains, observe)
  const carrier = startCarrier(handOn, stop.signal, log)
  const setAside: Sweep = {
    name: 'kernel.set-aside',
    everySeconds: 60,
    run: (context, sweepLog) => carrySetAside(handOn, context, sweepLog),
  }
  const sweeping = [...domains.flatMap(({ sweeps }) => sweeps), setAside].map((sweep) =>
    keepSweeping(sweep, stop.signal, log.child({ sweep: sweep.name })),
  )
  return {
    async stop() {
      stop.abort()
      await carrier.close()
      await Promise.all(sweeping)
      await boss.stop({ graceful: true, timeout: 10_000 })
    },
  }
}

async function startBoss(domains: readonly DomainJobs[], log: Logger): Promise<PgBoss> {
  const { databaseUrl } = env()
  if (!databaseUrl) throw new Error('DATABASE_URL is missing: start with npm start, or set it.')
  const boss = new PgBoss({
    ...connectionOf(databaseUrl),
    max: 6,
    useListenNotify: true,
    schedule: false,
    superviseIntervalSeconds: LOOK_AFTER_SECONDS,
    monitorIntervalSeconds: LOOK_AFTER_SECONDS,
  })
  boss.on('error', (err) => log.error({ err }, 'job queue'))
  await boss.start()
  for (const job of domains.flatMap(({ jobs }) => jobs)) {
    const rules = {
      notify: true,
      retryLimit: job.retry.limit,
      retryDelay: job.retry.seconds,
      retryBackoff: true,
      // A week of failed jobs is enough to look back on; done ones tell nothing after an hour.
      deleteAfterSeconds: 7 * 24 * 3600,
      expireInSeconds: 120,
      heartbeatSeconds: DEAD_AFTER_SECONDS,
    }
    await boss.createQueue(job.name, rules)
    // A queue that an earlier release made keeps its rules otherwise.
    await boss.updateQueue(job.name, rules)
    for (let hands = 0; hands < (job.atOnce ?? 1); hands++) await takeUp(boss, job, log)
  }
  return boss
}

/** One pair of hands for a job. */
async function takeUp(boss: PgBoss, job: DomainJobs['jobs'][number], log: Logger): Promise<void> {
  const hands = await boss.work<{ requestId: string; input: unknown }>(
    job.name,
    { pollingIntervalSeconds: 2, notifyPollingIntervalSeconds: BACKSTOP_SECONDS },
    async ([one]) => {
      if (!one) return
      const context = systemContext(one.data.requestId)
      const jobLog = log.child({ job: job.name, requestId: context.requestId })
      try {
        await job.run(context, job.input.parse(one.data.input), jobLog)
      } catch (err) {
        jobLog.error({ err }, 'job failed; it is tried again if tries are left')
        throw err
      } finally {
        // However many were enqueued in one transaction, it is notified once: where one was, the next may be.
        boss.notifyWorker(hands)
      }
    },
  )
}

function startCarrier(handOn: HandOn, signal: AbortSignal, log: Logger): Listening {
  const carryAll = outboxCarrier(handOn, log)
  let wake = () => {}
  const carrying = (async () => {
    while (!signal.aborted) {
      const woken = new Promise<void>((resolve) => {
        wake = resolve
      })
      await carryAll().catch((err) => log.error({ err }, 'could not carry the outbox on; trying again'))
      await Promise.race([woken, delay(OUTBOX_BACKSTOP_MS, undefined, { signal }).catch(() => {})])
    }
  })()
  const ear = listen({
    channels: [OUTBOX_CHANNEL],
    onNotice: () => wake(),
    onConnect: () => wake(),
    sign: WORKER_SIGN,
    log,
  })
  return {
    async close() {
      wake()
      await ear.close()
      await carrying
    },
  }
}

/** Makes the jobs due that react to events, and shows the events to the observer. */
function handsOn(boss: PgBoss, domains: readonly DomainJobs[], observe: Observer): HandOn {
  const reactions = Map.groupBy(
    domains.flatMap((domain) => domain.reactions),
    (reaction) => reaction.on,
  )
  return async (tx, events) => {
    for (const { event, requestId } of events)
      for (const reaction of reactions.get(event.type) ?? [])
        await boss.send(reaction.job, { requestId, input: reaction.input(event) }, { db: fromPrisma(tx) })
    await observe(tx, events)
  }
}

async function keepSweeping(sweep: Sweep, signal: AbortSignal, log: Logger): Promise<void> {
  while (!signal.aborted) {
    const context = systemContext()
    try {
      // Sweeps only look and enqueue or call idempotent verbs, so two workers at once would be harmless, only wasteful.
      await sweep.run(context, log)
    } catch (err) {
      log.error({ err, requestId: context.requestId }, 'sweep failed; it comes round again')
    }
    await delay(sweep.everySeconds * 1_000, undefined, { signal }).catch(() => {})
  }
}
