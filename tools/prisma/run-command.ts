import pg from 'pg'
import { codeOf, createIfMissing, onMaintenance } from '#server/migrate/create-database.ts'

/** Prisma's numbers for PostgreSQL's and the system's. */
const PRISMA_CODES: Record<string, string> = { '3D000': 'P1003', '42P04': 'P1009', '28P01': 'P1000' }

/**
 * `schema-engine cli can-connect-to-database | create-database | drop-database`: says nothing and ends with 0, or
 * says why not as a line of JSON on standard error and ends with 1.
 */
export async function runCommand(command: string | undefined, url: string): Promise<number> {
  // The CLI takes the first line for a greeting.
  tell('INFO', { message: 'Starting the schema engine' })
  try {
    if (command === 'can-connect-to-database') await connectOnce(url)
    else if (command === 'create-database') await create(url)
    else if (command === 'drop-database') await drop(url)
    else throw new Error(`There is no command ${command}.`)
    return 0
  } catch (error) {
    const code = codeOf(error)
    const message = (error instanceof Error && error.message) || String(code)
    tell('ERROR', { message, error_code: PRISMA_CODES[code ?? ''] ?? 'P1001', is_panic: false })
    return 1
  }
}

async function connectOnce(url: string): Promise<void> {
  const client = new pg.Client({ connectionString: url })
  try {
    await client.connect()
  } finally {
    await client.end().catch(() => {})
  }
}

async function create(url: string): Promise<void> {
  if (await createIfMissing(url)) return
  throw Object.assign(new Error('The database exists already.'), { code: '42P04' })
}

async function drop(url: string): Promise<void> {
  const { database = '' } = new pg.Client({ connectionString: url })
  await onMaintenance(url, (client) =>
    client.query(`DROP DATABASE IF EXISTS ${client.escapeIdentifier(database)} WITH (FORCE)`),
  )
}

function tell(level: string, fields: object): void {
  const line = { timestamp: new Date().toISOString(), level, fields, target: 'schema_engine::logger' }
  process.stderr.write(`${JSON.stringify(line)}\n`)
}
