import { inTurns, type Measured, say, serveWithNginx } from './beside-nginx.ts'
import { doorOnAir } from './door-on-air.ts'

/** Ten minutes of one-second segments: a full live window. */
const SEGMENTS = 600

/** CPU time of one live playlist from the door beside nginx's static file of the same text. */
export async function measurePlaylists(rounds = 31, requests = 2_000): Promise<Measured | null> {
  const door = await doorOnAir()
  try {
    await door.send(SEGMENTS, 0)
    const path = `/hls/${door.slug}/live.m3u8`
    const text = await (await fetch(`${door.origin}${path}`)).text()
    const lines = text.match(/#EXTINF/g)?.length
    if (lines !== SEGMENTS) throw new Error(`the playlist has ${lines} segments`)
    const nginx = await serveWithNginx({ 'live.m3u8': Buffer.from(text) })
    if (!nginx) return null
    try {
      const measured = await inTurns(
        { rounds, requests },
        { pid: door.pid, port: Number(new URL(door.origin).port), path },
        { pid: nginx.pid, port: nginx.port, path: '/live.m3u8' },
      )
      return {
        what: 'a live playlist from the door, CPU',
        beside: `nginx ${nginx.version} static file`,
        target: 2.5,
        ...measured,
      }
    } finally {
      await nginx.stop()
    }
  } finally {
    await door.stop()
  }
}

if (import.meta.main) {
  const row = await measurePlaylists()
  if (row) say(row)
  else console.log('There is no nginx here to measure beside.')
}
