import { Agenda } from './agenda.ts'
import type { Api } from './api.ts'
import { Books } from './books.ts'
import { makeClock } from './clock.ts'
import { expireSession } from './close-session.ts'
import { Deliveries } from './deliveries.ts'
import { BY_THE_CLOCK, type Desk } from './desk.ts'
import { drivePayment } from './drive-payment.ts'
import { Faults } from './faults.ts'
import { serve } from './http-server.ts'
import { Idempotency } from './idempotency.ts'
import { readLedger } from './ledger.ts'
import { settleRefund } from './make-refund.ts'
import { settleSessionPayment } from './pay-session.ts'
import { NO_LIMITS, RateLimit } from './rate-limit.ts'
import type { Sandbox, SandboxLog, SandboxOptions } from './sandbox-surface.ts'

const SILENT: SandboxLog = { debug: () => {}, info: () => {}, warn: () => {}, error: () => {} }
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
    observe: options.observe,
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
