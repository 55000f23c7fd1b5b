import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { isStillThere, type Known, know } from './process-identity.ts'
import { writePrivate } from './secrets.ts'

/** A process of ours that the next start must find if we are killed. */
type Child = Known & { name: string }

/** Keeps `DATA_DIR/children.json` up to date with what runs for us. */
export class ChildrenFile {
  readonly #file: string
  readonly #children = new Map<string, Child>()

  constructor(dataDir: string) {
    this.#file = join(dataDir, 'children.json')
  }

  started(name: string, pid: number): void {
    this.#children.set(name, { name, ...know(pid) })
    this.#write()
  }

  allStopped(): void {
    this.#children.clear()
    this.#write()
  }

  #write(): void {
    // Whole or not at all: whoever kills us kills us at any moment, and half a list names nobody.
    writePrivate(this.#file, [...this.#children.values()])
  }
}

/**
 * Waits for what a killed start has left running, which ends by itself when it notices, and ends what does not.
 *
 * @param patience how long it may take to notice; ms
 * @returns the names of those that were still there
 */
export async function settleLeftovers(dataDir: string, patience = 6_000): Promise<string[]> {
  const left = read(join(dataDir, 'children.json')).filter(isStillThere)
  const until = Date.now() + patience
  for (const child of left) send(child, 'SIGTERM')
  while (left.some(isStillThere)) {
    if (Date.now() > until) for (const child of left.filter(isStillThere)) send(child, 'SIGKILL')
    await sleep(20)
  }
  return left.map((child) => child.name)
}

/** Each leads a group of its own. */
function send({ pid }: Child, signal: NodeJS.Signals): void {
  try {
    process.kill(signal === 'SIGKILL' ? -pid : pid, signal)
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EPERM')
      throw new Error(`A process of an earlier start (pid ${pid}) belongs to another user: stop it there.`)
  }
}

function read(file: string): Child[] {
  if (!existsSync(file)) return []
  try {
    return JSON.parse(readFileSync(file, 'utf8'))
  } catch {
    return []
  }
}
