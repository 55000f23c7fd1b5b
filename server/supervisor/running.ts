/** Something started once: a process, or an embedded PostgreSQL. */
export type Running = {
  pid: number
  /** How it ended, in a few words. */
  ended: Promise<string>
  /** Asks it to end, and after `patience` ms makes it. Fulfilled when it has ended. */
  stop: (patience: number) => Promise<void>
}
