import 'server-only'
import { setTimeout as delay } from 'node:timers/promises'
import { Client } from 'pg'
import { connectionOf } from './db.ts'
import { env } from './env.ts'
import type { Logger } from './log.ts'

export interface Listening {
  close(): Promise<void>
}

/**
 * Keeps one connection that hears PostgreSQL's notifications on `channels`. Notifications are hints: what was
 * said while the connection was down is lost, so `onConnect` runs after every (re)connection and must look for
 * itself. Comes back by itself for as long as it is not closed.
 */
export function listen(options: {
  channels: readonly string[]
  onNotice: (channel: string, payload: string) => void
  onConnect: () => void
  /** An advisory lock to share for as long as the connection lives, by which others see that we do. */
  sign?: { readonly classId: number; readonly objectId: number }
  log: Logger
}): Listening {
  const { channels, onNotice, onConnect, sign, log } = options
  const stop = new AbortController()
  let client: Client | undefined

  async function hold(): Promise<void> {
    const { databaseUrl } = env()
    if (!databaseUrl) throw new Error('DATABASE_URL is missing: start with npm start, or set it.')
    client = new Client({ ...connectionOf(databaseUrl), keepAlive: true, application_name: 'cunbo listen' })
    const gone = new Promise<Error>((resolve) => {
      client?.on('error', resolve)
      client?.on('end', () => resolve(new Error('the connection ended')))
    })
    client.on('notification', ({ channel, payload }) => onNotice(channel, payload ?? ''))
    await client.connect()
    for (const channel of channels) await client.query(`listen ${client.escapeIdentifier(channel)}`)
    if (sign) await client.query('select pg_advisory_lock_shared($1, $2)', [sign.classId, sign.objectId])
    onConnect()
    throw await gone
  }

  const running = (async () => {
    let pause = 100
    while (!stop.signal.aborted) {
      const began = Date.now()
      try {
        await hold()
      } catch (err) {
        if (stop.signal.aborted) break
        log.warn({ err }, 'lost the ear on the database; trying again')
        client?.end().catch(() => {})
        // A connection that held a while was healthy: begin with short pauses again.
        pause = Date.now() - began > 30_000 ? 100 : Math.min(pause * 2, 5_000)
        await delay(pause, undefined, { signal: stop.signal }).catch(() => {})
      }
    }
  })()

  return {
    async close() {
      stop.abort()
      await client?.end().catch(() => {})
      await running
    },
  }
}
