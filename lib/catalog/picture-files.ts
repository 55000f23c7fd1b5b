import 'server-only'
import { chmod, mkdir, mkdtemp, open, readdir, rename, rm, stat } from 'node:fs/promises'
import { join } from 'node:path'
import { env } from '#lib/kernel/env.ts'
import { isId } from '#lib/kernel/ids.ts'
import { PICTURE_WIDTHS } from './model.ts'

// DATA_DIR/pictures/{id}/{width}.webp. A folder appears whole or not at all, and before its row: a page never names a
// picture whose bytes are not there. A crash leaves at most a folder without a row, which the sweep takes away.

const UNFINISHED = '.incoming-'

function home(): string {
  return join(env().dataDir, 'pictures')
}

/** Where a picture's bytes lie, for the door; null for what cannot be one. The file may not exist. */
export function pictureFile(id: string, width: number | string): string | null {
  const known = PICTURE_WIDTHS.find((one) => String(one) === String(width))
  return known && isId('picture', id) ? join(home(), id, `${known}.webp`) : null
}

export async function writePictureFiles(
  id: string,
  files: readonly { readonly width: number; readonly bytes: Uint8Array }[],
): Promise<void> {
  await mkdir(home(), { recursive: true })
  const folder = await mkdtemp(join(home(), UNFINISHED))
  try {
    for (const { width, bytes } of files) await writeThrough(join(folder, `${width}.webp`), bytes)
    // mkdtemp makes it ours alone; a web server in front may be somebody else.
    await chmod(folder, 0o755)
    await syncFolder(folder)
    await rename(folder, join(home(), id))
    await syncFolder(home())
  } catch (error) {
    await rm(folder, { recursive: true, force: true })
    throw error
  }
}

export async function removePictureFiles(id: string): Promise<void> {
  if (isId('picture', id)) await rm(join(home(), id), { recursive: true, force: true })
}

/** Folders older than that: pictures by their ids, and what was never finished. */
export async function foldersOlderThan(at: Date): Promise<{ ids: string[]; unfinished: string[] }> {
  const names = await readdir(home()).catch(() => [])
  const old: string[] = []
  for (const name of names) {
    const found = await stat(join(home(), name)).catch(() => null)
    if (found && found.mtime < at) old.push(name)
  }
  return {
    ids: old.filter((name) => isId('picture', name)),
    unfinished: old.filter((name) => name.startsWith(UNFINISHED)),
  }
}

export async function removeUnfinished(name: string): Promise<void> {
  if (name.startsWith(UNFINISHED) && !name.includes('/'))
    await rm(join(home(), name), { recursive: true, force: true })
}

async function writeThrough(path: string, bytes: Uint8Array): Promise<void> {
  const file = await open(path, 'wx', 0o644)
  try {
    await file.writeFile(bytes)
    await file.sync()
  } finally {
    await file.close()
  }
}

/** A rename is on the disk when its folder is. */
async function syncFolder(path: string): Promise<void> {
  const folder = await open(path, 'r')
  try {
    await folder.sync()
  } finally {
    await folder.close()
  }
}
