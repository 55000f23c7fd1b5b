import { type ChildProcess, fork, spawn, spawnSync } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as delay } from 'node:timers/promises'
import { freePort } from '#server/supervisor/ports.ts'
import { bunProgram } from './beside-packages.ts'
import type { ViewersOrder, ViewersReport } from './viewers.ts'

/** Something that tells whoever listens what it is told by POST. */
export interface BesideFeed {
  readonly name: string
  readonly port: number
  readonly pid: number
  publish(body: string): Promise<void>
  stop(): Promise<void>
}

/** µWebSockets as Bun ships it: its own publish to one topic. */
const BUN_SERVER = `
const [port, tell] = process.argv.slice(2).map(Number)
const server = Bun.serve({ port, hostname: '127.0.0.1', fetch(q, s) { if (!s.upgrade(q)) return new Response('no') },
  websocket: { idleTimeout: 0, open(w) { w.subscribe('all'); w.send('ok') }, message() {} } })
Bun.serve({ port: tell, hostname: '127.0.0.1', async fetch(q) { server.publish('all', await q.text()); return new Response('') } })
`

/** The obvious server-sent events: a write of its own to every viewer for every message, through Node's response. */
const NAIVE_SERVER = `
import http from 'node:http'
const [port, tell] = process.argv.slice(2).map(Number)
const viewers = new Set()
http.createServer((q, r) => { r.writeHead(200, { 'content-type': 'text/event-stream' }); r.write(':ok\\n\\n')
  viewers.add(r); r.on('close', () => viewers.delete(r)) }).listen(port, '127.0.0.1', 4096)
http.createServer((q, r) => { let body = ''; q.on('data', (d) => { body += d }).on('end', () => {
  for (const v of viewers) v.write('data: ' + body + '\\n\\n'); r.end() }) }).listen(tell, '127.0.0.1')
`

/** @returns null where there is no Bun */
export async function bunFeed(): Promise<BesideFeed | null> {
  const bun = bunProgram()
  if (!bun) return null
  const version = spawnSync(bun, ['--version'], { encoding: 'utf8' }).stdout.trim()
  return await beside(`µWebSockets (Bun ${version})`, [bun], 'server.ts', BUN_SERVER)
}

export function naiveFeed(): Promise<BesideFeed> {
  return beside('one write per message', [process.execPath], 'server.mjs', NAIVE_SERVER)
}

async function beside(
  name: string,
  [program = '']: string[],
  file: string,
  source: string,
): Promise<BesideFeed> {
  const folder = mkdtempSync(join(tmpdir(), 'cunbo-bench-feed-'))
  writeFileSync(join(folder, file), source)
  const [port, tell] = [await freePort(), await freePort()]
  const server = spawn(program, [join(folder, file), String(port), String(tell)], {
    stdio: ['ignore', 'ignore', 'inherit'],
  })
  const publish = async (body: string) => {
    await (await fetch(`http://127.0.0.1:${tell}/`, { method: 'POST', body })).text()
  }
  for (let i = 0; ; i++) {
    const open = await publish('hello').then(
      () => true,
      () => false,
    )
    if (open) break
    if (i > 200) throw new Error(`${name} did not open`)
    await delay(25)
  }
  return {
    name,
    port,
    pid: server.pid ?? 0,
    publish,
    async stop() {
      server.kill('SIGKILL')
      if (server.exitCode === null && server.signalCode === null) await once(server, 'exit')
      rmSync(folder, { recursive: true, force: true })
    },
  }
}

/** A process of viewers, all on one feed. */
export class Viewers {
  readonly #child: ChildProcess = fork(join(import.meta.dirname, 'viewers.ts'), { stdio: 'inherit' })

  async open(count: number, port: number, path: string, kind: 'events' | 'websocket'): Promise<void> {
    this.#child.send({ open: count, port, path, kind } satisfies ViewersOrder)
    const report = await this.#next()
    if (!('open' in report) || report.open !== count) throw new Error('not every viewer came in')
  }

  /** Has something said that holds `t0=` and this moment; answers microseconds until each viewer heard it. */
  async hear(publish: (mark: string) => Promise<void>): Promise<readonly number[]> {
    const mark = Number(process.hrtime.bigint() / 1_000n)
    this.#child.send({ hear: mark } satisfies ViewersOrder)
    const heard = this.#next()
    await publish(`t0=${mark}`)
    const report = await heard
    return 'heard' in report ? report.heard : []
  }

  async stop(): Promise<void> {
    this.#child.kill('SIGKILL')
    if (this.#child.exitCode === null && this.#child.signalCode === null) await once(this.#child, 'exit')
  }

  async #next(): Promise<ViewersReport> {
    const [report] = await once(this.#child, 'message')
    return report as ViewersReport
  }
}

/** Memory that a process really has, bytes. */
export function residentBytes(pid: number): number {
  const kilobytes = /^VmRSS:\s+(\d+) kB/m.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1]
  return Number(kilobytes) * 1024
}
