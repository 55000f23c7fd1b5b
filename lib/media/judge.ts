import {
  type Container,
  EPOCHS_A_DAY,
  FIRST_NUMBER_LIMIT,
  HOLES_AT_ONCE,
  type MediaFault,
  NUMBER_LIMIT,
  type Timing,
} from './model.ts'

/** One epoch as the rows tell it, with what is needed to judge the next segment. */
export interface Run {
  readonly epochId: string
  readonly keyId: string
  readonly name: string
  /** The encoder's word for it. */
  readonly word: string
  readonly ordinal: number
  readonly open: boolean
  /** Unix milliseconds. */
  readonly openedAt: number
  readonly container: Container
  /** Server clock minus media clock, micros; null before the first segment. */
  readonly clockOffset: number | null
  readonly expected: number | null
  readonly init: {
    readonly id: string
    readonly file: string
    readonly sha256: string
    readonly byteLength: number
  } | null
  readonly last: {
    readonly sequence: number
    readonly number: number
    readonly startMicros: number
    readonly durationMicros: number
    /** Unix milliseconds. */
    readonly receivedAt: number
  } | null
  /** What this run already has under the number in question. */
  readonly stored: { readonly sha256: string; readonly gap: boolean } | null
}

/** What a door remembers of one encoder between two of its requests. Lost with the door, which costs one more 409. */
export interface Seen {
  /** The number that was last refused for being too high. */
  readonly holeAt: number | null
  /** The number last refused for other content, and how many in a row counted up to it. */
  readonly conflictAt: number | null
  readonly conflicts: number
  /** Unix milliseconds: when the init section of a running epoch came again unchanged, and after what silence. */
  readonly initAgainAt: number | null
  readonly quietMs: number
  readonly lastTriedAt: number | null
}

export const NOTHING_SEEN: Seen = {
  holeAt: null,
  conflictAt: null,
  conflicts: 0,
  initAgainAt: null,
  quietMs: 0,
  lastTriedAt: null,
}

export interface IncomingSegment extends Timing {
  readonly keyId: string
  readonly word: string
  readonly number: number
  readonly container: Container
  readonly sha256: string
  /** Unix milliseconds. */
  readonly at: number
}

/** A new epoch row to open; every other open one of the show closes. */
export interface Beginning {
  readonly do: 'begin'
  readonly name: string
  readonly ordinal: number
  /** A run that goes on without a new init section takes over this one's. */
  readonly from: Run | null
  /** The clock of `from` still holds: its timestamps only leapt forward. */
  readonly sameClock: boolean
}

export type SegmentVerdict =
  | { readonly do: 'same'; readonly run: Run }
  | { readonly do: 'append'; readonly run: Run; readonly holes: number; readonly holeMicros: number }
  | Beginning
  | { readonly do: 'refuse'; readonly fault: MediaFault; readonly seen: Partial<Seen> }

export type InitVerdict =
  | { readonly do: 'same'; readonly run: Run; readonly seen: Partial<Seen> }
  | Beginning
  | { readonly do: 'refuse'; readonly fault: MediaFault; readonly seen: Partial<Seen> }

/** Timestamps may step back this much inside one run: B-frames and rounding, never a whole segment. */
const STEP_BACK_MICROS = 500_000
/** A camera may drop frames this long; beyond, players want to be told of the break. */
const LEAP_MICROS = 10_000_000
/** Refused so often in a row while counting up: an encoder that was started again and cannot go back. */
const CONFLICTS_OF_A_RESTART = 3
/** How long the same init section stays a hint of a restart. */
const INIT_HINT_MS = 10_000
/** So quiet before it, and it is not one of those encoders that resend it beside every segment. */
const HINT_SILENCE_MS = 1_000
const DAY_MS = 24 * 3_600_000
/** Silence before the same init section means a restart rather than a repetition, beside a segment's length. */
const SILENCE_MS = 2_000

/**
 * Where a segment belongs. `runs` are all epochs of the show, newest first. Pure: the same rows and the same memory
 * give the same answer, so it is asked before the bytes are written and again under lock.
 */
export function judgeSegment(runs: readonly Run[], given: IncomingSegment, seen: Seen): SegmentVerdict {
  const other = runs.find((run) => run.container !== given.container)
  if (other) return refusal({ code: 'other-container', container: other.container })
  if (given.number > NUMBER_LIMIT) return refusal({ code: 'odd-number', most: NUMBER_LIMIT })

  const mine = runs.filter((run) => run.keyId === given.keyId && run.word === given.word)
  const current = mine[0]
  if (current && has(current, given.sha256))
    return current.open && beginsAgain(current, given, seen)
      ? begin(runs, given, current)
      : { do: 'same', run: current }

  if (!current || current.expected === null) return first(runs, given, current)
  if (!current.open)
    return wasRestarted(given, seen)
      ? begin(runs, given, current)
      : refusal({ code: 'taken-over' }, counted(given, seen))

  // Only a run that is over loses its last segment.
  if (!current.last) throw new Error(`${current.name} is open and nothing of it is left`)
  if (given.number < current.expected)
    return wasRestarted(given, seen)
      ? begin(runs, given, current)
      : refusal({ code: 'other-content', expected: current.expected }, counted(given, seen))
  if (given.number > current.expected) return beyond(runs, given, seen, current, mine[1])

  const lead = given.startMicros - endOf(current.last)
  if (lead < -STEP_BACK_MICROS) return begin(runs, given, current)
  if (lead > LEAP_MICROS) return begin(runs, given, current, true)
  return { do: 'append', run: current, holes: 0, holeMicros: 0 }
}

/** Whether the run has this very content under the number in question. Earlier runs of the word do not count. */
export function has(run: Run, sha256: string): boolean {
  return run.stored !== null && !run.stored.gap && run.stored.sha256 === sha256
}

/**
 * An encoder whose input is a file makes the very same segments when it is started again: they are a new run all the
 * same if its init section came again after a pause, and it is not the last segment that is tried once more.
 */
export function beginsAgain(
  run: Pick<Run, 'expected'>,
  given: { readonly number: number; readonly at: number },
  seen: Seen,
): boolean {
  if (seen.initAgainAt === null || run.expected === null) return false
  const isFresh = given.at - seen.initAgainAt < INIT_HINT_MS && seen.quietMs > HINT_SILENCE_MS
  return isFresh && given.number < run.expected - 1
}

function first(runs: readonly Run[], given: IncomingSegment, current: Run | undefined): SegmentVerdict {
  if (current && !current.open) return refusal({ code: 'taken-over' })
  if (given.container === 'FMP4' && !current?.init) return refusal({ code: 'init-first' })
  if (given.number > FIRST_NUMBER_LIMIT) return refusal({ code: 'odd-number', most: FIRST_NUMBER_LIMIT })
  return current ? { do: 'append', run: current, holes: 0, holeMicros: 0 } : begin(runs, given, null)
}

/** A number higher than the one owed: told once, believed when the encoder goes on regardless. */
function beyond(
  runs: readonly Run[],
  given: IncomingSegment,
  seen: Seen,
  current: Run,
  previous: Run | undefined,
): SegmentVerdict {
  const { last, expected } = current
  if (!last || expected === null) throw new Error('judged a run without a segment')
  // Two encoders under one word: the older one goes on counting where its own run was closed.
  if (previous?.last && previous.expected !== null && fits(given, previous) < fits(given, current))
    return refusal({ code: 'taken-over' })
  if (seen.holeAt === null || given.number <= seen.holeAt)
    return refusal({ code: 'out-of-order', expected }, { holeAt: given.number })

  const holes = given.number - expected
  const lead = given.startMicros - endOf(last)
  const plausible = holes * last.durationMicros * 2 + LEAP_MICROS
  if (lead < -STEP_BACK_MICROS) return begin(runs, given, current)
  if (holes > HOLES_AT_ONCE || lead > plausible) return begin(runs, given, current, true)
  // The media say how long the hole is; a playlist line needs some length even where they overlap.
  return { do: 'append', run: current, holes, holeMicros: Math.max(10_000, Math.round(lead / holes)) }
}

/**
 * How badly a segment fits a run, micros: off the time that its number should have, and off the time at which the
 * run's clock says it was captured. The first tells runs in unix time apart, the second runs that count from 0.
 */
function fits(given: IncomingSegment, { last, clockOffset }: Run): number {
  if (!last || clockOffset === null) return Number.POSITIVE_INFINITY
  const due = last.startMicros + (given.number - last.number) * last.durationMicros
  const captured = given.startMicros + given.durationMicros + clockOffset
  return Math.abs(given.startMicros - due) + Math.abs(captured - given.at * 1000)
}

/**
 * An init section opens the way for a run. The same one again is a repetition (some encoders resend it with every
 * segment) unless the encoder was silent in between.
 */
export function judgeInit(
  runs: readonly Run[],
  given: { readonly keyId: string; readonly word: string; readonly sha256: string; readonly at: number },
  seen: Seen,
): InitVerdict {
  const other = runs.find((run) => run.container !== 'FMP4')
  if (other) return refusal({ code: 'other-container', container: other.container })
  const current = runs.find((run) => run.keyId === given.keyId && run.word === given.word)
  if (!current?.init) return begin(runs, given, null)
  if (current.init.sha256 !== given.sha256) return begin(runs, given, null)

  const quiet = given.at - Math.max(current.last?.receivedAt ?? 0, current.open ? 0 : (seen.lastTriedAt ?? 0))
  const silent = quiet > SILENCE_MS + (current.last?.durationMicros ?? 0) / 1000
  if (current.open && !current.last) return { do: 'same', run: current, seen: {} }
  if (silent) return begin(runs, given, null)
  return current.open
    ? { do: 'same', run: current, seen: { initAgainAt: given.at, quietMs: quiet } }
    : refusal({ code: 'taken-over' })
}

function begin(
  runs: readonly Run[],
  { word, at }: { readonly word: string; readonly at: number },
  from: Run | null,
  sameClock = false,
): Beginning | { do: 'refuse'; fault: MediaFault; seen: Partial<Seen> } {
  if (runs.filter((run) => at - run.openedAt < DAY_MS).length >= EPOCHS_A_DAY)
    return refusal({ code: 'too-many-epochs' })
  const taken = new Set(runs.map((run) => run.name))
  let name = word
  for (let again = 2; taken.has(name); again++) name = `${word}-${again}`
  return { do: 'begin', name, ordinal: (runs[0]?.ordinal ?? 0) + 1, from, sameClock }
}

function refusal(fault: MediaFault, seen: Partial<Seen> = {}) {
  return { do: 'refuse' as const, fault, seen }
}

function wasRestarted(given: IncomingSegment, seen: Seen): boolean {
  if (seen.initAgainAt !== null && given.at - seen.initAgainAt < INIT_HINT_MS) return true
  return counted(given, seen).conflicts >= CONFLICTS_OF_A_RESTART
}

function counted(given: IncomingSegment, seen: Seen): { conflictAt: number; conflicts: number } {
  const goesOn = seen.conflictAt !== null && given.number === seen.conflictAt + 1
  // The same number again is a retry: it neither counts nor starts the count anew.
  if (given.number === seen.conflictAt) return { conflictAt: given.number, conflicts: seen.conflicts }
  return { conflictAt: given.number, conflicts: goesOn ? seen.conflicts + 1 : 1 }
}

function endOf(last: NonNullable<Run['last']>): number {
  return last.startMicros + last.durationMicros
}
