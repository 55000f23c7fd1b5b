import { nextPause } from './backoff.ts'
import type { Running } from './running.ts'

/** Something that is started again whenever it ends, until it is stopped. */
export type Kept = {
  name: string
  pid: () => number
  stop: (patience: number) => Promise<void>
}

export type KeepOptions = {
  name: string
  launch: () => Promise<Running> | Running
  /** Whether an end is meant, so that it is not started again. */
  isMeant?: ((how: string) => boolean) | undefined
  /** Told each time it has ended unasked: how, and in how many milliseconds it is started again. */
  onEnd: (how: string, pause: number) => void
  /** Told each time it has been started. */
  onStart?: (pid: number) => void
  clock?: { now: () => number; sleep: (ms: number, signal: AbortSignal) => Promise<void> }
}

/**
 * Keeps something running. The first start must succeed; afterwards a failed start counts like an end.
 *
 * @throws what the first launch throws
 */
export async function keepRunning(options: KeepOptions): Promise<Kept> {
  const { name, launch, onEnd, isMeant = () => false, onStart = () => {}, clock = REAL_CLOCK } = options
  const stopping = new AbortController()
  let patience = 0
  let current = await launch()
  onStart(current.pid)
  const watch = async () => {
    let pause: number | undefined
    let began = clock.now()
    let how = await current.ended
    while (!stopping.signal.aborted && !isMeant(how)) {
      pause = nextPause(pause, clock.now() - began)
      onEnd(how, pause)
      await clock.sleep(pause, stopping.signal)
      if (stopping.signal.aborted) return
      began = clock.now()
      try {
        current = await launch()
        onStart(current.pid)
        // We may have been stopped while it came up.
        if (stopping.signal.aborted) await current.stop(patience)
        how = await current.ended
      } catch (error) {
        how = (error as Error).message
      }
    }
  }
  const watching = watch()
  return {
    name,
    pid: () => current.pid,
    async stop(upTo) {
      patience = upTo
      stopping.abort()
      await current.stop(patience)
      await watching
    },
  }
}

const REAL_CLOCK = {
  now: () => performance.now(),
  sleep: (ms: number, signal: AbortSignal) =>
    new Promise<void>((resolve) => {
      const timer = setTimeout(resolve, ms)
      signal.addEventListener('abort', () => {
        clearTimeout(timer)
        resolve()
      })
    }),
}
