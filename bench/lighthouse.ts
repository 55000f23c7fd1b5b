import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { browserOnThisMachine } from '../tests/run/browser.ts'
import { lighthouseCli } from './beside-packages.ts'
import { helloWorld } from './hello-world.ts'
import { compare, inTurns, median, type NotHere, type Row } from './row.ts'
import { benchShop, CHROMIUM_FLAGS, NO_BROWSER } from './shop.ts'

const CATEGORIES = ['performance', 'accessibility', 'best-practices', 'seo'] as const
type Scores = Record<(typeof CATEGORIES)[number], number>
const ROUNDS = 5
/** Floor in all four, for every page. */
const FLOOR = 95
const WATCH = '/en/live/harvest-morning'
/** Pages that a search engine may keep, as the fourth score wants; baskets and orders are none. */
const OTHERS = ['/en', '/zh/products/navel-oranges']

/** Lighthouse as it comes: a mid-range phone on slow 4G, simulated from what the page did. */
export async function measureLighthouse(): Promise<readonly Row[] | NotHere> {
  const chromium = browserOnThisMachine()
  if (!chromium) return NO_BROWSER
  const cli = lighthouseCli()
  if (!cli) return 'Lighthouse could not be installed.'
  const [shop, hello] = [await benchShop(), await helloWorld()]
  const folder = mkdtempSync(join(tmpdir(), 'cunbo-bench-lighthouse-'))
  const seen = new Map<string, Scores[]>()
  const audit = async (url: string, name: string) => {
    const scores = await scoresOf({ cli, chromium, folder, url })
    seen.set(name, [...(seen.get(name) ?? []), scores])
    return scores.performance
  }
  try {
    const pairs = await inTurns(
      ROUNDS,
      () => audit(`${shop.url}${WATCH}`, WATCH),
      () => audit(hello.origin, 'hello-world'),
    )
    for (const path of OTHERS) await audit(`${shop.url}${path}`, path)
    seen.delete('hello-world')
    return rowsOf(compare(pairs), seen)
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}

function rowsOf(performance: ReturnType<typeof compare>, seen: Map<string, Scores[]>): Row[] {
  const medians = [...seen].map(([path, rounds]) => {
    const scores = CATEGORIES.map((category) => median(rounds.map((scores) => scores[category])))
    return { path, scores, rounds: rounds.length }
  })
  const list = medians.map(
    ({ path, scores, rounds }) =>
      `\`${path}\` ${scores.join(', ')} (${rounds === 1 ? 'once' : `${rounds} rounds`})`,
  )
  const lowest = Math.min(...medians.flatMap(({ scores }) => scores))
  return [
    {
      what: 'Lighthouse, phone, performance of the watch page on air',
      beside: 'Next hello-world',
      unit: 'of 100',
      ...performance,
      target: { of: 'ratio', atLeast: 0.97 },
    },
    {
      what: 'Lighthouse, phone, the lowest of four scores on three pages',
      beside: null,
      unit: 'of 100',
      ours: lowest,
      theirs: null,
      ratio: null,
      rounds: medians.flatMap(({ scores }) => scores),
      target: { of: 'ours', atLeast: FLOOR },
      note: `performance, accessibility, best practices, search: ${list.join('; ')}.`,
    },
  ]
}

async function scoresOf(
  on: { cli: string; chromium: string; folder: string; url: string },
  tries = 3,
): Promise<Scores> {
  const file = join(on.folder, 'report.json')
  const run = spawn(
    process.execPath,
    [
      on.cli,
      on.url,
      '--quiet',
      '--output=json',
      `--output-path=${file}`,
      `--only-categories=${CATEGORIES.join(',')}`,
      // A show on air never falls silent: what has come by then is what a visitor has.
      '--max-wait-for-load=10000',
      `--chrome-flags=--headless=new ${CHROMIUM_FLAGS.join(' ')}`,
    ],
    { stdio: ['ignore', 'ignore', 'inherit'], env: { ...process.env, CHROME_PATH: on.chromium } },
  )
  const [code] = await once(run, 'exit')
  // It loses a trace now and then, says so, and asks to be run again.
  if (code !== 0 && tries > 1) return await scoresOf(on, tries - 1)
  if (code !== 0) throw new Error(`Lighthouse ended with ${code} on ${on.url}`)
  const report = JSON.parse(readFileSync(file, 'utf8'))
  return Object.fromEntries(
    CATEGORIES.map((category) => [category, Math.round(report.categories[category].score * 100)]),
  ) as Scores
}
