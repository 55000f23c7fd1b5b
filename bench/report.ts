import { spawnSync } from 'node:child_process'
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { cpus, loadavg, totalmem } from 'node:os'
import { dirname, join } from 'node:path'
import { isMet, type Row } from './row.ts'

const ROOT = join(import.meta.dirname, '..')
const RESULTS = join(import.meta.dirname, 'results/latest.json')
const PAGE = join(ROOT, 'docs/benchmarks.md')
const BEGIN = '<!-- figures: written by npm run bench, not by hand -->'
const END = '<!-- end of the figures -->'

/** A row with when, in which commit and beside how much else it was measured. */
export interface Kept extends Row {
  readonly name: string
  readonly at: string
  readonly commit: string
  /** One-minute load of the machine before and after. */
  readonly load: readonly [before: number, after: number]
}

export interface Results {
  readonly machine: string
  readonly rows: readonly Kept[]
}

/** Exchanges the rows that were measured anew; the others stay as they were measured. */
export function keep(fresh: readonly Kept[], order: readonly string[]): void {
  const names = new Set(fresh.map(({ name }) => name))
  const before = existsSync(RESULTS) ? (JSON.parse(readFileSync(RESULTS, 'utf8')) as Results).rows : []
  const rows = [...before.filter(({ name }) => !names.has(name) && order.includes(name)), ...fresh].sort(
    (a, b) => order.indexOf(a.name) - order.indexOf(b.name),
  )
  const results: Results = { machine: machine(), rows }
  mkdirSync(dirname(RESULTS), { recursive: true })
  writeFileSync(RESULTS, `${JSON.stringify(results, null, 2)}\n`)
  if (existsSync(PAGE)) writeFileSync(PAGE, withTable(readFileSync(PAGE, 'utf8'), results))
}

/** The page with the table between its two marks; the prose around them is somebody's. */
export function withTable(page: string, { machine, rows }: Results): string {
  const [begin, end] = [page.indexOf(BEGIN), page.indexOf(END)]
  if (begin < 0 || end < begin) throw new Error('docs/benchmarks.md has lost the marks around its table')
  const lines = [
    `Machine: ${machine}.`,
    '',
    '| | ours | beside | ratio | target | | measured |',
    '|---|---|---|---|---|---|---|',
    ...rows.map(
      (row) =>
        `| ${row.what} | ${figure(row.ours, row.unit)} | ${besideOf(row)} | ${ratioOf(row)} | ${targetOf(row)} | ${isMet(row) ? 'met' : '**missed**'} | ${row.at.slice(0, 16).replace('T', ' ')} UTC, \`${row.commit}\`, load ${row.load.map((load) => load.toFixed(1)).join(' → ')} |`,
    ),
    ...rows.filter(({ note }) => note).flatMap(({ what, note }) => ['', `*${what}*: ${note}`]),
  ]
  return `${page.slice(0, begin)}${BEGIN}\n${lines.join('\n')}\n${page.slice(end)}`
}

/** One row for a terminal. */
export function say(row: Row): void {
  const beside = row.beside ? `, ${besideOf(row)}` : ''
  console.log(`${row.what}: ${figure(row.ours, row.unit)}${beside}`)
  const verdict = isMet(row) ? 'met' : 'MISSED'
  const rounds = row.rounds.map((round) => round.toFixed(2)).join(' ')
  console.log(`  ${ratioOf(row)}  target ${targetOf(row)}: ${verdict}; rounds: ${rounds}`)
  if (row.note) console.log(`  ${row.note}`)
}

const figure = (value: number, unit: string) =>
  `${value >= 100 ? Math.round(value).toLocaleString('en') : value.toFixed(value < 10 ? 2 : 1)} ${unit}`

const besideOf = ({ beside, theirs, unit }: Row) =>
  beside ? `${beside}${theirs === null ? '' : `: ${figure(theirs, unit)}`}` : '—'

const ratioOf = ({ ratio }: Row) => (ratio === null ? '—' : `${ratio.toFixed(2)} ×`)

const targetOf = ({ target: { of, atMost, atLeast }, unit }: Row) =>
  `${atMost === undefined ? `≥ ${atLeast}` : `≤ ${atMost}`} ${of === 'ratio' ? '×' : unit}`

function machine(): string {
  const processors = cpus()
  return [
    `${processors.length} × ${processors[0]?.model.trim() ?? process.arch}`,
    `${Math.round(totalmem() / 2 ** 30)} GB`,
    `${process.platform} ${process.arch}`,
    `Node ${process.versions.node}`,
  ].join(', ')
}

/** Of the commit that is measured; with a + when something is not committed. */
export function commit(): string {
  const git = (...args: string[]) => spawnSync('git', args, { cwd: ROOT, encoding: 'utf8' }).stdout?.trim()
  const hash = git('rev-parse', '--short', 'HEAD') || 'no commit'
  const touched = git('status', '--porcelain', '--untracked-files=no', '--', ':!bench/results', ':!docs')
  return touched ? `${hash}+` : hash
}

export const load = (): number => loadavg()[0] ?? 0
