import pg from 'pg'

/**
 * Creates the database that the URL names if it does not exist.
 *
 * @returns whether it was created now
 * @throws whatever pg says when there is no way in
 */
export async function createIfMissing(url: string): Promise<boolean> {
  const client = new pg.Client({ connectionString: url })
  const name = client.database
  try {
    await client.connect()
    return false
  } catch (error) {
    if (codeOf(error) !== '3D000' || name === undefined) throw error
  } finally {
    await client.end().catch(() => {})
  }
  await onMaintenance(url, async (maintenance) => {
    await maintenance.query(`CREATE DATABASE ${maintenance.escapeIdentifier(name)}`).catch((error) => {
      // Another start was quicker, by much or by little.
      if (codeOf(error) !== '42P04' && codeOf(error) !== '23505') throw error
    })
  })
  return true
}

/** Runs something on the same server's database `postgres`, which every server has. */
export async function onMaintenance<T>(url: string, run: (client: pg.Client) => Promise<T>): Promise<T> {
  const { host, port, user, password, ssl } = new pg.Client({ connectionString: url })
  const client = new pg.Client({ host, port, user, password, ssl, database: 'postgres' })
  try {
    await client.connect()
    return await run(client)
  } finally {
    await client.end().catch(() => {})
  }
}

/** PostgreSQL's five letters (`3D000`) or the system's word (`ECONNREFUSED`). */
export function codeOf(error: unknown): string | undefined {
  return (error as { code?: string } | null)?.code
}
