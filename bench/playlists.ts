import { cpuOfRequests, serveWithNginx } from './beside-nginx.ts'
import { doorOnAir } from './door-on-air.ts'
import { compare, type NotHere, type Row } from './row.ts'

/** Ten minutes of one-second segments: a full live window. */
const SEGMENTS = 600

/** CPU time of one live playlist from the door beside nginx's static file of the same text. */
export async function measurePlaylists(rounds = 31, requests = 2_000): Promise<readonly Row[] | NotHere> {
  const door = await doorOnAir()
  try {
    await door.send(SEGMENTS, 0)
    const path = `/hls/${door.slug}/live.m3u8`
    const text = await (await fetch(`${door.origin}${path}`)).text()
    const lines = text.match(/#EXTINF/g)?.length
    if (lines !== SEGMENTS) throw new Error(`the playlist has ${lines} segments`)
    const nginx = await serveWithNginx({ 'live.m3u8': Buffer.from(text) })
    if (!nginx) return 'There is no nginx here to measure beside.'
    try {
      const pairs = await cpuOfRequests(
        { rounds, requests },
        { pid: door.pid, port: Number(new URL(door.origin).port), path },
        { pid: nginx.pid, port: nginx.port, path: '/live.m3u8' },
      )
      return [
        {
          what: 'a live playlist from the door, CPU',
          beside: `nginx ${nginx.version} static file`,
          unit: 'µs',
          ...compare(pairs),
          target: { of: 'ratio', atMost: 2.5 },
        },
      ]
    } finally {
      await nginx.stop()
    }
  } finally {
    await door.stop()
  }
}
