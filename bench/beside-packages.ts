import { spawnSync } from 'node:child_process'
import { copyFileSync, existsSync, mkdirSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'

// Bun and Lighthouse weigh more than the shop. They have a lock file of their own (bench/beside) and are installed by the
// bench alone, beside what else is kept in node_modules/.cache.

const LOCK = join(import.meta.dirname, 'beside')
const FOLDER = join(import.meta.dirname, '../node_modules/.cache/bench')
const FILES = ['package.json', 'package-lock.json'] as const

let installed: string | null | undefined

/** @returns the folder that the packages are in; null where npm could not get them */
function besidePackages(): string | null {
  if (installed !== undefined) return installed
  const same = FILES.every(
    (file) =>
      existsSync(join(FOLDER, file)) &&
      readFileSync(join(FOLDER, file)).equals(readFileSync(join(LOCK, file))),
  )
  if (same && existsSync(join(FOLDER, 'node_modules/.package-lock.json'))) {
    installed = join(FOLDER, 'node_modules')
    return installed
  }
  console.log('Installing what is measured beside …')
  mkdirSync(FOLDER, { recursive: true })
  for (const file of FILES) copyFileSync(join(LOCK, file), join(FOLDER, file))
  // Neither of the two needs its install script, and none of the others shall run one.
  const { status } = spawnSync('npm', ['ci', '--ignore-scripts', '--no-audit', '--no-fund'], {
    cwd: FOLDER,
    stdio: ['ignore', 'ignore', 'inherit'],
  })
  installed = status === 0 ? join(FOLDER, 'node_modules') : null
  return installed
}

/** Bun's program: `BUN`, or the one that npm brings. */
export function bunProgram(): string | null {
  const packages = besidePackages()
  const builds = packages ? readdirSync(join(packages, '@oven')) : []
  const candidates = [
    process.env.BUN,
    ...builds.map((build) => join(packages ?? '', '@oven', build, 'bin/bun')),
    'bun',
  ]
  return candidates.find((path) => path && spawnSync(path, ['--version']).status === 0) ?? null
}

/** Lighthouse's command line, to be run by Node. */
export function lighthouseCli(): string | null {
  const packages = besidePackages()
  return packages && join(packages, 'lighthouse/cli/index.js')
}
