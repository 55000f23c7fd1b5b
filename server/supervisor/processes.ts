import { type Kept, keepRunning } from './keep-running.ts'
import { ChildrenFile } from './leftovers.ts'
import { LogFile } from './log-file.ts'
import { alarmIn, asJsonLine } from './log-lines.ts'
import type { Running } from './running.ts'
import type { Terminal } from './terminal.ts'

/** A process that ends this often while the shop opens will not come up by being started again. */
const HOPELESS = 5

/** The same alarm of the same process is shown once in this time; ms. */
const ALARM_PAUSE = 10_000

export type Task = {
  name: string
  /** How long it may take to end when asked; ms. */
  patience: number
  launch: (log: (line: string) => void) => Promise<Running> | Running
  /** It finds and settles what it left behind itself. */
  settlesItself?: boolean
  /** Whether an end is meant, so that it is not started again. */
  isMeant?: (how: string) => boolean
}

/** All that the supervisor keeps running, with their logs, in the order in which they were started. */
export class Processes {
  readonly #dataDir: string
  readonly #terminal: Terminal
  readonly #children: ChildrenFile
  /** Every line as JSON, for those who gather logs from the standard output. */
  readonly #echo: ((line: string) => void) | undefined
  readonly #kept: (Kept & { patience: number })[] = []
  readonly #logs: LogFile[] = []
  readonly #ends = new Map<string, number>()
  #starting: Promise<unknown> = Promise.resolve()
  #stopping: Promise<void> | undefined

  constructor(dataDir: string, terminal: Terminal, echo?: (line: string) => void) {
    this.#dataDir = dataDir
    this.#terminal = terminal
    this.#children = new ChildrenFile(dataDir)
    this.#echo = echo
  }

  /** Starts it and keeps it running. Throws what its first start throws. One at a time. */
  async keep(task: Task): Promise<void> {
    if (this.#stopping) return
    const starting = this.#keep(task)
    this.#starting = starting.catch(() => {})
    await starting
  }

  async #keep({ name, patience, launch, isMeant, settlesItself = false }: Task): Promise<void> {
    const file = new LogFile(this.#dataDir, name)
    this.#logs.push(file)
    const log = this.#logger(name, file)
    const kept = await keepRunning({
      name,
      launch: () => launch(log),
      isMeant,
      onStart: (pid) => {
        if (!settlesItself) this.#children.started(name, pid)
      },
      onEnd: (how, pause) => {
        this.#ends.set(name, (this.#ends.get(name) ?? 0) + 1)
        this.#terminal.say(`${name} ${how}: starting it again in ${pause / 1000} s.`)
      },
    })
    this.#kept.push({ ...kept, patience })
  }

  get areAny(): boolean {
    return this.#kept.length > 0
  }

  /** @throws {Error} when one of them does not stay up, with the end of its log */
  throwIfHopeless(): void {
    for (const [name, ends] of this.#ends) {
      const log = this.#logs.find((file) => file.name === name)
      if (ends >= HOPELESS && log) throw new Error(`${name} does not stay up:\n${log.tail(12)}`)
    }
  }

  /** Stops them one after the other, last started first. The second call is not polite. */
  stop(): Promise<void> {
    if (this.#stopping) for (const kept of this.#kept) void kept.stop(0)
    this.#stopping ??= this.#stopInOrder()
    return this.#stopping
  }

  async #stopInOrder(): Promise<void> {
    await this.#starting
    for (const kept of this.#kept.toReversed()) await kept.stop(kept.patience)
    this.#children.allStopped()
    for (const log of this.#logs) log.close()
  }

  #logger(name: string, file: LogFile): (line: string) => void {
    const shown = { words: '', at: 0 }
    return (line) => {
      const json = asJsonLine(name, line)
      file.write(json)
      if (this.#echo) return this.#echo(json)
      const words = alarmIn(json)
      if (words === undefined || (words === shown.words && Date.now() - shown.at < ALARM_PAUSE)) return
      Object.assign(shown, { words, at: Date.now() })
      this.#terminal.say(`${name}: ${words} (${file.path})`)
    }
  }
}
