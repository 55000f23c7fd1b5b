import { existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { runToEnd, tail } from './run-to-end.ts'
import { hashSources } from './source-hash.ts'

/**
 * Generates Prisma's client into `prisma/generated/` unless it fits the schema and Prisma's version already.
 *
 * @returns whether it had to
 * @throws {Error} with what Prisma says
 */
export async function ensureClient(root: string): Promise<boolean> {
  const manifest = join(root, 'node_modules/prisma/package.json')
  const { version } = JSON.parse(readFileSync(manifest, 'utf8')) as { version: string }
  const hash = hashSources(root, ['prisma/schema.prisma'], [version])
  // Inside the folder that is generated: it goes when that goes.
  const stamp = join(root, 'prisma/generated/.cunbo-schema-hash')
  if (existsSync(stamp) && readFileSync(stamp, 'utf8') === hash) return false
  rmSync(stamp, { force: true })
  const { code, out, err } = await runToEnd({
    root,
    args: ['node_modules/prisma/build/index.js', 'generate'],
    // Nothing of it asks the network for news.
    env: { ...process.env, CHECKPOINT_DISABLE: '1', PRISMA_HIDE_UPDATE_MESSAGE: '1' },
  })
  if (code !== 0) throw new Error(`Prisma could not generate its client:\n${tail(`${out}${err}`, 20)}`)
  writeFileSync(stamp, hash)
  return true
}
