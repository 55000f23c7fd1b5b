import { setTimeout as delay } from 'node:timers/promises'
import { readLoop } from '#db/demo/cut-loop.ts'
import { logger } from '#lib/kernel/log.ts'
import { broadcastLoop } from './demo-encoder/broadcast-loop.ts'

/**
 * The demo's encoder: a program like any other encoder, which knows the shop by its ingest address alone.
 * `INGEST_URL` (with the key in it, never logged) says where to, `DEMO_LOOP` which film.
 * Ends with 0 when it is asked to or its key is refused, with 1 when it cannot work.
 */
const log = logger('demo-encoder')
const leaving = new AbortController()
for (const why of ['SIGTERM', 'SIGINT', 'disconnect'] as const) process.on(why, () => leaving.abort())

process.exitCode = await run()
// The supervisor's channel would keep the process alive.
if (process.connected) process.disconnect()

async function run(): Promise<number> {
  const address = process.env.INGEST_URL
  if (!address || !URL.canParse(address)) {
    log.fatal(
      'INGEST_URL must be the address that the encoder sends to, for instance http://127.0.0.1:3000/ingest/KEY.',
    )
    return 1
  }
  try {
    const film = await readLoop(process.env.DEMO_LOOP || undefined)
    const end = await broadcastLoop({
      ingestUrl: address,
      film,
      log,
      signal: leaving.signal,
      now: Date.now,
      wait: (ms) => delay(ms, undefined, { signal: leaving.signal }).catch(() => {}),
    })
    return end === 'unusable' ? 1 : 0
  } catch (err) {
    log.fatal({ err }, 'The demo’s film cannot be sent.')
    return 1
  }
}
