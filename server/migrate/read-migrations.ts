import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { MigrationList } from '@prisma/schema-engine-wasm/schema_engine_bg'

/** The committed migrations, as the engine wants them: every folder with its `migration.sql`, oldest first. */
export function readMigrations(folder: string): MigrationList {
  const names = existsSync(folder)
    ? readdirSync(folder, { withFileTypes: true })
        .filter((entry) => entry.isDirectory())
        .map((entry) => entry.name)
        .sort()
    : []
  const lock = join(folder, 'migration_lock.toml')
  return {
    baseDir: folder,
    lockfile: { path: 'migration_lock.toml', content: existsSync(lock) ? readFileSync(lock, 'utf8') : null },
    shadowDbInitScript: '',
    migrationDirectories: names.map((name) => ({
      path: name,
      migrationFile: { path: 'migration.sql', content: readSql(join(folder, name, 'migration.sql')) },
    })),
  }
}

function readSql(file: string): MigrationList['migrationDirectories'][number]['migrationFile']['content'] {
  try {
    return { tag: 'ok', value: readFileSync(file, 'utf8') }
  } catch (error) {
    return { tag: 'error', value: (error as Error).message }
  }
}
