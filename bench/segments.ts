import { cpuOfRequests, serveWithNginx } from './beside-nginx.ts'
import { doorOnAir } from './door-on-air.ts'
import { compare, type NotHere, type Row } from './row.ts'

/** Half a megabyte: a second of 4 Mbit/s. */
const SEGMENT_BYTES = 500_000

/** CPU time of one segment out of the door's memory beside nginx's sendfile of the same bytes. */
export async function measureSegments(rounds = 31, requests = 150): Promise<readonly Row[] | NotHere> {
  const door = await doorOnAir()
  try {
    await door.send(3, SEGMENT_BYTES)
    const path = `/hls/${door.slug}/e1/1.m4s`
    const bytes = Buffer.from(await (await fetch(`${door.origin}${path}`)).arrayBuffer())
    if (bytes.length !== SEGMENT_BYTES) throw new Error(`the segment has ${bytes.length} bytes`)
    const nginx = await serveWithNginx({ 'segment.m4s': bytes })
    if (!nginx) return 'There is no nginx here to measure beside.'
    try {
      const pairs = await cpuOfRequests(
        { rounds, requests },
        { pid: door.pid, port: Number(new URL(door.origin).port), path },
        { pid: nginx.pid, port: nginx.port, path: '/segment.m4s' },
      )
      return [
        {
          what: 'a 500 kB segment from the door, CPU',
          beside: `nginx ${nginx.version} sendfile`,
          unit: 'µs',
          ...compare(pairs),
          target: { of: 'ratio', atMost: 1.5 },
        },
      ]
    } finally {
      await nginx.stop()
    }
  } finally {
    await door.stop()
  }
}
