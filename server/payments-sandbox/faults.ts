import { setTimeout as pause } from 'node:timers/promises'
import { tooMany } from './rate-limit.ts'
import { Refusal } from './refusal.ts'

/** Trouble on the way, for the tests of whoever must live with it. */
export type Trouble =
  /** The socket is cut: before anything is done, or with the work done and its answer lost. */
  | { readonly do: 'cut'; readonly when: 'before' | 'after' }
  /** Another answer in place of the work: 429 has Stripe's shape of it, the others are `api_error`. */
  | { readonly do: 'fail'; readonly status: number }
  /** The request waits, milliseconds, before or after the work. */
  | { readonly do: 'delay'; readonly when: 'before' | 'after'; readonly ms: number }
  /** The request waits until the fault is released. */
  | { readonly do: 'hold'; readonly when: 'before' | 'after' }

export interface FaultRule {
  readonly trouble: Trouble
  /** Any method if not given. */
  readonly method?: string | undefined
  /** A path in which `*` stands for anything, e.g. `/v1/refunds/*`; any if not given. */
  readonly path?: string | undefined
  /** How many matching requests it hits; 1 if not given. */
  readonly times?: number | undefined
}

interface Standing {
  readonly id: string
  readonly rule: FaultRule
  readonly pattern: RegExp
  left: number
  waiting: (() => void)[]
  released: boolean
}

/** Thrown where the socket is to be cut without a word. */
export class SocketCut extends Error {}

/** The faults that wait for their requests. */
export class Faults {
  #standing: Standing[] = []
  #made = 0

  /** Returns an id to release or withdraw it by. */
  add(rule: FaultRule): string {
    this.#made += 1
    const id = `fault_${this.#made}`
    const escaped = (rule.path ?? '*').replace(/[.+?^${}()|[\]\\]/g, '\\$&').replaceAll('*', '.*')
    this.#standing.push({
      id,
      rule,
      pattern: new RegExp(`^${escaped}$`),
      left: rule.times ?? 1,
      waiting: [],
      released: false,
    })
    return id
  }

  /** Lets the requests go that a `hold` keeps, and those to come. */
  release(id: string): void {
    for (const one of this.#standing) {
      if (one.id !== id) continue
      one.released = true
      for (const go of one.waiting) go()
      one.waiting = []
    }
  }

  /** How many requests a `hold` keeps at this moment. */
  held(id: string): number {
    return this.#standing.find((one) => one.id === id)?.waiting.length ?? 0
  }

  /** What still waits for a request. */
  pending(): { id: string; left: number; rule: FaultRule }[] {
    return this.#standing.filter((one) => one.left > 0).map(({ id, left, rule }) => ({ id, left, rule }))
  }

  clear(): void {
    for (const { id } of this.#standing) this.release(id)
    this.#standing = []
  }

  /** Which faults hit this request; each is used up by one. */
  match(method: string, path: string): Standing[] {
    const hit = this.#standing.filter(
      (one) => one.left > 0 && (!one.rule.method || one.rule.method === method) && one.pattern.test(path),
    )
    for (const one of hit) one.left -= 1
    return hit
  }
}

/** Acts out the faults of one moment. Throws a refusal, or SocketCut. */
export async function suffer(faults: readonly Standing[], when: 'before' | 'after'): Promise<void> {
  for (const fault of faults) {
    const { trouble } = fault.rule
    if (trouble.do === 'fail') {
      if (when === 'before') throw failure(trouble.status)
      continue
    }
    if (trouble.when !== when) continue
    if (trouble.do === 'delay') await pause(trouble.ms, undefined, { ref: false })
    if (trouble.do === 'hold' && !fault.released)
      await new Promise<void>((resolve) => fault.waiting.push(resolve))
    if (trouble.do === 'cut') throw new SocketCut()
  }
}

function failure(status: number): Refusal {
  if (status === 429) return tooMany('injected')
  return new Refusal(status, {
    type: 'api_error',
    message: 'Sorry! There was an error while talking to one of our backends. Support has been notified.',
  })
}
