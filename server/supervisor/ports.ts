import { createServer } from 'node:net'

/**
 * Ports for what listens on loopback only. They lie below those that systems give to outgoing connections (32768 and
 * up), so one that was free a moment ago is still.
 */
const FIRST = 20_000
const LAST = 29_999

/** @returns `preferred` if it is free, so that an address stays what it was, else any. */
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
