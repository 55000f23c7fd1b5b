import { existsSync, readFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { defineConfig } from 'prisma/config'

// The CLI reads this after it has loaded this file, and then downloads no engine.
process.env.PRISMA_SCHEMA_ENGINE_BINARY ??= join(import.meta.dirname, 'tools/prisma/schema-engine')

/** Without DATABASE_URL: the database of the shop that runs here (`npm start`), if one does. */
function embeddedUrl(): string {
  const read = (name: string) => {
    const file = resolve(import.meta.dirname, process.env.DATA_DIR ?? '.data', name)
    return existsSync(file) ? JSON.parse(readFileSync(file, 'utf8')) : {}
  }
  const { postgres } = read('ports.json')
  const { postgresPassword } = read('secrets.json')
  return postgres && postgresPassword
    ? `postgresql://cunbo:${postgresPassword}@127.0.0.1:${postgres}/cunbo`
    : ''
}

export default defineConfig({
  schema: 'prisma/schema.prisma',
  migrations: { path: 'prisma/migrations' },
  datasource: { url: process.env.DATABASE_URL || embeddedUrl() },
})
