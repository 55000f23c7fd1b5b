import { linkSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { isStillThere, type Known, know } from './process-identity.ts'

/** Who holds a folder, and what for: the address of a shop, or the work that is done there. */
export type Holder = Known & { purpose: string; ending?: boolean }

export type Lock = {
  /** The one from whom it was taken over, who died without giving it back. */
  dead: Holder | undefined
  /** Tells whoever waits that it will soon be free. */
  announceEnd: () => void
  release: () => void
}

/** Another of us is at work on the same folder. */
export class AlreadyRunning extends Error {
  readonly holder: Holder

  constructor(holder: Holder) {
    super(`Process ${holder.pid} is at work there: ${holder.purpose}.`)
    this.holder = holder
  }
}

/**
 * Makes us the only one at work on this folder. The lock is a file that appears whole, by a link, or not at all; that of
 * a dead process is taken over.
 *
 * @throws {AlreadyRunning} while its holder lives
 */
export function lockFolder(folder: string, purpose: string): Lock {
  const file = join(folder, 'lock.json')
  const mine = join(folder, `lock.${process.pid}.json`)
  const content = JSON.stringify({ ...know(process.pid), purpose })
  writeFileSync(mine, content)
  try {
    let dead: Holder | undefined
    while (!claim(mine, file)) {
      const found = read(file)
      if (found === undefined) continue
      const holder = parse(found)
      if (holder && isStillThere(holder)) throw new AlreadyRunning(holder)
      dead = holder ?? dead
      remove(file, found)
    }
    const ending = JSON.stringify({ ...JSON.parse(content), ending: true })
    return {
      dead,
      announceEnd: () => {
        writeFileSync(mine, ending)
        renameSync(mine, file)
      },
      release: () => remove(file, content, ending),
    }
  } finally {
    rmSync(mine, { force: true })
  }
}

function claim(mine: string, file: string): boolean {
  try {
    linkSync(mine, file)
    return true
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EEXIST') return false
    throw new Error(`${file} cannot be made (${(error as NodeJS.ErrnoException).code}).`)
  }
}

/** Takes the file away if it still says what we read; if somebody was quicker, it is put back. */
function remove(file: string, ...expected: string[]): void {
  const aside = `${file}.${process.pid}`
  try {
    renameSync(file, aside)
  } catch {
    return
  }
  if (!expected.includes(read(aside) ?? '')) claim(aside, file)
  rmSync(aside, { force: true })
}

function read(file: string): string | undefined {
  try {
    return readFileSync(file, 'utf8')
  } catch {
    return undefined
  }
}

function parse(content: string): Holder | undefined {
  try {
    const { pid, born, purpose } = JSON.parse(content) as Partial<Holder>
    return pid !== undefined && born !== undefined && purpose !== undefined
      ? { pid, born, purpose }
      : undefined
  } catch {
    return undefined
  }
}
