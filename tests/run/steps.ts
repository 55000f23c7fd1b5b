import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { ensureBuild } from '#server/supervisor/build.ts'
import { ensureClient } from '#server/supervisor/generate.ts'
import { runToEnd, tail } from '#server/supervisor/run-to-end.ts'

export type Counts = { passed: number; failed: number; skipped: number }
export type Outcome = { ok: boolean; tests?: Counts; said?: string }
export type Step = (at: { root: string; signal: AbortSignal }) => Promise<Outcome>
export type StepName = 'client' | 'types' | 'lint' | 'imports' | 'unused' | 'build' | 'unit' | 'e2e'

/** Folders with sources of ours. */
const ROOMS = ['app', 'components', 'lib', 'server', 'prisma', 'tools', 'tests', 'bench']

export const STEPS: Record<StepName, Step> = {
  client: async (at) => {
    await ensureClient(at.root)
    return tool('node_modules/next/dist/bin/next', ['typegen'])(at)
  },
  types: tool('node_modules/typescript-7/bin/tsc', ['--noEmit']),
  lint: tool('node_modules/@biomejs/biome/bin/biome', ['ci', '--error-on-warnings', '--colors=off']),
  imports: (at) => {
    const there = new Set(readdirSync(at.root))
    const rooms = ROOMS.filter((room) => there.has(room))
    return tool('node_modules/dependency-cruiser/bin/dependency-cruiser.mjs', [
      '--config',
      '.dependency-cruiser.cjs',
      ...rooms,
    ])(at)
  },
  unused: tool('node_modules/knip/bin/knip.js', ['--no-progress', '--no-config-hints']),
  build: async ({ root, signal }) => {
    await ensureBuild({ root, signal })
    return { ok: true }
  },
  unit: (at) =>
    withReport(async (file) => {
      const args = ['run', '--reporter=default', '--reporter=json', `--outputFile.json=${file}`]
      const { ok } = await aloud('node_modules/vitest/vitest.mjs', args)(at)
      return { ok, counts: vitestCounts(read(file)) }
    }),
  e2e: (at) => {
    if (!hasSpecs(join(at.root, 'tests/e2e')))
      return Promise.resolve({ ok: true, said: 'There are none yet.' })
    return withReport(async (file) => {
      const report = { PLAYWRIGHT_JSON_OUTPUT_FILE: file }
      const { ok } = await aloud(
        'node_modules/@playwright/test/cli.js',
        ['test', '--reporter=list,json'],
        report,
      )(at)
      return { ok, counts: playwrightCounts(read(file)) }
    })
  },
}

/** A tool that is quiet unless something is wrong. */
function tool(script: string, args: string[]): Step {
  return async ({ root, signal }) => {
    const { code, out, err } = await runToEnd({ root, args: [script, ...args], env: environment(), signal })
    return { ok: code === 0, said: tail(`${out}${err}`, 80) }
  }
}

/** One that shows what it does while it does it. */
function aloud(script: string, args: string[], more: Record<string, string> = {}): Step {
  return async ({ root, signal }) => {
    const { code } = await runToEnd({
      root,
      args: [script, ...args],
      env: { ...environment(), ...more },
      line: (line) => process.stdout.write(`${line}\n`),
      signal,
    })
    return { ok: code === 0 }
  }
}

/** Nothing of ours or theirs asks the network for news. */
function environment(): NodeJS.ProcessEnv {
  return { ...process.env, NEXT_TELEMETRY_DISABLED: '1', CHECKPOINT_DISABLE: '1', DO_NOT_TRACK: '1' }
}

async function withReport(
  run: (file: string) => Promise<{ ok: boolean; counts: Counts | undefined }>,
): Promise<Outcome> {
  const folder = mkdtempSync(join(tmpdir(), 'cunbo-report-'))
  try {
    const { ok, counts } = await run(join(folder, 'report.json'))
    return counts
      ? { ok: ok && counts.failed === 0, tests: counts }
      : { ok: false, said: 'It ended without a report.' }
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}

function read(file: string): unknown {
  try {
    return JSON.parse(readFileSync(file, 'utf8'))
  } catch {
    return undefined
  }
}

type VitestReport = {
  numPassedTests: number
  numFailedTests: number
  numPendingTests: number
  numTodoTests: number
  testResults: { status: string; assertionResults: unknown[] }[]
}

/** A file that could not be loaded has no test that could fail: it counts as one. */
export function vitestCounts(report: unknown): Counts | undefined {
  if (!report) return undefined
  const { numPassedTests, numFailedTests, numPendingTests, numTodoTests, testResults } =
    report as VitestReport
  const unloaded = testResults.filter(
    (file) => file.status === 'failed' && file.assertionResults.length === 0,
  )
  return {
    passed: numPassedTests,
    failed: numFailedTests + unloaded.length,
    skipped: numPendingTests + numTodoTests,
  }
}

type PlaywrightReport = {
  stats: { expected: number; unexpected: number; flaky: number; skipped: number }
  errors: unknown[]
}

/** What failed first and passed then has passed, but is shown as flaky in the report above. */
export function playwrightCounts(report: unknown): Counts | undefined {
  if (!report) return undefined
  const { stats, errors } = report as PlaywrightReport
  return {
    passed: stats.expected + stats.flaky,
    failed: stats.unexpected + errors.length,
    skipped: stats.skipped,
  }
}

function hasSpecs(folder: string): boolean {
  try {
    return readdirSync(folder, { recursive: true }).some((name) => String(name).endsWith('.spec.ts'))
  } catch {
    return false
  }
}
