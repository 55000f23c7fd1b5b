import { spawnSync } from 'node:child_process'
import { existsSync, readdirSync } from 'node:fs'
import { browserOnThisMachine, downloadBrowser } from './browser.ts'

/** Debian's package for each thing that some tests want; without it those are skipped, with a word. */
const WANTED: Record<string, () => boolean> = {
  ffmpeg: () => isThere('/usr/bin/ffmpeg', '/usr/local/bin/ffmpeg', '/opt/homebrew/bin/ffmpeg'),
  nginx: () => isThere('/usr/sbin/nginx', '/usr/local/bin/nginx', '/opt/homebrew/bin/nginx'),
  libfaketime: () => inLibraries('faketime/libfaketime.so.1'),
  'fonts-noto-cjk': () =>
    process.platform !== 'linux' || isThere('/usr/share/fonts/opentype/noto/NotoSansCJK-Regular.ttc'),
}

/**
 * Gets what the tests need of the machine: through apt where we are root and it is there, else as far as npm reaches.
 *
 * @throws {Error} a sentence, when a browser is needed and cannot be had
 */
export async function prepareMachine({ browser }: { browser: boolean }): Promise<void> {
  const missing = Object.keys(WANTED).filter((name) => !WANTED[name]?.())
  if (browser && !browserOnThisMachine()) missing.push('chromium')
  if (missing.length > 0) installWithApt(missing)
  if (!browser) return
  const path = browserOnThisMachine() ?? (await downloadBrowser())
  if (!path)
    throw new Error(
      'There is no browser for the end-to-end tests: install Chromium, or name one with CHROMIUM_PATH.',
    )
  process.env.CHROMIUM_PATH = path
}

/** What of it is there, in a line. */
export function describeMachine(): string {
  const words = Object.entries(WANTED).map(([name, isHere]) => `${name} ${isHere() ? 'yes' : 'no'}`)
  return `browser ${process.env.CHROMIUM_PATH ?? 'not needed'}, ${words.join(', ')}`
}

function installWithApt(packages: string[]): void {
  if (process.getuid?.() !== 0 || !existsSync('/usr/bin/apt-get')) return
  process.stdout.write(`Installing ${packages.join(', ')} …\n`)
  const apt = (...args: string[]) =>
    spawnSync('apt-get', args, {
      stdio: ['ignore', 'ignore', 'inherit'],
      env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' },
    })
  const install = () => apt('install', '-y', '-q', '--no-install-recommends', ...packages).status === 0
  // The list of packages of a fresh image is empty, and one that is there may be old.
  apt('update', '-q')
  if (!install()) process.stdout.write(`Not to be had here: ${packages.join(', ')}.\n`)
}

function isThere(...paths: string[]): boolean {
  return paths.some((path) => existsSync(path))
}

/** Debian keeps libraries in a folder named after the machine, such as /usr/lib/x86_64-linux-gnu. */
function inLibraries(name: string): boolean {
  if (process.platform !== 'linux') return false
  return readdirSync('/usr/lib').some((folder) => existsSync(`/usr/lib/${folder}/${name}`))
}
