import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { Client } from 'pg'

// What no buyer can do and a test cannot wait for: the clock that runs out, the provider that errs.

function kept(name: string) {
  return JSON.parse(readFileSync(join(process.env.SHOP_DATA_DIR ?? '.data', name), 'utf8'))
}

/** One statement about one row in the shop's own database. */
export async function inDatabase(statement: string, values: readonly unknown[]): Promise<void> {
  const rowCount = await run(statement, values)
  if (rowCount !== 1) throw new Error(`${statement} met ${rowCount} rows`)
}

async function run(statement: string, values: readonly unknown[] = []): Promise<number | null> {
  const client = new Client({
    host: '127.0.0.1',
    port: kept('ports.json').postgres,
    user: 'cunbo',
    password: kept('secrets.json').postgresPassword,
    database: 'cunbo',
  })
  await client.connect()
  try {
    return (await client.query(statement, [...values])).rowCount
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

/** Until it is mended, a checkout of hers breaks when her order is written down and its payment is not yet. */
export async function breakCheckoutOf(email: string): Promise<() => Promise<unknown>> {
  if (!/^[\w@.]+$/.test(email)) throw new Error(`${email} is to stand in a statement`)
  await run(`CREATE FUNCTION break_checkout() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN
    IF (SELECT email FROM "order" WHERE id = NEW.reference) = '${email}' THEN RAISE 'broken by a test'; END IF;
    RETURN NEW; END $$`)
  await run(
    `CREATE TRIGGER break_checkout BEFORE INSERT ON payment FOR EACH ROW EXECUTE FUNCTION break_checkout()`,
  )
  return () => run('DROP FUNCTION break_checkout CASCADE')
}
