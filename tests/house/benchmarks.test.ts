import { expect, test } from 'vitest'
import { type Kept, withTable } from '../../bench/report.ts'
import { compare, inTurns, isMet, quantile } from '../../bench/row.ts'

const row = (change: Partial<Kept>): Kept => ({
  name: 'segments',
  what: 'a segment',
  beside: 'nginx',
  unit: 'µs',
  ours: 140,
  theirs: 100,
  ratio: 1.4,
  rounds: [1.4],
  target: { of: 'ratio', atMost: 1.5 },
  at: '2026-11-27T08:00:00.000Z',
  commit: 'abc1234',
  load: [0.1, 0.9],
  ...change,
})

test('The ratio is the median of the rounds, in which one that went wrong does not count', () => {
  const { ratio, ours, theirs } = compare([
    [10, 10],
    [12, 10],
    [900, 10],
  ])
  expect({ ratio, ours, theirs }).toEqual({ ratio: 1.2, ours: 12, theirs: 10 })
})

test('Sides take turns at going first, and each figure stays with its side', async () => {
  const order: string[] = []
  const side = (name: string, figure: number) => async () => {
    order.push(name)
    return figure
  }
  expect(await inTurns(2, side('ours', 1), side('theirs', 2))).toEqual([
    [1, 2],
    [1, 2],
  ])
  expect(order).toEqual(['ours', 'theirs', 'theirs', 'ours'])
})

test('Ninety-nine of a hundred', () => {
  const hundred = Array.from({ length: 100 }, (_, i) => 100 - i)
  expect(quantile(hundred, 0.99)).toBe(100)
  expect(quantile(hundred, 0.5)).toBe(51)
})

test('A target is met from the side that it names, of the figure that it names', () => {
  expect(isMet(row({}))).toBe(true)
  expect(isMet(row({ ratio: 1.51 }))).toBe(false)
  expect(isMet(row({ target: { of: 'ratio', atLeast: 1.5 } }))).toBe(false)
  expect(isMet(row({ target: { of: 'ours', atMost: 100 } }))).toBe(false)
  expect(isMet(row({ ratio: null }))).toBe(false)
})

test('The table is written between its marks and the prose around it is left alone', () => {
  const page = (table: string) =>
    `# Benchmarks\n\nwords\n\n<!-- figures: written by npm run bench, not by hand -->\n${table}<!-- end of the figures -->\n\nmore words\n`
  const results = { machine: '2 × a processor', rows: [row({}), row({ ratio: 1.6, note: 'read this' })] }
  const written = withTable(page('old | figures\n'), results)
  expect(written).toBe(withTable(written, results))
  expect(written).toMatch(/^# Benchmarks\n\nwords\n\n<!--[\s\S]*-->\n\nmore words\n$/)
  expect(written).not.toContain('old | figures')
  expect(written).toContain(
    '| a segment | 140 µs | nginx: 100 µs | 1.40 × | ≤ 1.5 × | met | 2026-11-27 08:00 UTC, `abc1234`, load 0.1 → 0.9 |',
  )
  expect(written).toContain('| 1.60 × | ≤ 1.5 × | **missed** |')
  expect(written).toContain('*a segment*: read this')
})

test('A page without the marks is not overwritten', () => {
  expect(() => withTable('# Somebody’s own page\n', { machine: '', rows: [] })).toThrow(/marks/)
})
