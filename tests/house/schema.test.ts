import { expect, test } from 'vitest'
import { runToEnd } from '#server/supervisor/run-to-end.ts'
import { testDatabase } from '../fixtures/database.ts'

const prisma = async (url: string, ...args: string[]) => {
  const { code, out, err } = await runToEnd({
    root: process.cwd(),
    args: ['node_modules/prisma/build/index.js', ...args],
    env: { ...process.env, DATABASE_URL: url, CHECKPOINT_DISABLE: '1', NO_COLOR: '1' },
  })
  return { code, said: `${out}${err}` }
}

test('The committed migrations make what the schema says, as Prisma’s own command line sees it', async () => {
  const { url, drop } = await testDatabase()
  try {
    const status = await prisma(url, 'migrate', 'status')
    expect(status.said).toContain('Database schema is up to date')
    const toSchema = ['--to-schema', 'prisma/schema.prisma', '--exit-code']
    const diff = await prisma(url, 'migrate', 'diff', '--from-migrations', 'prisma/migrations', ...toSchema)
    // 2 would mean that something is missing from the migrations, which is then printed.
    expect(diff.code, diff.said).toBe(0)
    const drift = await prisma(url, 'migrate', 'diff', '--from-config-datasource', ...toSchema)
    expect(drift.code, drift.said).toBe(0)
  } finally {
    await drop()
  }
  // Three starts of the command line, each with a process of the engine.
}, 120_000)
