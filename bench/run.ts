import { measureChat, measureFanOut } from './feed.ts'
import { measureFirstFrame } from './first-frame.ts'
import { closeHelloWorld } from './hello-world.ts'
import { measureLighthouse } from './lighthouse.ts'
import { measureOrders } from './orders.ts'
import { measurePins } from './pins.ts'
import { measurePlaylists } from './playlists.ts'
import { commit, type Kept, keep, load, say } from './report.ts'
import type { Measure } from './row.ts'
import { measureScripts } from './scripts.ts'
import { measureSegments } from './segments.ts'
import { closeShop } from './shop.ts'
import { measureStaff } from './staff.ts'
import { measureStart } from './start.ts'

/**
 * `npm run bench`: every row in turn, each beside its reference. Prints them, keeps them in bench/results/latest.json
 * and writes the table of docs/benchmarks.md. `npm run bench -- segments chat` measures some and leaves the others.
 */
const ROWS: Record<string, Measure> = {
  segments: measureSegments,
  playlists: measurePlaylists,
  feed: measureFanOut,
  chat: measureChat,
  orders: measureOrders,
  pins: measurePins,
  'first-frame': measureFirstFrame,
  scripts: measureScripts,
  lighthouse: measureLighthouse,
  staff: measureStaff,
  start: measureStart,
}

const asked = process.argv.slice(2)
const unknown = asked.filter((name) => !(name in ROWS))
if (unknown.length > 0) {
  console.error(`There is no ${unknown.join(', ')}. There are ${Object.keys(ROWS).join(', ')}.`)
  process.exit(1)
}

const began = performance.now()
const measured = commit()
try {
  for (const [name, measure] of Object.entries(ROWS)) {
    if (asked.length > 0 && !asked.includes(name)) continue
    const [at, before] = [new Date().toISOString(), load()]
    try {
      const rows = await measure()
      if (typeof rows === 'string') {
        console.log(`${name}: not measured. ${rows}`)
        continue
      }
      for (const row of rows) say(row)
      const kept: Kept[] = rows.map((row) => ({ name, ...row, at, commit: measured, load: [before, load()] }))
      keep(kept, Object.keys(ROWS))
    } catch (error) {
      // The others can still be measured; this one keeps what it had.
      console.error(`${name}:`, error)
      process.exitCode = 1
    }
  }
} finally {
  await closeShop()
  await closeHelloWorld()
}
console.log(`Measured in ${((performance.now() - began) / 60_000).toFixed(1)} minutes.`)
