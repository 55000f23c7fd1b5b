import { cutInit, cutSecond, type LoopFilm } from '#db/demo/cut-loop.ts'
import type { Logger } from '#lib/kernel/log.ts'
import { type PutOutcome, putFile } from './put-file.ts'

export type BroadcastOptions = {
  /** `http://host/ingest/KEY`, without a slash at the end or with one. */
  ingestUrl: string
  film: LoopFilm
  log: Pick<Logger, 'info' | 'warn' | 'error'>
  signal: AbortSignal
  /** Unix milliseconds. */
  now: () => number
  /** Comes back after `ms`, or sooner when the signal says so. */
  wait: (ms: number) => Promise<void>
}

/** Asked to stop; key refused or a newer encoder took over; or the server will never want what we have. */
export type BroadcastEnd = 'stopped' | 'refused' | 'unusable'

/** One unbroken run: segment `next` is the second `first + next` of the clock. */
type Epoch = {
  readonly name: string
  readonly first: number
  next: number
  /** The segment at which the server last sent us elsewhere: refused there again, we cannot follow. */
  conflictAt: number | null
}

const FIRST_PAUSE_MS = 250
const LONGEST_PAUSE_MS = 5_000

/** Further behind than this (a machine that slept, a shop that was shut), a new epoch at the present is the better show. */
const LATE_MS = 60_000

/** An epoch this long was no failure: what made us give up the ones before it is over. */
const SETTLED_SEGMENTS = 30
const LONGEST_EPOCH_PAUSE_MS = 60_000

/**
 * Sends the loop in real time, one second a segment, each as soon as its second is over, until it is stopped or refused.
 * Segments go out one at a time and in order; what cannot be sent is tried again, and what was missed meanwhile follows
 * as fast as it is taken. Which second of the film a segment holds follows from its place in the clock alone.
 */
export async function broadcastLoop(options: BroadcastOptions): Promise<BroadcastEnd> {
  const { film, log, signal, now, wait } = options
  const base = options.ingestUrl.replace(/\/+$/, '')
  const init = await cutInit(film)
  let epoch: Epoch | null = null
  let lastName = 0
  /** Since the last segment that was taken: an epoch that takes its init section alone is no success. */
  let failures = 0
  /** Epochs given up since one settled. */
  let given = 0

  while (!signal.aborted) {
    if (epoch !== null && now() < dueAt(epoch)) {
      await wait(dueAt(epoch) - now())
      continue
    }
    if (epoch !== null && now() - dueAt(epoch) > LATE_MS) epoch = null
    const outcome = epoch === null ? await begin() : await send(epoch)
    if (isLast(outcome)) return farewell(outcome, log)
    if (outcome.kind !== 'taken') await recover(outcome)
  }
  return 'stopped'

  async function begin(): Promise<PutOutcome> {
    // Never the same name twice, however fast they follow one another.
    lastName = Math.max(lastName + 1, Math.floor(now()))
    const name = `e${lastName.toString(36)}`
    const outcome = await putFile(`${base}/${name}/init.mp4`, init, signal)
    if (outcome.kind === 'taken') {
      epoch = { name, first: Math.floor(now() / 1000), next: 0, conflictAt: null }
      log.info({ epoch: name }, 'a new epoch begins')
    }
    return outcome
  }

  async function send(current: Epoch): Promise<PutOutcome> {
    const { name, first, next } = current
    const outcome = await putFile(`${base}/${name}/${next}.m4s`, await cutSecond(film, first + next), signal)
    if (outcome.kind === 'taken') {
      if (failures > 0) log.info({ epoch: name, segment: next }, 'segments are taken again')
      failures = 0
      if (next === SETTLED_SEGMENTS) given = 0
      if (current.conflictAt !== null && next >= current.conflictAt) current.conflictAt = null
      current.next++
    }
    return outcome
  }

  async function recover(outcome: Exclude<PutOutcome, Last | { kind: 'taken' }>): Promise<void> {
    if (signal.aborted) return
    if (outcome.kind === 'again') return pause(outcome.why, outcome.afterMs)
    const { expected, message } = outcome
    if (epoch === null) return pause(message, null)
    log.warn(
      { epoch: epoch.name, segment: epoch.next, expected, message },
      'the server expects another segment',
    )
    if (expected !== null && canGoTo(epoch, expected)) {
      epoch.conflictAt = epoch.next
      epoch.next = expected
      return
    }
    epoch = null
    await wait(Math.min(LONGEST_EPOCH_PAUSE_MS, FIRST_PAUSE_MS * 2 ** Math.min(given++, 10)))
  }

  /** Any second of this epoch that is over can be cut again; one that is still to come cannot. */
  function canGoTo({ first, next, conflictAt }: Epoch, number: number): boolean {
    return number !== next && next !== conflictAt && (first + number + 1) * 1000 <= now()
  }

  async function pause(why: string, askedMs: number | null): Promise<void> {
    // Said once a streak: an outage is one event, not one a second.
    if (failures === 0)
      log.warn({ epoch: epoch?.name, segment: epoch?.next, why }, 'the server does not take it; trying again')
    const doubled = Math.min(LONGEST_PAUSE_MS, FIRST_PAUSE_MS * 2 ** Math.min(failures, 10))
    failures++
    // Spread, so that many encoders do not come back in one step.
    await wait(askedMs ?? doubled * (0.7 + Math.random() * 0.6))
  }
}

type Last = Extract<PutOutcome, { kind: 'taken-over' | 'refused' | 'unusable' }>

function isLast(outcome: PutOutcome): outcome is Last {
  return outcome.kind === 'taken-over' || outcome.kind === 'refused' || outcome.kind === 'unusable'
}

/** The one sentence with which an encoder goes. */
function farewell(outcome: Last, log: BroadcastOptions['log']): BroadcastEnd {
  if (outcome.kind === 'taken-over') {
    log.info('A newer encoder took over; this one stops.')
    return 'refused'
  }
  const { status, message } = outcome
  if (outcome.kind === 'refused')
    log.warn({ status, message }, 'The stream key is not accepted; the encoder stops.')
  else log.error({ status, message }, 'The server will not take this film; the encoder stops.')
  return outcome.kind
}

/** When the last frame of the next segment is past; unix milliseconds. */
function dueAt({ first, next }: Epoch): number {
  return (first + next + 1) * 1000
}
