import type { Exchange } from './api.ts'
import type { SignedDelivery } from './deliveries.ts'
import type { DrivenPayment } from './drive-payment.ts'
import type { FaultRule } from './faults.ts'
import type { Ledger } from './ledger.ts'
import type { RateLimits } from './rate-limit.ts'

/** What the sandbox tells whoever runs it; a pino logger will do. */
export interface SandboxLog {
  debug(facts: object, message: string): void
  info(facts: object, message: string): void
  warn(facts: object, message: string): void
  error(facts: object, message: string): void
}

export interface SandboxOptions {
  /** Where events are posted; nowhere if not given. */
  readonly webhookUrl?: string | undefined
  readonly webhookSecret?: string | undefined
  /** The file in which the books outlive the process. */
  readonly stateFile?: string | undefined
  /** Opens `/_sandbox/…` and queues events for pulling. */
  readonly controls?: boolean | undefined
  /** The base of the hosted pages' addresses; the server's own if not given. */
  readonly publicUrl?: string | undefined
  readonly log?: SandboxLog | undefined
  /** The machine's time in milliseconds, `Date.now` if not given. */
  readonly machineTime?: (() => number) | undefined
  /** How long after it was made a refund that takes its time ends, in seconds of the sandbox's clock. */
  readonly refundSeconds?: number | undefined
  readonly rateLimits?: RateLimits | undefined
  /** Sees every request to the API with its answer. */
  readonly observe?: ((exchange: Exchange) => void) | undefined
}

/** The clock, to be read and moved. What falls due by a move has happened when the call returns. */
export interface SandboxClock {
  /** Seconds since 1970. */
  now(): number
  set(seconds: number): void
  advance(seconds: number): void
  freeze(): void
  thaw(): void
}

export interface SandboxEvents {
  hold(): void
  release(): void
  dropNext(count: number): void
  duplicateNext(count: number): void
  undelivered(): SignedDelivery[]
  reorder(ids: readonly string[]): void
  duplicate(id: string): void
  lose(id: string): void
  taken(id: string): void
  deliver(id: string): Promise<number | null>
  /** Settles when nothing is due any more. */
  idle(): Promise<void>
}

export interface SandboxFaults {
  add(rule: FaultRule): string
  release(id: string): void
  held(id: string): number
  clear(): void
}

export interface Sandbox {
  /** Listens on 127.0.0.1 alone; port 0 takes a free one. Resolves to the address. */
  listen(port: number): Promise<string>
  close(): Promise<void>
  /** `http://127.0.0.1:port`. Throws before it listens. */
  readonly url: string
  /** The provider's own books. */
  books(): Ledger
  readonly clock: SandboxClock
  readonly events: SandboxEvents
  readonly faults: SandboxFaults
  limitRate(limits: RateLimits): void
  /** Pays an open Checkout Session as a buyer on its page would; says how it went. */
  pay(session: string, payment: DrivenPayment): string
  /** Ends a payment that is processing. */
  settlePayment(intent: string, answer: 'succeed' | 'fail'): void
  /** Ends a refund that is pending, or fails one that had seemed to succeed. */
  settleRefund(refund: string, ending: 'succeeded' | 'failed'): void
  /** Empties the books, withdraws every fault and sets the clock right. */
  reset(): void
}
