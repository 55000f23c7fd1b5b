import { type ChildProcess, spawn } from 'node:child_process'
import { createHash, randomBytes } from 'node:crypto'
import { once } from 'node:events'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as delay } from 'node:timers/promises'
import pg from 'pg'
import { startPostgres } from '#server/embedded-postgres.ts'
import { migrate } from '#server/migrate.ts'
import { freePort } from '#server/supervisor/ports.ts'
import { initSection, segmentAt } from '../tests/fixtures/media-segments.ts'

const root = join(import.meta.dirname, '..')

/** The real door, in a process of its own, over a real PostgreSQL, with one show on air. */
export interface DoorOnAir {
  readonly origin: string
  readonly slug: string
  readonly pid: number
  readonly databaseUrl: string
  readonly showId: string
  /** Sends this many more segments of about so many bytes through the real ingest. */
  send(segments: number, bytes: number): Promise<void>
  stop(): Promise<void>
}

export async function doorOnAir(): Promise<DoorOnAir> {
  const folder = mkdtempSync(join(tmpdir(), 'cunbo-bench-'))
  const password = randomBytes(12).toString('hex')
  const postgres = await startPostgres({ dataDir: folder, password, port: await freePort(), durable: false })
  const databaseUrl = postgres.url('bench')
  await migrate(databaseUrl)
  const key = randomBytes(32).toString('base64url')
  const slug = 'bench-show'
  await aShow(databaseUrl, slug, key)

  const port = await freePort()
  const origin = `http://127.0.0.1:${port}`
  const door = spawn(process.execPath, ['--conditions=react-server', 'server/door/main.ts'], {
    cwd: root,
    stdio: ['ignore', 'ignore', 'inherit'],
    env: {
      ...process.env,
      NODE_ENV: 'production',
      PORT: String(port),
      HOST: '127.0.0.1',
      DATA_DIR: folder,
      DATABASE_URL: databaseUrl,
      AUTH_SECRET: randomBytes(24).toString('hex'),
      DISK_FLOOR_MB: '1',
      LOG_LEVEL: 'warn',
    },
  })
  await answers(`${origin}/healthz`, door)
  let sent = 0

  async function put(file: string, bytes: Buffer): Promise<void> {
    const reply = await fetch(`${origin}/ingest/${key}/e1/${file}`, {
      method: 'PUT',
      body: new Uint8Array(bytes),
    })
    if (!reply.ok) throw new Error(`the door refused ${file}: ${reply.status} ${await reply.text()}`)
  }
  await put('init.mp4', initSection)

  return {
    origin,
    slug,
    pid: door.pid ?? 0,
    databaseUrl,
    showId: 'sho_b',
    async send(segments, bytes) {
      for (let i = 0; i < segments; i++, sent++) {
        const plain = segmentAt({ at: sent })
        const padding = Math.max(0, bytes - plain.length)
        await put(`${sent}.m4s`, padding > 8 ? segmentAt({ at: sent, padding }) : plain)
      }
    },
    async stop() {
      door.kill('SIGTERM')
      if (door.exitCode === null) await once(door, 'exit')
      await postgres.stop()
      rmSync(folder, { recursive: true, force: true })
    },
  }
}

async function aShow(databaseUrl: string, slug: string, key: string): Promise<void> {
  const client = new pg.Client({ connectionString: databaseUrl })
  await client.connect()
  const words = JSON.stringify({ zh: '', en: 'Bench', fr: '' })
  await client.query(
    `insert into "user" (id, email, name, created_at) values ('usr_b', 'b@b.example', 'B', now())`,
  )
  await client.query(
    `insert into cooperative (id, slug, name, story, village, county, created_at)
     values ('cop_b', 'bench', $1, $1, $1, $1, now())`,
    [words],
  )
  await client.query(
    `insert into show (id, slug, cooperative_id, host_id, title, story, state, scheduled_at, created_at)
     values ('sho_b', $2, 'cop_b', 'usr_b', $1, $1, 'LIVE', now(), now())`,
    [words, slug],
  )
  await client.query(
    `insert into stream_key (id, show_id, key_hash, created_at) values ('key_b', 'sho_b', $1, now())`,
    [createHash('sha256').update(key).digest('hex')],
  )
  await client.end()
}

async function answers(url: string, process: ChildProcess): Promise<void> {
  for (let i = 0; i < 200; i++) {
    if (process.exitCode !== null) throw new Error('the door ended before it opened')
    const status = await fetch(url).then(
      ({ status }) => status,
      () => 0,
    )
    if (status === 200) return
    await delay(50)
  }
  throw new Error('the door did not open')
}
