import { Worker } from 'node:worker_threads'
import type { Logger } from '#lib/kernel/log.ts'
import type { Container, MediaFault } from '#lib/media/model.ts'
import type { Reading } from '#lib/media/read-timing.ts'

export interface TimingQuestion {
  readonly id: number
  readonly container: Container | 'INIT'
  readonly bytes: Uint8Array
  readonly init: Uint8Array | null
}

export type TimingAnswer =
  | { readonly id: number; readonly reading: Reading }
  | { readonly id: number; readonly fault: MediaFault | null }

/** Reads media in a thread that may die of it. */
export interface TimingReader {
  readTiming(bytes: Uint8Array, container: Container, init: Uint8Array | null): Promise<Reading>
  checkInit(bytes: Uint8Array): Promise<MediaFault | null>
  close(): Promise<void>
}

/** The largest segment takes some 80 ms; what takes this long was made to. */
const PATIENCE_MS = 3_000
/** Enough for the largest segment many times over. */
const HEAP_MB = 128

const UNREADABLE = { code: 'not-media', why: 'unreadable' } as const

/** The thread starts with the first question, and again after one that it did not survive. */
export function startTimingReader(log: Logger, { patienceMs = PATIENCE_MS } = {}): TimingReader {
  const waiting = new Map<number, (answer: TimingAnswer | null) => void>()
  let worker: Worker | null = null
  let asked = 0
  // One question at a time, so that a time-out is the fault of the bytes that were asked about.
  let turn: Promise<unknown> = Promise.resolve()

  function thread(): Worker {
    if (worker) return worker
    const started = new Worker(new URL('./timing-thread.ts', import.meta.url), {
      resourceLimits: { maxOldGenerationSizeMb: HEAP_MB },
    })
    started.unref()
    started.on('message', (answer: TimingAnswer) => settle(answer.id, answer))
    started.on('error', (err) => log.warn({ err }, 'the media reader broke; it starts again'))
    started.on('exit', () => {
      if (worker === started) worker = null
      for (const id of [...waiting.keys()]) settle(id, null)
    })
    worker = started
    return started
  }

  function settle(id: number, answer: TimingAnswer | null): void {
    const resolve = waiting.get(id)
    waiting.delete(id)
    resolve?.(answer)
  }

  async function put(question: Omit<TimingQuestion, 'id'>): Promise<TimingAnswer | null> {
    const id = ++asked
    const running = thread()
    const answered = new Promise<TimingAnswer | null>((resolve) => waiting.set(id, resolve))
    running.postMessage({ ...question, id })
    const patience = setTimeout(() => {
      log.warn({ container: question.container, bytes: question.bytes.length }, 'the media reader was stuck')
      if (worker === running) worker = null
      void running.terminate()
    }, patienceMs)
    try {
      return await answered
    } finally {
      clearTimeout(patience)
    }
  }

  function ask(question: Omit<TimingQuestion, 'id'>): Promise<TimingAnswer | null> {
    const answer = turn.then(() => put(question))
    turn = answer.catch(() => {})
    return answer
  }

  return {
    async readTiming(bytes, container, init) {
      const answer = await ask({ container, bytes, init })
      return answer && 'reading' in answer ? answer.reading : { ok: false, fault: UNREADABLE }
    },
    async checkInit(bytes) {
      const answer = await ask({ container: 'INIT', bytes, init: null })
      return answer && 'fault' in answer ? answer.fault : UNREADABLE
    },
    async close() {
      await turn
      await worker?.terminate()
    },
  }
}
