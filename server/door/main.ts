import { join } from 'node:path'
import { pictureFile } from '#lib/catalog/picture-files.ts'
import { FEED_CHANNEL, LEVELS_CHANNEL } from '#lib/feed/channels.ts'
import { beatPresence, feedHead, feedSince } from '#lib/feed/queries.ts'
import { systemContext } from '#lib/kernel/context.ts'
import { closeDb } from '#lib/kernel/db.ts'
import { env } from '#lib/kernel/env.ts'
import { houseNow } from '#lib/kernel/house-time.ts'
import { keepHouseTime } from '#lib/kernel/keep-house-time.ts'
import { listen as listenToDatabase } from '#lib/kernel/listen.ts'
import { logger } from '#lib/kernel/log.ts'
import { doorShow, showIdOf } from '#lib/live/queries.ts'
import { SHOW_CHANNEL } from '#lib/live/tell-doors.ts'
import { authSecret } from '#lib/members/auth-secret.ts'
import { clientOf, trustedProxies } from './client-address.ts'
import { createDoor, listen } from './create-door.ts'
import type { DoorConfig } from './door-config.ts'
import { feedHub } from './feed-hub.ts'
import { createMediaRoutes } from './media-routes.ts'
import { readiness } from './readiness.ts'
import { requestIds } from './request-ids.ts'

// The door as a process: reads the environment, opens what it stands on, listens, and lets everybody out in the end.

/** Requests that are being answered may take this long when the door closes; the supervisor waits a little longer. */
const DRAIN_MS = 8_000

const settings = env()
const log = logger('door')
const doorId = systemContext().id('request')

const config: DoorConfig = {
  publicUrl: new URL(settings.publicUrl),
  bound: settings.host,
  webOrigin: settings.webOrigin,
  sandboxOrigin: settings.payments === 'sandbox' ? settings.paymentsApiBase : null,
  payOrigins: settings.payments === 'stripe' ? ['https://checkout.stripe.com'] : [],
  authSecret: authSecret(),
  trustsProxy: trustedProxies(settings.trustedProxy),
  staticDir: join(import.meta.dirname, '../../.next/static'),
  development: settings.development,
}

const hub = feedHub(
  {
    head: feedHead,
    since: feedSince,
    beat: (counts) => beatPresence(doorId, counts, houseNow()),
  },
  log,
)
const ear = listenToDatabase({
  channels: [FEED_CHANNEL, LEVELS_CHANNEL],
  onNotice: (channel, payload) => (channel === FEED_CHANNEL ? hub.onFeed(payload) : hub.onLevels(payload)),
  onConnect: () => hub.lookAgain(),
  log,
})
const media = createMediaRoutes({
  log,
  dataDir: settings.dataDir,
  diskFloorBytes: settings.diskFloorBytes,
  replayDays: settings.replayDays,
  context: (request) => systemContext(request && requestIds.of(request)),
  doorShow: (slug) => doorShow({ slug }),
  clientAddress: (request) => clientOf(request, config.trustsProxy).address,
  showChannel: SHOW_CHANNEL,
})
const door = createDoor({
  config,
  media,
  hub,
  showIdOf,
  pictureFile,
  ready: () => readiness({ webOrigin: config.webOrigin, sandboxOrigin: config.sandboxOrigin }),
  log,
})

let leaving = false
async function leave(why: string): Promise<void> {
  if (leaving) return
  leaving = true
  log.info({ why }, 'the door closes')
  await door.drain(DRAIN_MS)
  await ear.close()
  await closeDb()
  process.exit(0)
}
process.on('SIGTERM', () => void leave('SIGTERM'))
process.on('SIGINT', () => void leave('SIGINT'))
// Whoever started us is gone: so are we, or the next start would find its port taken.
process.on('disconnect', () => void leave('the supervisor is gone'))

await keepHouseTime(log)
await listen(door.server, settings.port, settings.host)
log.info({ host: settings.host, port: settings.port }, 'the door is open')
