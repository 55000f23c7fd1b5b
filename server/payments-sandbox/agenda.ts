import type { Books } from './books.ts'
import type { Clock } from './clock.ts'
import type { TaskRow } from './objects.ts'

/** A timer cannot wait longer. */
const LONGEST_WAIT_MS = 2 ** 31 - 1

/** Does what is due by the sandbox's clock: whenever it is asked to, and by itself while the clock runs. */
export class Agenda {
  readonly #books: Books
  readonly #clock: Clock
  readonly #duties: Readonly<Record<TaskRow['kind'], (subject: string) => void>>
  readonly #afterwards: () => void
  /** Milliseconds; never later than the first task, earlier at most by tasks that were struck out. */
  #next = 0
  #timer: NodeJS.Timeout | undefined

  constructor(options: {
    books: Books
    clock: Clock
    duties: Readonly<Record<TaskRow['kind'], (subject: string) => void>>
    /** Called after work that a timer began, so that it is written and delivered. */
    afterwards: () => void
  }) {
    this.#books = options.books
    this.#clock = options.clock
    this.#duties = options.duties
    this.#afterwards = options.afterwards
  }

  add(task: TaskRow): void {
    this.#books.tasks.put(task)
    this.#next = Math.min(this.#next, task.at * 1000)
    this.#wind()
  }

  /** Runs what is due, in the order of its moments. */
  runDue(): void {
    if (this.#clock.ms() < this.#next) return
    const now = this.#clock.ms()
    const tasks = this.#books.tasks.all().sort((a, b) => a.at - b.at)
    this.#next = Number.POSITIVE_INFINITY
    for (const task of tasks) {
      if (task.at * 1000 > now) {
        this.#next = Math.min(this.#next, task.at * 1000)
        break
      }
      this.#books.tasks.remove(task.id)
      this.#duties[task.kind](task.subject)
    }
    this.#wind()
  }

  /** The clock was moved, stopped or set going. */
  clockMoved(): void {
    this.#next = 0
    this.runDue()
    this.#wind()
  }

  stop(): void {
    clearTimeout(this.#timer)
  }

  #wind(): void {
    clearTimeout(this.#timer)
    if (this.#clock.isFrozen() || this.#next === Number.POSITIVE_INFINITY) return
    const wait = Math.min(Math.max(this.#next - this.#clock.ms(), 0), LONGEST_WAIT_MS)
    this.#timer = setTimeout(() => {
      this.runDue()
      this.#afterwards()
      this.#wind()
    }, wait)
    // A pending expiry keeps no process alive.
    this.#timer.unref()
  }
}
