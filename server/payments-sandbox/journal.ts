import {
  closeSync,
  existsSync,
  fsyncSync,
  mkdirSync,
  openSync,
  readFileSync,
  renameSync,
  writeSync,
} from 'node:fs'
import { dirname } from 'node:path'

/** One change of one row: which shelf, which id, and the row, or null when it is gone. */
export type Change = readonly [shelf: string, id: string, row: unknown]

/** A file of lines, each the changes of one request: a line that was torn by a crash counts as nothing. */
export interface Journal {
  /** All that stood in the file when it was opened. */
  readonly found: readonly Change[]
  append(changes: readonly Change[]): void
  /** Puts `changes` in the place of everything, by renaming a finished file over the old one. */
  replace(changes: readonly Change[]): void
  close(): void
}

/** Opens or makes the file, readable by its owner alone: buyers' addresses are in it. Throws where it is damaged. */
export function openJournal(file: string): Journal {
  mkdirSync(dirname(file), { recursive: true })
  const found = existsSync(file) ? parseLines(file, readFileSync(file, 'utf8')) : []
  let fd = openSync(file, 'a', 0o600)
  return {
    found,
    append(changes) {
      // Not synced: a killed process loses nothing, and nobody's money is lost with the machine's power.
      writeSync(fd, `${JSON.stringify(changes)}\n`)
    },
    replace(changes) {
      const draft = `${file}.new`
      const draftFd = openSync(draft, 'w', 0o600)
      for (const change of changes) writeSync(draftFd, `${JSON.stringify([change])}\n`)
      fsyncSync(draftFd)
      closeSync(draftFd)
      closeSync(fd)
      renameSync(draft, file)
      syncFolder(dirname(file))
      fd = openSync(file, 'a', 0o600)
    },
    close: () => closeSync(fd),
  }
}

function parseLines(file: string, text: string): Change[] {
  const lines = text.split('\n')
  // Every whole line ends with a line feed, so that what stands behind the last one is torn, or nothing.
  lines.pop()
  return lines.flatMap((line, index): Change[] => {
    try {
      return JSON.parse(line) as Change[]
    } catch {
      throw new Error(`The payments sandbox cannot read line ${index + 1} of ${file}: move the file away.`)
    }
  })
}

function syncFolder(folder: string): void {
  const fd = openSync(folder, 'r')
  fsyncSync(fd)
  closeSync(fd)
}
