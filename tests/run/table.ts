import type { Outcome, StepName } from './steps.ts'

export type Timed = { name: StepName; seconds: number; outcome: Outcome }

/** One line a step: how it went, how long it took and, where it runs tests, how many. */
export function table(timed: readonly Timed[]): string {
  return timed
    .map(({ name, seconds, outcome: { ok, tests } }) => {
      const counts = tests ? `  ${tests.passed} passed, ${tests.failed} failed, ${tests.skipped} skipped` : ''
      return `${ok ? '✓' : '✗'} ${name.padEnd(8)}${seconds.toFixed(1).padStart(7)} s${counts}`
    })
    .join('\n')
}

/** The tests of all steps together; a step that failed otherwise than by a test counts as one failure. */
export function closingLine(timed: readonly Timed[]): string {
  let passed = 0
  let failed = 0
  for (const { outcome } of timed) {
    passed += outcome.tests?.passed ?? 0
    failed += outcome.tests?.failed || (outcome.ok ? 0 : 1)
  }
  return `${passed} passed, ${failed} failed`
}
