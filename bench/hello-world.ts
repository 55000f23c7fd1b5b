import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdirSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as delay } from 'node:timers/promises'
import { freePort } from '#server/supervisor/ports.ts'

const ROOT = join(import.meta.dirname, '..')
/** Below the root, so that it is built with the very packages of the shop; not kept by git. */
const FOLDER = join(import.meta.dirname, 'results/hello-world')
const NEXT = join(ROOT, 'node_modules/next/dist/bin/next')

/** The least that Next serves, and on `/film` the least that plays a stream with hls.js light. */
const SOURCES = {
  'next.config.js': 'export default { poweredByHeader: false, reactStrictMode: true }\n',
  'app/layout.jsx': `export const metadata = { title: 'Hello', description: 'The least that Next serves.' }
export default function Layout({ children }) {
  return <html lang="en"><body>{children}</body></html>
}
`,
  'app/page.jsx': `export default function Page() {
  return <main><h1>Hello world</h1></main>
}
`,
  'app/film/page.jsx': `import { Film } from './film.jsx'
export default function Page() {
  return <main><h1>Hello world</h1><Film /></main>
}
`,
  'app/film/film.jsx': `'use client'
import Hls from 'hls.js/light'
import { useEffect, useRef } from 'react'
export function Film() {
  const video = useRef(null)
  useEffect(() => {
    const hls = new Hls()
    hls.loadSource('/hls/film/live.m3u8')
    hls.attachMedia(video.current)
    return () => hls.destroy()
  }, [])
  return <video ref={video} muted autoPlay playsInline />
}
`,
} as const

export interface HelloWorld {
  readonly origin: string
  stop(): Promise<void>
}

let opened: Promise<HelloWorld> | undefined

/** Built once a run with the same Next and React as the shop, and served by `next start`. */
export function helloWorld(): Promise<HelloWorld> {
  opened ??= open()
  return opened
}

async function open(): Promise<HelloWorld> {
  rmSync(FOLDER, { recursive: true, force: true })
  for (const [file, text] of Object.entries(SOURCES)) {
    mkdirSync(join(FOLDER, file, '..'), { recursive: true })
    writeFileSync(join(FOLDER, file), text)
  }
  const env = { ...process.env, NODE_ENV: 'production' as const, NEXT_TELEMETRY_DISABLED: '1' }
  const build = spawn(process.execPath, [NEXT, 'build', FOLDER], {
    env,
    stdio: ['ignore', 'ignore', 'inherit'],
  })
  const [code] = await once(build, 'exit')
  if (code !== 0) throw new Error('hello-world was not built')
  const port = await freePort()
  const origin = `http://127.0.0.1:${port}`
  const server = spawn(
    process.execPath,
    [NEXT, 'start', FOLDER, '--port', String(port), '--hostname', '127.0.0.1'],
    { env, stdio: ['ignore', 'ignore', 'inherit'] },
  )
  for (let i = 0; ; i++) {
    const open = await fetch(origin).then(
      () => true,
      () => false,
    )
    if (open) break
    if (i > 400 || server.exitCode !== null) throw new Error('hello-world did not open')
    await delay(50)
  }
  return {
    origin,
    async stop() {
      server.kill('SIGTERM')
      if (server.exitCode === null && server.signalCode === null) await once(server, 'exit')
      rmSync(FOLDER, { recursive: true, force: true })
    },
  }
}

/** If a row has opened it; called once, in the end. */
export async function closeHelloWorld(): Promise<void> {
  await (await opened?.catch(() => undefined))?.stop()
}
