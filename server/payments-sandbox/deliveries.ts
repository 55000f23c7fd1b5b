import type { Books } from './books.ts'
import type { Clock } from './clock.ts'
import { makeStripeId } from './ids.ts'
import type { DeliveryRow, EventObject } from './objects.ts'
import { signPayload } from './sign-payload.ts'

export interface Webhook {
  readonly url: string | null
  readonly secret: string
}

/** A signed event as it would be posted now. */
export interface SignedDelivery {
  readonly id: string
  readonly event: string
  readonly type: string
  readonly attempts: number
  readonly body: string
  readonly signature: string
}

/** Stripe waits hours between tries; a developer restarts a server in seconds. It gives up after 3 days as well. */
const FIRST_PAUSE_MS = 1_000
const LONGEST_PAUSE_MS = 60_000
const GIVE_UP_MS = 3 * 24 * 3600 * 1000
const PATIENCE_MS = 20_000

/** Events on their way to the webhook, one after the other, each again until it is taken with a 2xx. */
export class Deliveries {
  readonly #books: Books
  readonly #clock: Clock
  readonly #webhook: Webhook
  /** Tests fetch the events themselves: they are queued though nothing listens. */
  readonly #pulled: boolean
  readonly #warn: (facts: object, message: string) => void
  #held = false
  #dropNext = 0
  #duplicateNext = 0
  #turn: number
  #timer: NodeJS.Timeout | undefined
  #running: Promise<void> | undefined
  readonly #closing = new AbortController()

  constructor(options: {
    books: Books
    clock: Clock
    webhook: Webhook
    pulled: boolean
    warn: (facts: object, message: string) => void
  }) {
    this.#books = options.books
    this.#clock = options.clock
    this.#webhook = options.webhook
    this.#pulled = options.pulled
    this.#warn = options.warn
    this.#turn = this.#books.deliveries.all().reduce((last, row) => Math.max(last, row.turn), 0)
  }

  /** How many webhooks an event waits for. */
  listeners(): number {
    return this.#webhook.url ? 1 : 0
  }

  enqueue(event: string): void {
    if (!this.#webhook.url && !this.#pulled) return
    if (this.#dropNext > 0) {
      this.#dropNext -= 1
      return
    }
    this.#add(event)
    if (this.#duplicateNext === 0) return
    this.#duplicateNext -= 1
    this.#add(event)
  }

  /** While held, events gather and none is posted. */
  hold(): void {
    this.#held = true
  }

  release(): void {
    this.#held = false
    this.pump()
  }

  /** The next `count` events are never delivered; the list of events has them all the same. */
  dropNext(count: number): void {
    this.#dropNext = count
  }

  /** The next `count` events are delivered twice. */
  duplicateNext(count: number): void {
    this.#duplicateNext = count
  }

  /** What was not taken yet, in the order it would go out, signed at this moment. */
  undelivered(): SignedDelivery[] {
    return this.#queue().flatMap((row) => this.#signed(row) ?? [])
  }

  /** Gives the named deliveries, in this order, the turns they had between them. */
  reorder(ids: readonly string[]): void {
    const rows = ids.map((id) => this.#find(id))
    const turns = rows.map((row) => row.turn).sort((a, b) => a - b)
    rows.forEach((row, index) => {
      row.turn = turns[index] ?? row.turn
      this.#books.deliveries.put(row)
    })
  }

  duplicate(id: string): void {
    this.#add(this.#find(id).event)
  }

  /** Never to be delivered: lost on the way. */
  lose(id: string): void {
    this.#books.deliveries.remove(this.#find(id).id)
  }

  /** Whoever pulled it has dealt with it. */
  taken(id: string): void {
    this.#done(this.#find(id))
  }

  /** Posts this one now, held or not; null when nobody answered. */
  async deliver(id: string): Promise<number | null> {
    return this.#post(this.#find(id))
  }

  /** Settles when nothing is due any more or everything is held. */
  async idle(): Promise<void> {
    this.pump()
    while (this.#running) await this.#running
  }

  /** Begins to post what is due, unless that is under way. */
  pump(): void {
    if (this.#running || this.#held || this.#closing.signal.aborted || !this.#webhook.url) return
    clearTimeout(this.#timer)
    this.#running = this.#run().finally(() => {
      this.#running = undefined
      this.#wind()
    })
  }

  async close(): Promise<void> {
    this.#closing.abort()
    clearTimeout(this.#timer)
    await this.#running
  }

  forgetAll(): void {
    this.#held = false
    this.#dropNext = 0
    this.#duplicateNext = 0
  }

  async #run(): Promise<void> {
    for (;;) {
      if (this.#held || this.#closing.signal.aborted) return
      const row = this.#firstDue()
      if (!row) return
      await this.#post(row)
    }
  }

  async #post(row: DeliveryRow): Promise<number | null> {
    const signed = this.#signed(row)
    if (!signed) this.#books.deliveries.remove(row.id)
    if (!signed || !this.#webhook.url) return null
    const status = await post(this.#webhook.url, signed, this.#closing.signal)
    // It may have been taken or lost meanwhile; and a try that the sandbox's own end cut short is none.
    if (!this.#books.deliveries.get(row.id) || (status === null && this.#closing.signal.aborted))
      return status
    if (status !== null && status >= 200 && status < 300) this.#done(row)
    else this.#again(row, signed.type, status)
    this.#books.commit()
    return status
  }

  #again(row: DeliveryRow, type: string, status: number | null): void {
    row.attempts += 1
    const pause = Math.min(FIRST_PAUSE_MS * 2 ** (row.attempts - 1), LONGEST_PAUSE_MS)
    row.dueAt = this.#clock.ms() + pause
    const created = this.#books.events.get(row.event)?.object.created ?? 0
    if (row.dueAt > created * 1000 + GIVE_UP_MS) this.#books.deliveries.remove(row.id)
    else this.#books.deliveries.put(row)
    this.#warn(
      { event: row.event, type, status, attempts: row.attempts },
      'the webhook did not take an event',
    )
  }

  #done(row: DeliveryRow): void {
    this.#books.deliveries.remove(row.id)
    const event = this.#books.events.get(row.event)
    if (!event) return
    event.object.pending_webhooks = 0
    this.#books.events.put(event)
  }

  #add(event: string): void {
    this.#turn += 1
    this.#books.deliveries.put({
      id: makeStripeId('dlv', 12),
      event,
      turn: this.#turn,
      attempts: 0,
      dueAt: this.#clock.ms(),
    })
  }

  #queue(): DeliveryRow[] {
    return this.#books.deliveries.all().sort((a, b) => a.turn - b.turn)
  }

  #firstDue(): DeliveryRow | undefined {
    const now = this.#clock.ms()
    let first: DeliveryRow | undefined
    for (const row of this.#books.deliveries.all())
      if (row.dueAt <= now && (!first || row.turn < first.turn)) first = row
    return first
  }

  #find(id: string): DeliveryRow {
    const row = this.#books.deliveries.get(id)
    if (!row) throw new Error(`There is no undelivered event ${id}.`)
    return row
  }

  #signed(row: DeliveryRow): SignedDelivery | undefined {
    const event = this.#books.events.get(row.event)?.object
    if (!event) return undefined
    const body = bodyOf(event)
    const seconds = Math.floor(this.#clock.machineMs() / 1000)
    return {
      id: row.id,
      event: event.id,
      type: event.type,
      attempts: row.attempts,
      body,
      signature: signPayload(this.#webhook.secret, body, seconds),
    }
  }

  /** Comes back when the next try is due. */
  #wind(): void {
    clearTimeout(this.#timer)
    if (
      this.#held ||
      this.#closing.signal.aborted ||
      this.#clock.isFrozen() ||
      this.#books.deliveries.size === 0
    )
      return
    const next = Math.min(...this.#books.deliveries.all().map((row) => row.dueAt))
    this.#timer = setTimeout(() => this.pump(), Math.max(next - this.#clock.ms(), 0))
    this.#timer.unref()
  }
}

function bodyOf(event: EventObject): string {
  return JSON.stringify(event, null, 2)
}

async function post(url: string, delivery: SignedDelivery, closing: AbortSignal): Promise<number | null> {
  try {
    const answer = await fetch(url, {
      method: 'POST',
      redirect: 'manual',
      signal: AbortSignal.any([closing, AbortSignal.timeout(PATIENCE_MS)]),
      headers: {
        'content-type': 'application/json; charset=utf-8',
        'stripe-signature': delivery.signature,
        'user-agent': 'Stripe/1.0 (+https://stripe.com/docs/webhooks)',
      },
      body: delivery.body,
    })
    await answer.body?.cancel()
    return answer.status
  } catch {
    return null
  }
}
