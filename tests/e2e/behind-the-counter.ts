import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { Client } from 'pg'

// What no buyer can do and a test cannot wait for: the clock that runs out, the provider that errs.

function kept(name: string) {
  return JSON.parse(readFileSync(join(process.env.SHOP_DATA_DIR ?? '.data', name), 'utf8'))
}

/** One statement in the shop's own database. */
export async function inDatabase(statement: string, values: readonly unknown[]): Promise<void> {
  const client = new Client({
    host: '127.0.0.1',
    port: kept('ports.json').postgres,
    user: 'cunbo',
    password: kept('secrets.json').postgresPassword,
    database: 'cunbo',
  })
  await client.connect()
  try {
    const { rowCount } = await client.query(statement, [...values])
    if (rowCount !== 1) throw new Error(`${statement} met ${rowCount} rows`)
  } finally {
    await client.end()
  }
}

const idIn = (orderPage: string) => /ord_\w+/.exec(orderPage)?.[0]

/** The time to pay is over: the shop finds that out by itself, as it does after a quarter of an hour. */
export async function letTimeRunOut(orderPage: string): Promise<void> {
  await inDatabase(`UPDATE "order" SET deadline = now() - interval '1 second' WHERE id = $1`, [
    idIn(orderPage),
  ])
}

/** The provider has said that no money can come, and its page takes some all the same. */
export async function letProviderErr(orderPage: string): Promise<void> {
  await inDatabase(`UPDATE payment SET state = 'EXPIRED' WHERE reference = $1`, [idIn(orderPage)])
}

/** Lets the provider's news wait, or lets them go. */
export async function providerNews(what: 'hold' | 'release'): Promise<void> {
  const answer = await fetch(`http://127.0.0.1:${kept('ports.json').sandbox}/_sandbox/events/${what}`, {
    method: 'POST',
  })
  if (!answer.ok) throw new Error(`the payments sandbox answers ${answer.status}: ${await answer.text()}`)
}
