import 'server-only'
import { randomBytes } from 'node:crypto'
import { createReadStream, type ReadStream } from 'node:fs'
import { link, mkdir, open, readdir, readFile, rm, stat, statfs, unlink } from 'node:fs/promises'
import { dirname, join } from 'node:path'

/** A file of a show: `DATA_DIR/media/{showId}/{epoch}/{file}`. Names are checked before they come here. */
export interface MediaPath {
  readonly showId: string
  readonly epoch: string
  readonly file: string
}

/** The disk will not take more (ENOSPC, EDQUOT). */
export class DiskFull extends Error {}

/** Where the bytes of media lie for good. Nothing that stands here is ever overwritten. */
export interface ByteStore {
  /**
   * Durable when it answers. `there`: the same bytes stood there already; `other`: other bytes do, since `ageMs`.
   *
   * @throws {DiskFull}
   */
  place(
    path: MediaPath,
    bytes: Uint8Array,
  ): Promise<{ readonly done: 'placed' | 'there' } | { readonly done: 'other'; readonly ageMs: number }>
  /** Takes away what a crash left without a row. */
  discard(path: MediaPath): Promise<void>
  /** Null when there is no such file. */
  sizeOf(path: MediaPath): Promise<number | null>
  read(path: MediaPath): Promise<Buffer>
  stream(path: MediaPath, range?: { readonly start: number; readonly end: number }): ReadStream
  removeShow(showId: string): Promise<void>
  /** The names in an epoch's folder; none when there is no such folder. */
  files(showId: string, epoch: string): Promise<string[]>
  removeEpoch(showId: string, epoch: string): Promise<void>
  /** The shows that have a folder here, untouched for as long. */
  shows(untouchedMs: number): Promise<string[]>
  /** Bytes that an ordinary user may still write. */
  free(): Promise<number>
  /** What a killed door left half-written. */
  sweepTemporary(olderThanMs: number): Promise<void>
}

export function openByteStore(dataDir: string): ByteStore {
  const root = join(dataDir, 'media')
  const temporary = join(root, '.tmp')
  const fileOf = ({ showId, epoch, file }: MediaPath) => join(root, showId, epoch, file)

  return {
    async place(path, bytes) {
      const final = fileOf(path)
      const draft = join(temporary, randomBytes(12).toString('hex'))
      try {
        await mkdir(temporary, { recursive: true })
        await write(draft, bytes)
        const made = await mkdir(dirname(final), { recursive: true })
        // A link never replaces what is there, unlike a rename: two doors cannot write over each other.
        await link(draft, final)
        await syncFolder(dirname(final))
        if (made) {
          await syncFolder(dirname(dirname(final)))
          await syncFolder(dirname(made))
        }
        return { done: 'placed' }
      } catch (error) {
        if (codeOf(error) === 'EEXIST') return await compare(final, bytes)
        if (codeOf(error) === 'ENOSPC' || codeOf(error) === 'EDQUOT')
          throw new DiskFull('the disk of media is full', { cause: error })
        throw error
      } finally {
        await unlink(draft).catch(() => {})
      }
    },
    async discard(path) {
      await unlink(fileOf(path)).catch(ignoreMissing)
    },
    async sizeOf(path) {
      return await stat(fileOf(path)).then(
        ({ size }) => size,
        (error) => {
          ignoreMissing(error)
          return null
        },
      )
    },
    read: (path) => readFile(fileOf(path)),
    stream: (path, range) => createReadStream(fileOf(path), range),
    async removeShow(showId) {
      await rm(join(root, showId), { recursive: true, force: true })
    },
    async files(showId, epoch) {
      return await readdir(join(root, showId, epoch)).catch((error): string[] => {
        ignoreMissing(error)
        return []
      })
    },
    async removeEpoch(showId, epoch) {
      await rm(join(root, showId, epoch), { recursive: true, force: true })
    },
    async shows(untouchedMs) {
      const names = await readdir(root).catch((error): string[] => {
        ignoreMissing(error)
        return []
      })
      const old: string[] = []
      for (const name of names.filter((name) => name !== '.tmp')) {
        const { mtimeMs } = await stat(join(root, name)).catch(() => ({ mtimeMs: Number.POSITIVE_INFINITY }))
        if (Date.now() - mtimeMs >= untouchedMs) old.push(name)
      }
      return old
    },
    async free() {
      await mkdir(root, { recursive: true })
      const { bavail, bsize } = await statfs(root)
      return bavail * bsize
    },
    async sweepTemporary(olderThanMs) {
      for (const name of await readdir(temporary).catch(() => [])) {
        const draft = join(temporary, name)
        const { mtimeMs } = await stat(draft).catch(() => ({ mtimeMs: Number.POSITIVE_INFINITY }))
        if (Date.now() - mtimeMs > olderThanMs) await unlink(draft).catch(ignoreMissing)
      }
    },
  }
}

async function write(file: string, bytes: Uint8Array): Promise<void> {
  const handle = await open(file, 'wx', 0o640)
  try {
    await handle.writeFile(bytes)
    await handle.datasync()
  } finally {
    await handle.close()
  }
}

/** A new name is durable only when its folder is (fsync(2)). */
async function syncFolder(folder: string): Promise<void> {
  const handle = await open(folder, 'r')
  try {
    await handle.sync()
  } finally {
    await handle.close()
  }
}

async function compare(final: string, bytes: Uint8Array) {
  const [there, { mtimeMs }] = await Promise.all([readFile(final), stat(final)])
  if (!there.equals(bytes)) return { done: 'other' as const, ageMs: Date.now() - mtimeMs }
  // Whoever wrote it may have died before its name was durable.
  await syncFolder(dirname(final))
  return { done: 'there' as const }
}

function codeOf(error: unknown): string | undefined {
  return error instanceof Error && 'code' in error ? String(error.code) : undefined
}

function ignoreMissing(error: unknown): void {
  if (codeOf(error) !== 'ENOENT') throw error
}
