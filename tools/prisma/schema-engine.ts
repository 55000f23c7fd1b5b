import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { parseArgs } from 'node:util'
import { answerRequests } from './answer-requests.ts'
import { runCommand } from './run-command.ts'

/**
 * Stands in for Prisma's native schema engine, which its CLI would download: the same arguments and the same JSON-RPC
 * over standard input and output (schema-engine/cli in prisma/prisma-engines), on the WebAssembly build from npm.
 */
const { values, positionals } = parseArgs({
  args: process.argv.slice(2),
  allowPositionals: true,
  strict: false,
  options: {
    version: { type: 'boolean' },
    datasource: { type: 'string' },
    datamodels: { type: 'string', multiple: true },
  },
})

const datasource: { url?: string } =
  typeof values.datasource === 'string' ? JSON.parse(values.datasource) : {}
const url = datasource.url || process.env.DATABASE_URL || ''

if (values.version) {
  const { enginesVersion } = createRequire(import.meta.url)('@prisma/engines-version')
  process.stdout.write(`schema-engine-cli ${enginesVersion}\n`)
} else if (positionals[0] === 'cli') {
  process.exitCode = await runCommand(positionals[1], url)
} else {
  const files = (values.datamodels ?? []).filter((file) => typeof file === 'string')
  await answerRequests(
    url,
    files.map((file) => [file, readFileSync(file, 'utf8')]),
  )
}
