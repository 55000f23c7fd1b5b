import { AsyncLocalStorage } from 'node:async_hooks'
import { ColumnTypeEnum, type SqlQueryable } from '@prisma/driver-adapter-utils'
import pg from 'pg'

const CHAR = 18
const TEXT = 25

/** The columns of the type "char" that the query now under way came upon. */
const charColumns = new AsyncLocalStorage<Set<number>>()

/**
 * The one connection that Prisma's schema engine works over: its lock belongs to a session, and so may a transaction
 * around everything it does (migrate.ts).
 *
 * The engine reads PostgreSQL's catalogue, which has columns of the type "char"; Prisma's adapter (7.10) throws on
 * that type. To the adapter they are given out as text, and `readingChars` names them as characters again.
 */
export class EnginePool extends pg.Pool {
  constructor(url: string, database?: string) {
    super({
      ...connectionFields(url),
      ...(database === undefined ? {} : { database }),
      max: 1,
      idleTimeoutMillis: 0,
    })
  }

  override async query(query: pg.QueryConfig | string): Promise<pg.QueryResult> {
    const result = await super.query(query)
    for (const [index, field] of (result.fields ?? []).entries()) {
      if (field.dataTypeID !== CHAR) continue
      field.dataTypeID = TEXT
      charColumns.getStore()?.add(index)
    }
    return result
  }
}

/** Wraps the adapter's `queryRaw` over an EnginePool. */
export function readingChars(queryRaw: SqlQueryable['queryRaw']): SqlQueryable['queryRaw'] {
  return async (query) => {
    const chars = new Set<number>()
    const result = await charColumns.run(chars, () => queryRaw(query))
    const columnTypes = result.columnTypes.map((type, index) =>
      chars.has(index) ? ColumnTypeEnum.Character : type,
    )
    return { ...result, columnTypes }
  }
}

/**
 * The parts of a connection string one by one. With the string itself pg would prefer its database over the one
 * named beside it, and the shadow database, which is dropped in the end, would be the real one.
 */
function connectionFields(url: string): pg.PoolConfig {
  const { host, port, user, password, database, ssl } = new pg.Client({ connectionString: url })
  return { host, port, user, password, database, ssl }
}
