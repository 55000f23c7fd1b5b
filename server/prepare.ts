import { join } from 'node:path'
import { parseEnv } from '#lib/kernel/env.ts'
import { migrate } from './migrate.ts'
import { ensureBuild } from './supervisor/build.ts'
import { whoseDatabase } from './supervisor/demo.ts'
import { ensureClient } from './supervisor/generate.ts'
import { setupLinkOf } from './supervisor/setup-link.ts'

// For those who run the processes apart (docs/deploy): `npm run build` makes what they need on disk, `npm run migrate`
// brings the database at DATABASE_URL up to it. `npm start` does both by itself.

const ROOT = join(import.meta.dirname, '..')

const STEPS: Record<string, () => Promise<string>> = {
  async build() {
    await ensureClient(ROOT)
    return (await ensureBuild({ root: ROOT, progress: say, say }))
      ? 'The pages are built.'
      : 'The pages are up to date.'
  },
  async migrate() {
    const parsed = parseEnv(process.env)
    if (!parsed.ok) throw new Error(parsed.problem)
    const { databaseUrl, publicUrl, authSecret } = parsed.value
    if (!databaseUrl) throw new Error('DATABASE_URL is missing: the database to migrate.')
    const { applied, unknown } = await migrate(databaseUrl)
    if (unknown.length > 0)
      say(`The database knows migrations that this release does not: ${unknown.join(', ')}.`)
    if (authSecret && (await whoseDatabase(databaseUrl)) === 'nobody')
      say(`Nobody is here yet. The first admin comes by this link: ${setupLinkOf(publicUrl, authSecret)}`)
    return applied.length > 0 ? `Migrated: ${applied.join(', ')}.` : 'The database is up to date.'
  },
}

function say(words: string): void {
  process.stdout.write(`${words}\n`)
}

const name = process.argv[2] ?? ''
try {
  const step = STEPS[name]
  if (!step) throw new Error(`There is no step "${name}": ${Object.keys(STEPS).join(', ')}.`)
  say(await step())
  process.exit(0)
} catch (error) {
  process.stderr.write(`${(error as Error).message}\n`)
  process.exit(1)
}
