import { Agenda } from './agenda.ts'
import type { Api, Exchange } from './api.ts'
import { Books } from './books.ts'
import { makeClock } from './clock.ts'
import { expireSession } from './close-session.ts'
import { Deliveries, type SignedDelivery } from './deliveries.ts'
import { BY_THE_CLOCK, type Desk } from './desk.ts'
import { type DrivenPayment, drivePayment } from './drive-payment.ts'
import { type FaultRule, Faults } from './faults.ts'
import { serve } from './http-server.ts'
import { Idempotency } from './idempotency.ts'
import { type Ledger, readLedger } from './ledger.ts'
import { settleRefund } from './make-refund.ts'
import { settleSessionPayment } from './pay-session.ts'
import { NO_LIMITS, RateLimit, type RateLimits } from './rate-limit.ts'

/** What the sandbox tells whoever runs it; a pino logger will do. */
export interface SandboxLog {
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

const SILENT: SandboxLog = { info: () => {}, warn: () => {}, error: () => {} }
/** Long enough to be seen pending in a browser. */
const REFUND_SECONDS = 10

/** A stand-in for Stripe: its API, its payment page and its webhooks, on loopback, moving no money. */
export function createSandbox(options: SandboxOptions = {}): Sandbox {
  const log = options.log ?? SILENT
  const machineTime = options.machineTime ?? Date.now
  const clock = makeClock(machineTime)
  const books = new Books()
  if (options.stateFile) books.open(options.stateFile, clock.seconds())

  const deliveries = new Deliveries({
    books,
    clock,
    webhook: { url: options.webhookUrl ?? null, secret: options.webhookSecret ?? '' },
    pulled: options.controls ?? false,
    warn: (facts, message) => log.warn(facts, message),
  })
  const agenda: Agenda = new Agenda({
    books,
    clock,
    duties: {
      expire_session: (id) => {
        const row = books.sessions.get(id)
        if (row?.object.status === 'open') expireSession(desk, BY_THE_CLOCK, row)
      },
      settle_refund: (id) => {
        const row = books.refunds.get(id)
        if (row?.next) settleRefund(desk, BY_THE_CLOCK, row, row.next)
      },
    },
    afterwards: () => flush(),
  })
  const desk: Desk = {
    books,
    clock,
    publicUrl: () => options.publicUrl?.replace(/\/+$/, '') ?? server.url(),
    announce: (event) => deliveries.enqueue(event),
    listeners: () => deliveries.listeners(),
    schedule: (task) => agenda.add(task),
    refundSeconds: options.refundSeconds ?? REFUND_SECONDS,
  }
  const api: Api = {
    desk,
    idempotency: new Idempotency(books),
    rateLimit: new RateLimit(options.rateLimits ?? NO_LIMITS),
    faults: new Faults(),
    observe: options.observe ?? (() => {}),
    failed: (err, request) => log.error({ err, request }, 'the payments sandbox failed'),
  }
  /** Writes what changed and sends what is due. */
  const flush = () => {
    books.commit()
    deliveries.pump()
  }
  const now = <T>(work: () => T): T => {
    agenda.runDue()
    const result = work()
    flush()
    return result
  }
  const moved = (move: () => void) => {
    move()
    agenda.clockMoved()
    flush()
  }

  const sandbox: Sandbox = {
    listen: (port) => server.listen(port),
    async close() {
      agenda.stop()
      api.faults.clear()
      await server.close()
      await deliveries.close()
      books.close()
    },
    get url() {
      return server.url()
    },
    books: () => now(() => readLedger(books)),
    clock: {
      now: clock.seconds,
      set: (seconds) => moved(() => clock.set(seconds)),
      advance: (seconds) => moved(() => clock.advance(seconds)),
      freeze: () => moved(clock.freeze),
      thaw: () => moved(clock.thaw),
    },
    events: {
      hold: () => deliveries.hold(),
      release: () => deliveries.release(),
      dropNext: (count) => deliveries.dropNext(count),
      duplicateNext: (count) => deliveries.duplicateNext(count),
      undelivered: () => now(() => deliveries.undelivered()),
      reorder: (ids) => now(() => deliveries.reorder(ids)),
      duplicate: (id) => now(() => deliveries.duplicate(id)),
      lose: (id) => now(() => deliveries.lose(id)),
      taken: (id) => now(() => deliveries.taken(id)),
      deliver: (id) => deliveries.deliver(id),
      idle: () => deliveries.idle(),
    },
    faults: api.faults,
    limitRate: (limits) => api.rateLimit.set(limits),
    pay: (session, payment) => now(() => drivePayment(desk, session, payment)),
    settlePayment: (intent, answer) =>
      now(() => {
        const row = books.intents.get(intent)
        if (!row) throw new Error(`There is no payment ${intent}.`)
        settleSessionPayment(desk, BY_THE_CLOCK, row, answer)
      }),
    settleRefund: (refund, ending) =>
      now(() => {
        const row = books.refunds.get(refund)
        if (!row) throw new Error(`There is no refund ${refund}.`)
        if (row.object.status === 'failed') throw new Error(`${refund} has failed already.`)
        settleRefund(desk, BY_THE_CLOCK, row, ending)
      }),
    reset() {
      books.clear()
      api.faults.clear()
      api.rateLimit.set(options.rateLimits ?? NO_LIMITS)
      deliveries.forgetAll()
      moved(() => {
        clock.thaw()
        clock.set(machineTime() / 1000)
      })
    },
  }
  const server = serve({ api, agenda, flush, log, controlled: options.controls ? sandbox : null })
  return sandbox
}
