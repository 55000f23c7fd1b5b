import { type ChildProcess, spawn, spawnSync } from 'node:child_process'
import { once } from 'node:events'
import { chmodSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { request as httpRequest } from 'node:http'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { closeDb } from '#lib/kernel/db.ts'
import { freePort } from '#server/supervisor/ports.ts'
import { useTestDatabase } from '../fixtures/database.ts'
import { eventually, type MediaDoor, openMediaDoor, type TestShow } from '../fixtures/door-media.ts'
import { initSection, segmentAt } from '../fixtures/media-segments.ts'

useTestDatabase(closeDb)

const hasNginx = ['nginx', '/usr/sbin/nginx'].find((name) => spawnSync(name, ['-v']).status === 0)

describe.skipIf(!hasNginx)(
  'behind nginx, with the file that we publish (skipped where there is no nginx)',
  () => {
    const prefix = mkdtempSync(join(tmpdir(), 'cunbo-nginx-'))
    let door: MediaDoor
    let nginx: ChildProcess
    let origin: string
    let seen: Record<string, unknown> = {}

    beforeAll(async () => {
      door = await openMediaDoor({
        elsewhere(request, response) {
          seen = request.headers
          if (!request.url?.startsWith('/feed/')) {
            response.end('page')
            return
          }
          response.writeHead(200, { 'content-type': 'text/event-stream' })
          response.write('data: first\n\n')
        },
      })
      const port = await freePort()
      origin = `http://127.0.0.1:${port}`
      chmodSync(prefix, 0o755)
      for (const folder of ['cache', 'tmp']) mkdirSync(join(prefix, folder), { mode: 0o777 })
      const published = readFileSync(join(import.meta.dirname, '../../docs/deploy/nginx.conf'), 'utf8')
      // Only where things are differs: ports, folders, and no certificate.
      const site = published
        .replaceAll('127.0.0.1:3000', new URL(door.origin).host)
        .replace('/var/cache/nginx/cunbo', join(prefix, 'cache'))
        .replace('listen 443 ssl http2;', `listen 127.0.0.1:${port};`)
        .replace('listen 80;', `listen 127.0.0.1:${await freePort()};`)
        .replace(/^ *ssl_.*$/gm, '')
      writeFileSync(join(prefix, 'site.conf'), site)
      const temporary = ['client_body', 'proxy', 'fastcgi', 'uwsgi', 'scgi']
      writeFileSync(
        join(prefix, 'nginx.conf'),
        [
          'daemon off;',
          `pid ${prefix}/nginx.pid;`,
          `error_log ${prefix}/error.log warn;`,
          // As root its workers would not be allowed into our temporary folder.
          ...(process.getuid?.() === 0 ? ['user root;'] : []),
          'worker_processes 1;',
          'events { worker_connections 1024; }',
          `http { access_log ${prefix}/access.log;`,
          ...temporary.map((name) => `${name}_temp_path ${prefix}/tmp/${name};`),
          `include ${prefix}/site.conf; }`,
        ].join('\n'),
      )
      nginx = spawn(hasNginx ?? '', ['-p', prefix, '-c', join(prefix, 'nginx.conf')], { stdio: 'pipe' })
      await eventually(
        () =>
          fetch(`${origin}/`).then(
            ({ status }) => status,
            () => 0,
          ),
        (status) => status === 200,
      )
    })
    afterAll(async () => {
      nginx?.kill('SIGTERM')
      if (nginx?.exitCode === null) await once(nginx, 'exit')
      await door?.close()
      rmSync(prefix, { recursive: true, force: true })
    })

    async function onAir(segments: number): Promise<TestShow> {
      const show = await door.show()
      await through(show, 'init.mp4', initSection)
      for (let n = 0; n < segments; n++) await through(show, `${n}.m4s`, segmentAt({ at: n }))
      await door.turn(show.slug, { state: 'LIVE' })
      return show
    }
    async function through(show: TestShow, file: string, bytes: Buffer): Promise<void> {
      const body = new ReadableStream({
        start(controller) {
          controller.enqueue(new Uint8Array(bytes))
          controller.close()
        },
      })
      const init = { method: 'PUT', body, duplex: 'half' } as RequestInit
      expect((await fetch(`${origin}/ingest/${show.key}/e1/${file}`, init)).status).toBe(201)
    }
    const asked = (path: string) => door.requests.filter((line) => line.startsWith(`GET ${path}`)).length

    it('takes segments in, chunked, and writes their key in no log', async () => {
      const show = await onAir(2)
      const large = Buffer.alloc(20 * 1024 * 1024)
      const refused = await fetch(`${origin}/ingest/${show.key}/e1/2.m4s`, {
        method: 'PUT',
        body: new Uint8Array(large),
      })
      expect([refused.status, await refused.text()]).toEqual([413, expect.stringContaining('16 MB')])
      for (const log of ['access.log', 'error.log'])
        expect(readFileSync(join(prefix, log), 'utf8')).not.toContain(show.key)
    })

    it('asks the door once for what a hundred viewers ask for', async () => {
      const show = await onAir(2)
      const playlist = `/hls/${show.slug}/live.m3u8`
      const viewers = Array.from({ length: 100 }, async (_viewer, i) => {
        const reply = await fetch(`${origin}${playlist}?_HLS_msn=2&viewer=${i}`)
        const text = await reply.text()
        const media = await fetch(`${origin}/hls/${show.slug}/e1/2.m4s`)
        return { text, bytes: (await media.arrayBuffer()).byteLength }
      })
      await eventually(
        () => asked(playlist),
        (count) => count > 0,
      )
      await through(show, '2.m4s', segmentAt({ at: 2 }))
      const replies = await Promise.all(viewers)
      expect(new Set(replies.map(({ text }) => text)).size).toBe(1)
      expect(replies[0]?.text).toContain('e1/2.m4s')
      expect(new Set(replies.map(({ bytes }) => bytes))).toEqual(new Set([segmentAt({ at: 2 }).length]))
      expect(asked(playlist)).toBe(1)
      expect(asked(`/hls/${show.slug}/e1/2.m4s`)).toBe(1)
    })

    it('keeps what is packed apart from what is not, and blocked answers from plain ones', async () => {
      const show = await onAir(2)
      const url = `${origin}/hls/${show.slug}/live.m3u8`
      const plain = await head(url, { 'accept-encoding': 'identity' })
      const packed = await head(url, { 'accept-encoding': 'gzip, deflate, br' })
      const again = await head(url, { 'accept-encoding': 'br;q=1, gzip;q=0.5' })
      expect([plain['content-encoding'], packed['content-encoding']]).toEqual([undefined, 'gzip'])
      expect([plain['x-cache'], packed['x-cache'], again['x-cache']]).toEqual(['MISS', 'MISS', 'HIT'])
      expect((await head(`${url}?_HLS_msn=1`, {}))['x-cache']).toBe('MISS')
      expect((await head(`${url}?_HLS_msn=1`, {}))['x-cache']).toBe('HIT')
      expect((await fetch(`${url}?_HLS_msn=9`)).status).toBe(400)
    })

    it('serves ranges from what it has', async () => {
      const show = await onAir(1)
      const url = `${origin}/hls/${show.slug}/e1/0.m4s`
      await (await fetch(url)).arrayBuffer()
      const part = await fetch(url, { headers: { range: 'bytes=10-19' } })
      expect([part.status, (await part.arrayBuffer()).byteLength, part.headers.get('x-cache')]).toEqual([
        206,
        10,
        'HIT',
      ])
      expect(asked(`/hls/${show.slug}/e1/0.m4s`)).toBe(1)
    })

    it('keeps nothing that is not there', async () => {
      const show = await onAir(1)
      const url = `${origin}/hls/${show.slug}/e1/1.m4s`
      expect((await fetch(url)).status).toBe(404)
      await through(show, '1.m4s', segmentAt({ at: 1 }))
      expect((await fetch(url)).status).toBe(200)
    })

    it('passes a live feed on as it is written, and says who really asks', async () => {
      const reply = await fetch(`${origin}/feed/show`, {
        headers: { 'x-forwarded-for': '203.0.113.9', 'x-forwarded-host': 'evil.example' },
      })
      const reader = reply.body?.getReader()
      // The answer is not finished: what was written so far is here all the same.
      expect(Buffer.from((await reader?.read())?.value ?? []).toString()).toBe('data: first\n\n')
      await reader?.cancel()
      expect(seen).toMatchObject({
        'x-forwarded-for': '127.0.0.1',
        'x-forwarded-proto': 'http',
        'x-forwarded-host': '127.0.0.1',
      })
    })
  },
)

/** The head alone; `fetch` would choose its own packing. */
function head(url: string, headers: Record<string, string>): Promise<Record<string, unknown>> {
  return new Promise((resolve, reject) => {
    httpRequest(url, { headers }, (response) => {
      response.resume()
      response.once('end', () => resolve(response.headers))
    })
      .on('error', reject)
      .end()
  })
}
