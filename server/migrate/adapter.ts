import { randomUUID } from 'node:crypto'
import { PrismaPg } from '@prisma/adapter-pg'
import {
  DriverAdapterError,
  type SqlDriverAdapter,
  type SqlMigrationAwareDriverAdapterFactory,
} from '@prisma/driver-adapter-utils'
import pg from 'pg'
import { EnginePool, readingChars } from './engine-pool.ts'

/**
 * Prisma's own adapter for PostgreSQL, put right for its schema engine (as of 7.10): it cuts a migration at every
 * semicolon, inside strings and function bodies too, and runs the pieces each on its own. Here a script goes to
 * PostgreSQL as one message, which PostgreSQL runs whole or not at all.
 */
export class SchemaAdapter implements SqlMigrationAwareDriverAdapterFactory {
  readonly provider = 'postgres'
  readonly adapterName = '@prisma/adapter-pg'
  /** The first script that PostgreSQL refused, and what it said. */
  refusal: { script: string; error: pg.DatabaseError } | undefined
  readonly #url: string
  readonly #pool: EnginePool

  constructor(url: string, pool: EnginePool) {
    this.#url = url
    this.#pool = pool
  }

  connect(): Promise<SqlDriverAdapter> {
    return this.#over(this.#pool)
  }

  /** Prisma's own drops the database before it has left it, which PostgreSQL refuses. */
  async connectToShadowDb(): Promise<SqlDriverAdapter> {
    const name = `prisma_migrate_shadow_db_${randomUUID()}`
    await this.#pool.query(`CREATE DATABASE "${name}"`)
    const pool = new EnginePool(this.#url, name)
    const adapter = await this.#over(pool)
    adapter.dispose = async () => {
      await pool.end()
      await this.#pool.query(`DROP DATABASE IF EXISTS "${name}" WITH (FORCE)`)
    }
    return adapter
  }

  async #over(pool: EnginePool): Promise<SqlDriverAdapter> {
    const adapter = await new PrismaPg(pool).connect()
    adapter.queryRaw = readingChars(adapter.queryRaw.bind(adapter))
    adapter.executeScript = async (script) => {
      try {
        await pool.query(script)
      } catch (error) {
        if (!(error instanceof pg.DatabaseError)) throw error
        this.refusal ??= { script, error }
        const { code = '', severity = '', message, detail, column, hint } = error
        throw new DriverAdapterError({ kind: 'postgres', code, severity, message, detail, column, hint })
      }
    }
    return adapter
  }
}
