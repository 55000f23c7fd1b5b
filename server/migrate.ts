import { join } from 'node:path'
import pg from 'pg'
import { SchemaAdapter } from './migrate/adapter.ts'
import { codeOf, createIfMissing } from './migrate/create-database.ts'
import { EnginePool } from './migrate/engine-pool.ts'
import { NO_FILTER, openEngine, type SchemaEngine } from './migrate/open-engine.ts'
import { readMigrations } from './migrate/read-migrations.ts'

/** One number for all who migrate, so that two at once wait for each other. */
const ADVISORY_LOCK = 0x63756e62

export type Migrated = {
  /** The migrations that were applied now, oldest first. */
  applied: string[]
  /** Those that somebody had begun and not finished, and that were tried again. */
  retried: string[]
  /** Those that the database has and we do not know: it was used by a newer release. */
  unknown: string[]
}

/**
 * Brings a database up to the committed migrations, with Prisma's engine, table and checksums, so that Prisma's CLI
 * agrees afterwards. Creates the database if it does not exist.
 *
 * All of it is one transaction: whatever happens on the way, to us or to PostgreSQL, the database is either migrated or
 * as it was. (A migration must therefore not commit by itself, nor hold what PostgreSQL runs only outside a transaction,
 * such as CREATE INDEX CONCURRENTLY.) A migration that the CLI began and did not finish is tried again; if it had been
 * applied after all, that fails and changes nothing.
 *
 * @throws {Error} a sentence for the operator: which migration failed, what PostgreSQL says, that nothing was changed
 */
export async function migrate(
  url: string,
  folder = join(import.meta.dirname, '../prisma/migrations'),
): Promise<Migrated> {
  await createIfMissing(url).catch((error) => {
    throw new Error(noWayIn(url, error))
  })
  const pool = new EnginePool(url)
  // A cut connection is told by the query that it cuts.
  pool.on('error', () => {})
  const adapter = new SchemaAdapter(url, pool)
  const migrations = readMigrations(folder)
  const scripts = new Map(
    migrations.migrationDirectories.map(({ path, migrationFile }) => [migrationFile.content.value, path]),
  )
  let engine: SchemaEngine | undefined
  let retried: string[] = []
  try {
    await pool.query('BEGIN')
    await pool.query(`SELECT pg_advisory_xact_lock(${ADVISORY_LOCK})`)
    const recorded = await readRecord(pool)
    retried = recorded.filter((row) => !row.finished).map((row) => row.name)
    engine = await openEngine(adapter)
    for (const migrationName of retried) await engine.markMigrationRolledBack({ migrationName })
    const { appliedMigrationNames: applied } = await engine.applyMigrations({
      migrationsList: migrations,
      filters: NO_FILTER,
    })
    await pool.query('COMMIT')
    const known = new Set(scripts.values())
    return { applied, retried, unknown: recorded.map((row) => row.name).filter((name) => !known.has(name)) }
  } catch (error) {
    await pool.query('ROLLBACK').catch(() => {})
    const { refusal } = adapter
    if (refusal) throw new Error(refused(scripts.get(refusal.script), refusal.error, retried))
    if (codeOf(error) === 'P3005')
      throw new Error('The database holds tables that are not ours: point DATABASE_URL at an empty one.')
    throw new Error(`The database could not be migrated, nothing was changed: ${firstLine(error)}`)
  } finally {
    engine?.free()
    await pool.end()
  }
}

/** What earlier runs wrote down, except what was taken back. */
async function readRecord(pool: EnginePool): Promise<{ name: string; finished: boolean }[]> {
  const table = await pool.query(`SELECT to_regclass('_prisma_migrations') IS NOT NULL AS there`)
  if (!table.rows[0]?.there) return []
  const { rows } = await pool.query(
    `SELECT migration_name AS name, finished_at IS NOT NULL AS finished
       FROM _prisma_migrations WHERE rolled_back_at IS NULL ORDER BY started_at`,
  )
  return rows
}

function refused(migration: string | undefined, error: pg.DatabaseError, retried: string[]): string {
  const sentence = `The migration ${migration} failed and nothing was changed: ${error.message}.`
  return migration !== undefined && retried.includes(migration)
    ? `${sentence} An earlier run had begun it; if it was applied then, say so: npx prisma migrate resolve --applied ${migration}`
    : sentence
}

/** Never with the password: of the URL only where it leads. */
function noWayIn(url: string, error: unknown): string {
  const { host, port, user, database } = new pg.Client({ connectionString: url })
  const where = `${user}@${host}:${port}/${database}`
  const code = codeOf(error)
  if (code === 'ECONNREFUSED') return `No PostgreSQL answers at ${where} (DATABASE_URL).`
  if (code === '28P01') return `PostgreSQL refuses the password for ${where} (DATABASE_URL).`
  if (code === '42501') return `${where} does not exist, and this user may not create it (DATABASE_URL).`
  return `PostgreSQL at ${where} (DATABASE_URL) cannot be used: ${firstLine(error)}`
}

function firstLine(error: unknown): string {
  return (error instanceof Error ? error.message : String(error)).split('\n')[0] ?? ''
}
