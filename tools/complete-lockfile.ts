import { readFileSync, writeFileSync } from 'node:fs'

// `node tools/complete-lockfile.ts` after adding a package from a registry that does not carry the builds for other
// systems: npm then leaves them out of package-lock.json, and `npm ci` refuses such a file on every system. They are
// written in by name and version; npm fills in the rest where it can see them. tests/house/lockfile.test.ts tells when.

type Entry = {
  version: string
  dev?: boolean
  optional?: boolean
  cpu?: string[]
  libc?: string[]
  os?: string[]
  optionalDependencies?: Record<string, string>
}
export type Lockfile = { packages: Record<string, Entry> }

/** Each `name@version` that a package may want on some system and that has no entry, with the entry it should have. */
export function missingBuilds({ packages }: Lockfile): Map<string, Entry> {
  const missing = new Map<string, Entry>()
  for (const [path, { optionalDependencies = {}, dev }] of Object.entries(packages)) {
    for (const [name, version] of Object.entries(optionalDependencies)) {
      if (!isThere(packages, path, name)) missing.set(`node_modules/${name}`, entryFor(name, version, dev))
    }
  }
  return missing
}

/** As Node looks for it: beside, and in every folder above. */
function isThere(packages: Lockfile['packages'], from: string, name: string): boolean {
  for (let folder = from; ; folder = folder.slice(0, Math.max(0, folder.lastIndexOf('/node_modules/')))) {
    if (packages[`${folder === '' ? '' : `${folder}/`}node_modules/${name}`]) return true
    if (folder === '') return false
  }
}

/** What the name says of the system: `…-linux-arm64-musl`, `…-win32-x64-msvc`, `…-wasm32-wasi`. */
function entryFor(name: string, version: string, dev: boolean | undefined): Entry {
  const [, os, cpu] =
    /(android|darwin|freebsd|linux|openharmony|win32|wasm32)-(arm64|arm|ia32|ppc64|riscv64|s390x|x64|wasi)/.exec(
      name,
    ) ?? []
  if (!os || !cpu || !/^\d+\.\d+\.\d+$/.test(version))
    throw new Error(`${name}@${version} does not say for which system it is: add it by hand.`)
  const wasm = os === 'wasm32'
  return {
    version,
    cpu: [wasm ? 'wasm32' : cpu],
    ...(dev ? { dev } : {}),
    ...(os === 'linux' ? { libc: [name.includes('musl') ? 'musl' : 'glibc'] } : {}),
    optional: true,
    ...(wasm ? {} : { os: [os] }),
  }
}

if (import.meta.main) {
  const lockfile = JSON.parse(readFileSync('package-lock.json', 'utf8')) as Lockfile
  const { '': root, ...rest } = { ...lockfile.packages, ...Object.fromEntries(missingBuilds(lockfile)) }
  const sorted = Object.entries(rest).sort(([a], [b]) => (a < b ? -1 : 1))
  const packages = { ...(root ? { '': root } : {}), ...Object.fromEntries(sorted) }
  writeFileSync('package-lock.json', `${JSON.stringify({ ...lockfile, packages }, null, 2)}\n`)
}
