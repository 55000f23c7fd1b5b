import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { AlreadyRunning, lockFolder } from './lock.ts'
import { runToEnd, tail } from './run-to-end.ts'
import { hashSources } from './source-hash.ts'

/** All that the built pages depend on. */
const SOURCES = [
  'app',
  'components',
  'instrumentation.ts',
  'lib',
  'messages',
  'public',
  'next.config.ts',
  'package-lock.json',
  'postcss.config.mjs',
  'prisma/schema.prisma',
  'proxy.ts',
]

export type BuildOptions = {
  root: string
  /** How far it is, in Next's words. */
  progress?: (words: string) => void
  /** Told if another start is building the same folder. */
  say?: (sentence: string) => void
  /** Ends the build early; it is then begun anew the next time. */
  signal?: AbortSignal
}

/**
 * Builds the pages unless what stands in `.next` was built, to the end, from these very sources.
 *
 * @returns whether it had to
 * @throws {Error} with the end of what Next says
 */
export async function ensureBuild({ root, progress, say, signal }: BuildOptions): Promise<boolean> {
  const folder = join(root, '.next')
  const stamp = join(folder, 'cunbo-build-hash')
  const hash = hashSources(root, SOURCES)
  const isBuilt = () =>
    existsSync(join(folder, 'BUILD_ID')) && existsSync(stamp) && readFileSync(stamp, 'utf8') === hash
  if (isBuilt()) return false
  // Next empties its folder when it begins, except this one.
  const cache = join(folder, 'cache')
  mkdirSync(cache, { recursive: true })
  const lock = await waitForLock(cache, say)
  try {
    if (isBuilt()) return false
    // A build that is cut off must not look like the one before it.
    rmSync(stamp, { force: true })
    await build(root, progress, signal)
    writeFileSync(stamp, hash)
    return true
  } finally {
    lock.release()
  }
}

async function waitForLock(folder: string, say: BuildOptions['say']): Promise<ReturnType<typeof lockFolder>> {
  for (let told = false; ; ) {
    try {
      return lockFolder(folder, 'building the pages')
    } catch (error) {
      if (!(error instanceof AlreadyRunning)) throw error
      if (!told) say?.(`Another start (pid ${error.holder.pid}) is building the pages: waiting.`)
      told = true
      await sleep(500)
    }
  }
}

/** The lines of Next's that tell how far it is. */
const STEP = /^[\s▲○✓-]*((?:Creating|Compiled|Running|Collecting|Generating|Finalizing).*?)[\s.]*$/

async function build(
  root: string,
  progress: BuildOptions['progress'],
  signal: AbortSignal | undefined,
): Promise<void> {
  const { code, out, err } = await runToEnd({
    root,
    args: ['node_modules/next/dist/bin/next', 'build'],
    env: { ...process.env, NODE_ENV: 'production', NEXT_TELEMETRY_DISABLED: '1', NO_COLOR: '1' },
    line: (line) => {
      const step = STEP.exec(line)?.[1]
      if (step) progress?.(step)
    },
    signal,
  })
  if (code !== 0) throw new Error(`The pages could not be built:\n${tail(`${out}${err}`, 40)}`)
}
