import {
  closeSync,
  existsSync,
  fstatSync,
  mkdirSync,
  openSync,
  readFileSync,
  renameSync,
  writeSync,
} from 'node:fs'
import { join } from 'node:path'

/** A log is cut at this size; the one before is kept beside it. */
const LIMIT = 10 * 1024 * 1024

/** `DATA_DIR/logs/<name>.log`, readable by its owner only. What cannot be written (a full disk) is lost, not fatal. */
export class LogFile {
  readonly name: string
  readonly path: string
  readonly #limit: number
  #file: number | undefined
  #size = 0

  constructor(dataDir: string, name: string, limit = LIMIT) {
    const folder = join(dataDir, 'logs')
    mkdirSync(folder, { recursive: true, mode: 0o700 })
    this.name = name
    this.path = join(folder, `${name}.log`)
    this.#limit = limit
  }

  write(line: string): void {
    try {
      if (this.#file !== undefined && this.#size >= this.#limit) this.#turn()
      this.#file ??= this.#open()
      this.#size += writeSync(this.#file, `${line}\n`)
    } catch {
      this.close()
    }
  }

  /** The last lines, newest at the end. */
  tail(lines: number): string {
    const content = existsSync(this.path) ? readFileSync(this.path, 'utf8') : ''
    return content.trimEnd().split('\n').slice(-lines).join('\n')
  }

  close(): void {
    if (this.#file !== undefined) closeSync(this.#file)
    this.#file = undefined
  }

  #open(): number {
    const file = openSync(this.path, 'a', 0o600)
    this.#size = fstatSync(file).size
    return file
  }

  #turn(): void {
    this.close()
    renameSync(this.path, `${this.path}.1`)
  }
}
