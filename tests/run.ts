import { join } from 'node:path'
import { describeMachine, prepareMachine } from './run/machine.ts'
import { type Outcome, STEPS, type StepName } from './run/steps.ts'
import { closingLine, type Timed, table } from './run/table.ts'

// `npm test`: everything that must hold, with a table and one closing line. `npm run check`: what needs no browser, no
// database and no build. `npm test -- unit e2e`: only these.

const ROOT = join(import.meta.dirname, '..')
const CHECK: StepName[] = ['types', 'lint', 'imports', 'unused']
const ALL: StepName[] = [...CHECK, 'build', 'unit', 'e2e']
/** What a step cannot do without. */
const NEEDS: Partial<Record<StepName, StepName>> = { unit: 'build', e2e: 'build' }

const timed: Timed[] = []
const aborted = new AbortController()
for (const signal of ['SIGINT', 'SIGTERM', 'disconnect'] as const) {
  process.on(signal as 'SIGINT', () => aborted.abort())
}

main().then(
  (code) => process.exit(code),
  (error: Error) => {
    process.stderr.write(`${error.message}\n`)
    process.exit(1)
  },
)

async function main(): Promise<number> {
  const chosen = choose(process.argv.slice(2))
  const has = (name: StepName) => chosen.includes(name)
  if (has('unit') || has('e2e')) {
    await prepareMachine({ browser: has('e2e') })
    process.stdout.write(`${describeMachine()}\n`)
  }
  await run('client')
  // The build leaves half of two cores idle: the static checks go beside it.
  await Promise.all([inTurn(CHECK.filter(has)), has('build') ? run('build') : undefined])
  await inTurn((['unit', 'e2e'] as const).filter(has))
  if (aborted.signal.aborted) throw new Error('Stopped.')
  process.stdout.write(`\n${table(timed)}\n${closingLine(timed)}\n`)
  return timed.every(({ outcome }) => outcome.ok) ? 0 : 1
}

function choose(words: string[]): StepName[] {
  if (words.length === 0) return ALL
  const chosen = words.flatMap((word) => (word === 'check' ? CHECK : [word as StepName]))
  const strange = chosen.find((name) => !ALL.includes(name))
  if (strange) throw new Error(`There is no step "${strange}": check, ${ALL.join(', ')}.`)
  const needed = chosen.flatMap((name) => NEEDS[name] ?? [])
  return ALL.filter((name) => chosen.includes(name) || needed.includes(name))
}

async function inTurn(names: readonly StepName[]): Promise<void> {
  for (const name of names) await run(name)
}

async function run(name: StepName): Promise<void> {
  if (aborted.signal.aborted) return
  const began = performance.now()
  const missing = timed.find((before) => before.name === NEEDS[name] && !before.outcome.ok)
  const outcome: Outcome = missing
    ? { ok: false, said: `Not run, because ${missing.name} failed.` }
    : await STEPS[name]({ root: ROOT, signal: aborted.signal }).catch((error: Error) => ({
        ok: false,
        said: error.message,
      }))
  timed.push({ name, seconds: (performance.now() - began) / 1000, outcome })
  if (!outcome.ok && outcome.said) process.stdout.write(`\n✗ ${name}\n${outcome.said}\n`)
  else process.stdout.write(`${outcome.ok ? '✓' : '✗'} ${name}\n`)
}
