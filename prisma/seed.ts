import { closeDb } from '#lib/kernel/db.ts'
import { env } from '#lib/kernel/env.ts'
import { seedGoods } from './seed/goods.ts'
import { seedPeople } from './seed/people.ts'
import { seedReplay } from './seed/replay.ts'
import { seedShows } from './seed/shows.ts'

/**
 * Fills a database with the demo, through the house's own verbs. What an earlier, cut-off run has done is left as it
 * is, so it can be begun again at any point. Prints one line of JSON: the accounts and where encoders send to.
 */
async function seed(): Promise<void> {
  const password = process.env.DEMO_PASSWORD
  if (!password) throw new Error('DEMO_PASSWORD is missing: npm start makes one.')
  const now = new Date()
  const house = await seedPeople(password, now)
  const goods = await seedGoods(house, now)
  const shows = await seedShows(house, goods, now)
  await seedReplay(house, goods, shows.replay, env().dataDir)
  const said = {
    accounts: house.mails,
    onAir: { show: 'harvest-morning', ingestPath: shows.onAirPath },
    openStage: { show: 'open-stage', ingestPath: shows.openStagePath },
  }
  process.stdout.write(`${JSON.stringify(said)}\n`)
}

try {
  await seed()
} finally {
  await closeDb()
}
