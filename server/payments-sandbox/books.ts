import { type Change, type Journal, openJournal } from './journal.ts'
import type {
  AnswerRow,
  ChargeRow,
  CustomerRow,
  DeliveryRow,
  EventRow,
  IntentRow,
  MethodRow,
  RefundRow,
  SessionRow,
  TaskRow,
} from './objects.ts'

/** Rows of one kind by id, in the order they came. Changing a row in place means putting it again. */
export class Shelf<Row extends { readonly id: string }> {
  readonly #rows = new Map<string, Row>()
  readonly #name: string
  readonly #note: (change: Change) => void

  constructor(name: string, note: (change: Change) => void) {
    this.#name = name
    this.#note = note
  }

  get(id: string): Row | undefined {
    return this.#rows.get(id)
  }

  put(row: Row): Row {
    this.#rows.set(row.id, row)
    this.#note([this.#name, row.id, row])
    return row
  }

  remove(id: string): void {
    if (this.#rows.delete(id)) this.#note([this.#name, id, null])
  }

  /** Oldest first. */
  all(): Row[] {
    return [...this.#rows.values()]
  }

  get size(): number {
    return this.#rows.size
  }

  /** As read from the file: nothing is noted. */
  restore(id: string, row: unknown): void {
    if (row === null) this.#rows.delete(id)
    else this.#rows.set(id, row as Row)
  }
}

/** Stripe forgets answers after 24 hours and events after 30 days. */
const ANSWER_SECONDS = 24 * 3600
const EVENT_SECONDS = 30 * 24 * 3600
/** How many changes pile up in the file before it is written anew; a few megabytes. */
const LONGEST_TAIL = 20_000

/** Everything the sandbox knows, in one place; kept in a file when it is given one. */
export class Books {
  #pending = new Map<string, Change>()
  #journal: Journal | undefined
  #tail = 0
  readonly #note = (change: Change) => {
    this.#pending.set(`${change[0]} ${change[1]}`, change)
  }

  readonly sessions = new Shelf<SessionRow>('sessions', this.#note)
  readonly intents = new Shelf<IntentRow>('intents', this.#note)
  readonly charges = new Shelf<ChargeRow>('charges', this.#note)
  readonly refunds = new Shelf<RefundRow>('refunds', this.#note)
  readonly customers = new Shelf<CustomerRow>('customers', this.#note)
  readonly methods = new Shelf<MethodRow>('methods', this.#note)
  readonly events = new Shelf<EventRow>('events', this.#note)
  readonly deliveries = new Shelf<DeliveryRow>('deliveries', this.#note)
  readonly answers = new Shelf<AnswerRow>('answers', this.#note)
  readonly tasks = new Shelf<TaskRow>('tasks', this.#note)

  /** Continues the books in `file`, or begins them. Throws a sentence where the file cannot be read. */
  open(file: string, nowSeconds: number): void {
    const journal = openJournal(file)
    const shelves = this.#shelves()
    for (const [name, id, row] of journal.found) shelves[name]?.restore(id, row)
    this.#journal = journal
    this.forget(nowSeconds)
    this.#rewrite()
  }

  /** Writes what changed since the last time, as one line: all of it is in the file or none. */
  commit(): void {
    if (this.#pending.size === 0) return
    const changes = [...this.#pending.values()]
    this.#pending.clear()
    this.#journal?.append(changes)
    this.#tail += changes.length
    if (this.#journal && this.#tail > LONGEST_TAIL + this.#size()) this.#rewrite()
  }

  /** Drops what Stripe would have dropped by now. */
  forget(nowSeconds: number): void {
    for (const answer of this.answers.all())
      if (answer.at < nowSeconds - ANSWER_SECONDS) this.answers.remove(answer.id)
    for (const event of this.events.all())
      if (event.object.created < nowSeconds - EVENT_SECONDS) this.events.remove(event.id)
    for (const delivery of this.deliveries.all())
      if (!this.events.get(delivery.event)) this.deliveries.remove(delivery.id)
  }

  /** Empties every shelf. */
  clear(): void {
    for (const shelf of Object.values(this.#shelves())) for (const row of shelf.all()) shelf.remove(row.id)
    this.commit()
  }

  close(): void {
    this.commit()
    this.#journal?.close()
    this.#journal = undefined
  }

  #rewrite(): void {
    const changes = Object.entries(this.#shelves()).flatMap(([name, shelf]) =>
      shelf.all().map((row): Change => [name, row.id, row]),
    )
    this.#pending.clear()
    this.#journal?.replace(changes)
    this.#tail = 0
  }

  #size(): number {
    return Object.values(this.#shelves()).reduce((sum, shelf) => sum + shelf.size, 0)
  }

  #shelves(): Record<string, Shelf<{ readonly id: string }>> {
    const { sessions, intents, charges, refunds, customers, methods, events, deliveries, answers, tasks } =
      this
    const shelves = {
      sessions,
      intents,
      charges,
      refunds,
      customers,
      methods,
      events,
      deliveries,
      answers,
      tasks,
    }
    return shelves as unknown as Record<string, Shelf<{ readonly id: string }>>
  }
}
