import { spawn, spawnSync } from 'node:child_process'
import { once } from 'node:events'
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { connect } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as delay } from 'node:timers/promises'
import { freePort } from '#server/supervisor/ports.ts'
import { inTurns, type Pair } from './row.ts'

/** Nginx with the settings that its manual recommends for static files, one worker, no log. */
export interface StaticNginx {
  readonly port: number
  /** The worker, which does all the work. */
  readonly pid: number
  readonly version: string
  stop(): Promise<void>
}

/** @returns null where there is no nginx */
export async function serveWithNginx(files: Record<string, Buffer>): Promise<StaticNginx | null> {
  const program = ['nginx', '/usr/sbin/nginx'].find((name) => spawnSync(name, ['-v']).status === 0)
  if (!program) return null
  const folder = mkdtempSync(join(tmpdir(), 'cunbo-bench-nginx-'))
  mkdirSync(join(folder, 'files'))
  for (const [name, bytes] of Object.entries(files)) writeFileSync(join(folder, 'files', name), bytes)
  const port = await freePort()
  const temporary = ['client_body', 'proxy', 'fastcgi', 'uwsgi', 'scgi']
  writeFileSync(
    join(folder, 'nginx.conf'),
    `daemon off; ${process.getuid?.() === 0 ? 'user root;' : ''} worker_processes 1; pid ${folder}/pid;
     error_log ${folder}/error.log;
     events { worker_connections 1024; }
     http {
       ${temporary.map((name) => `${name}_temp_path ${folder}/${name};`).join(' ')}
       access_log off; sendfile on; tcp_nopush on; keepalive_requests 1000000; open_file_cache max=100;
       server { listen 127.0.0.1:${port}; root ${folder}/files; }
     }`,
  )
  const nginx = spawn(program, ['-p', folder, '-c', join(folder, 'nginx.conf')], { stdio: 'ignore' })
  for (let i = 0; i < 200; i++) {
    const open = await fetch(`http://127.0.0.1:${port}/`).then(
      () => true,
      () => false,
    )
    if (open) break
    await delay(25)
  }
  const [worker] = readFileSync(`/proc/${nginx.pid}/task/${nginx.pid}/children`, 'utf8').trim().split(' ')
  const said = spawnSync(program, ['-v'], { encoding: 'utf8' }).stderr
  return {
    port,
    pid: Number(worker),
    version: said.split('/')[1]?.trim() ?? '',
    async stop() {
      nginx.kill('SIGTERM')
      if (nginx.exitCode === null) await once(nginx, 'exit')
      rmSync(folder, { recursive: true, force: true })
    },
  }
}

/** CPU time of all threads of a process so far, microseconds: what the scheduler gave it, whatever the machine did beside. */
export function cpuMicros(pid: number): number {
  let nanos = 0n
  for (const thread of readdirSync(`/proc/${pid}/task`)) {
    const [onCpu = '0'] = readFileSync(`/proc/${pid}/task/${thread}/schedstat`, 'utf8').split(' ')
    nanos += BigInt(onCpu)
  }
  return Number(nanos / 1_000n)
}

/** Asks for `path` so many times over a few connections that stay open; what is answered is only counted. */
export async function ask(port: number, path: string, times: number, connections = 8): Promise<number> {
  const sums = await Promise.all(
    Array.from({ length: connections }, (_one, i) =>
      askOver(port, path, Math.floor(times / connections) + (i < times % connections ? 1 : 0)),
    ),
  )
  return sums.reduce((sum, bytes) => sum + bytes, 0)
}

function askOver(port: number, path: string, times: number): Promise<number> {
  return new Promise((resolve, reject) => {
    const socket = connect(port, '127.0.0.1')
    const question = `GET ${path} HTTP/1.1\r\nHost: 127.0.0.1:${port}\r\n\r\n`
    let left = times
    let total = 0
    // Bytes of the current answer that are still to come; null while its head is being read.
    let missing: number | null = null
    let head = ''
    const next = () => {
      if (left-- === 0) return socket.end(() => resolve(total))
      missing = null
      head = ''
      socket.write(question)
    }
    socket.on('connect', next).on('error', reject)
    socket.on('data', (chunk) => {
      total += chunk.length
      if (missing === null) {
        head += chunk.toString('latin1')
        const end = head.indexOf('\r\n\r\n')
        if (end < 0) return
        if (!head.startsWith('HTTP/1.1 200')) return socket.destroy(new Error(head.slice(0, 100)))
        const length = Number(/content-length: (\d+)/i.exec(head)?.[1])
        missing = length - (head.length - end - 4)
      } else missing -= chunk.length
      if (missing === 0) next()
    })
  })
}

export interface Side {
  readonly pid: number
  readonly port: number
  readonly path: string
}

const WARM_ROUNDS = 10

/** CPU time of one request, microseconds, in rounds so short that whatever else the machine does befalls both. */
export async function cpuOfRequests(
  { rounds, requests }: { rounds: number; requests: number },
  ours: Side,
  theirs: Side,
): Promise<Pair[]> {
  // A door that has been open for a minute: its hot paths are compiled.
  for (const side of [ours, theirs]) await ask(side.port, side.path, requests * WARM_ROUNDS)
  const cpuOf = (side: Side) => async () => {
    const before = cpuMicros(side.pid)
    await ask(side.port, side.path, requests)
    return (cpuMicros(side.pid) - before) / requests
  }
  return await inTurns(rounds, cpuOf(ours), cpuOf(theirs))
}
