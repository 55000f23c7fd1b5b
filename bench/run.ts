import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { type Measured, say } from './beside-nginx.ts'
import { measurePlaylists } from './playlists.ts'
import { measureSegments } from './segments.ts'

/** `npm run bench`: every row in turn, each beside its reference, and `bench/results/latest.json`. */
const ROWS: readonly (() => Promise<Measured | null>)[] = [measureSegments, measurePlaylists]

const measured: Measured[] = []
for (const measure of ROWS) {
  const row = await measure()
  if (!row) continue
  say(row)
  measured.push(row)
}
if (measured.length < ROWS.length) console.log('There is no nginx here to measure beside.')

const folder = join(import.meta.dirname, 'results')
mkdirSync(folder, { recursive: true })
writeFileSync(join(folder, 'latest.json'), `${JSON.stringify(measured, null, 2)}\n`)
