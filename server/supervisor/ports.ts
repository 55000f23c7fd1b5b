import { existsSync, readFileSync } from 'node:fs'
import { createServer } from 'node:net'
import { join } from 'node:path'
import { writePrivate } from './secrets.ts'

/**
 * Ports for what listens on loopback only. They lie below those that systems give to outgoing connections (32768 and
 * up), so one that was free a moment ago is still.
 */
const FIRST = 20_000
const LAST = 29_999

/** Where each process behind the door listens. */
export type Ports = { postgres: number; web: number; sandbox: number }

/** They stay what they were if they are free, so that an open psql or a provider's page finds them again. */
export async function keepPorts(dataDir: string): Promise<Ports> {
  const file = join(dataDir, 'ports.json')
  const kept: Partial<Ports> = existsSync(file) ? JSON.parse(readFileSync(file, 'utf8')) : {}
  const ports = {
    postgres: await freePort(kept.postgres),
    web: await freePort(kept.web),
    sandbox: await freePort(kept.sandbox),
  }
  writePrivate(file, ports)
  return ports
}

/** @returns `preferred` if it is free, else any. */
export async function freePort(preferred?: number): Promise<number> {
  if (preferred !== undefined && (await isFree(preferred, '127.0.0.1'))) return preferred
  for (let attempt = 0; attempt < 100; attempt++) {
    const port = FIRST + Math.floor(Math.random() * (LAST - FIRST + 1))
    if (await isFree(port, '127.0.0.1')) return port
  }
  throw new Error(`No free port between ${FIRST} and ${LAST} on 127.0.0.1.`)
}

/**
 * Whether one could listen there.
 *
 * @throws what the system says when it is neither free nor taken: no such address, a privileged port
 */
export function isFree(port: number, host: string): Promise<boolean> {
  return new Promise((resolve, reject) => {
    const server = createServer()
    server.once('error', (error: NodeJS.ErrnoException) => {
      if (error.code === 'EADDRINUSE') resolve(false)
      else reject(error)
    })
    server.listen({ port, host, exclusive: true }, () => server.close(() => resolve(true)))
  })
}
