import { expect, test } from 'vitest'
import { playwrightCounts, vitestCounts } from './steps.ts'
import { closingLine, type Timed, table } from './table.ts'

const step = (name: Timed['name'], outcome: Timed['outcome']): Timed => ({ name, seconds: 1.25, outcome })

test('The closing line adds the tests up; a step that fails without a test counts as one', () => {
  const unit = step('unit', { ok: true, tests: { passed: 40, failed: 0, skipped: 1 } })
  const e2e = step('e2e', { ok: false, tests: { passed: 7, failed: 2, skipped: 0 } })
  expect(closingLine([step('types', { ok: true }), unit])).toBe('40 passed, 0 failed')
  expect(closingLine([step('types', { ok: false }), unit, e2e])).toBe('47 passed, 3 failed')
  // All tests passed and the runner still ended badly: an unhandled rejection, for instance.
  const badly = { ...unit, outcome: { ...unit.outcome, ok: false } }
  expect(closingLine([badly])).toBe('40 passed, 1 failed')
})

test('The table says of each step how it went', () => {
  const unit = step('unit', { ok: false, tests: { passed: 40, failed: 1, skipped: 2 } })
  expect(table([step('types', { ok: true }), unit])).toBe(
    '✓ types       1.3 s\n✗ unit        1.3 s  40 passed, 1 failed, 2 skipped',
  )
})

test('A test file that cannot be loaded is a failure, and a lost report is told', () => {
  const file = (status: string, assertionResults: unknown[]) => ({ status, assertionResults })
  const report = {
    numPassedTests: 3,
    numFailedTests: 1,
    numPendingTests: 1,
    numTodoTests: 0,
    testResults: [file('passed', [1]), file('failed', [1]), file('failed', [])],
  }
  expect(vitestCounts(report)).toEqual({ passed: 3, failed: 2, skipped: 1 })
  expect(vitestCounts(undefined)).toBeUndefined()
  const stats = { expected: 5, unexpected: 1, flaky: 1, skipped: 2 }
  expect(playwrightCounts({ stats, errors: [{}] })).toEqual({ passed: 6, failed: 2, skipped: 2 })
})
