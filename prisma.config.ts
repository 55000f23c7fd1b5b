import { join } from 'node:path'
import { defineConfig } from 'prisma/config'

// The CLI reads this after it has loaded this file, and then downloads nothing (docs/decisions).
process.env.PRISMA_SCHEMA_ENGINE_BINARY ??= join(import.meta.dirname, 'tools/prisma/schema-engine')

export default defineConfig({
  schema: 'prisma/schema.prisma',
  migrations: { path: 'prisma/migrations' },
  datasource: { url: process.env.DATABASE_URL ?? '' },
})
