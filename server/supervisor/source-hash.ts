import { createHash, type Hash } from 'node:crypto'
import { readdirSync, readFileSync, statSync } from 'node:fs'
import { join } from 'node:path'

/**
 * One word for the content of files and folders, the same on every machine. Tests do not count, nor what is not there.
 *
 * @param root the folder that the paths are in
 * @param more anything else that the result depends on
 */
export function hashSources(root: string, paths: string[], more: string[] = []): string {
  const hash = createHash('sha256')
  for (const word of more) hash.update(`${word}\n`)
  for (const path of paths) addTo(hash, root, path)
  return hash.digest('hex').slice(0, 32)
}

function addTo(hash: Hash, root: string, path: string): void {
  const found = statSync(join(root, path), { throwIfNoEntry: false })
  if (found?.isDirectory()) {
    for (const name of readdirSync(join(root, path)).sort()) addTo(hash, root, `${path}/${name}`)
  } else if (found?.isFile() && !/\.test\.tsx?$/.test(path)) {
    // The length keeps apart what lies in the name, in this file and in the next.
    hash.update(`${path}\n${found.size}\n`)
    hash.update(readFileSync(join(root, path)))
  }
}
