/** The sandbox's own time: it runs with the machine's until somebody moves or stops it. */
export interface Clock {
  /** Whole seconds since 1970, as in every object of the API. */
  seconds(): number
  /** Milliseconds since 1970. */
  ms(): number
  /**
   * The machine's time, unmoved. Webhook signatures carry it, for their receivers compare it with their own
   * clock and refuse what is 5 minutes off.
   */
  machineMs(): number
  isFrozen(): boolean
  /** Moves to a moment, in seconds since 1970; back as well. */
  set(seconds: number): void
  advance(seconds: number): void
  freeze(): void
  thaw(): void
}

/** `machine` gives milliseconds since 1970. */
export function makeClock(machine: () => number): Clock {
  let offset = 0
  let frozenAt: number | undefined
  const ms = () => frozenAt ?? machine() + offset
  const moveTo = (target: number) => {
    offset = target - machine()
    if (frozenAt !== undefined) frozenAt = target
  }
  return {
    ms,
    seconds: () => Math.floor(ms() / 1000),
    machineMs: machine,
    isFrozen: () => frozenAt !== undefined,
    set: (seconds) => moveTo(seconds * 1000),
    advance: (seconds) => moveTo(ms() + seconds * 1000),
    freeze() {
      frozenAt = ms()
    },
    thaw() {
      if (frozenAt === undefined) return
      offset = frozenAt - machine()
      frozenAt = undefined
    },
  }
}
