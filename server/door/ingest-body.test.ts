import { createServer, type IncomingMessage, request, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterEach, describe, expect, it } from 'vitest'
import { type Body, readBody } from './ingest-body.ts'

let server: Server | undefined
afterEach(() => {
  server?.closeAllConnections()
  server?.close()
})

/** Sends what `write` writes, and says what became of it. */
async function sent(
  write: (outgoing: ReturnType<typeof request>) => void,
  options: { limit?: number; progress?: { bytes: number; everyMs: number }; length?: number } = {},
): Promise<{ body: Body; incoming: IncomingMessage }> {
  const { limit = 1_000, progress, length } = options
  return await new Promise((resolve, reject) => {
    const open = createServer((incoming) => {
      readBody(incoming, limit, progress).then((body) => resolve({ body, incoming }), reject)
    })
    server = open
    open.listen(0, '127.0.0.1', () => {
      const { port } = open.address() as AddressInfo
      const headers = length === undefined ? {} : { 'content-length': String(length) }
      const outgoing = request({ port, host: '127.0.0.1', method: 'PUT', headers })
      outgoing.on('error', () => {})
      write(outgoing)
    })
  })
}

describe('a body', () => {
  it('is whole, with a length or in chunks', async () => {
    const stated = await sent((outgoing) => outgoing.end(Buffer.alloc(1_000, 7)), { length: 1_000 })
    expect(stated.body.ok && stated.body.bytes.equals(Buffer.alloc(1_000, 7))).toBe(true)
    const chunked = await sent((outgoing) => {
      outgoing.write('one, ')
      outgoing.end('two')
    })
    expect(chunked.body.ok && chunked.body.bytes.toString()).toBe('one, two')
  })

  it('is refused by its stated length before a byte of it is taken', async () => {
    const { body } = await sent((outgoing) => outgoing.flushHeaders(), { length: 1_001 })
    expect(body).toEqual({ ok: false, problem: 'too-large' })
  })

  it('is refused at the first chunk too many, though it has no end', async () => {
    const { body, incoming } = await sent((outgoing) => {
      outgoing.write(Buffer.alloc(600))
      outgoing.write(Buffer.alloc(600))
    })
    expect(body).toEqual({ ok: false, problem: 'too-large' })
    expect(incoming.complete).toBe(false)
  })

  it('is given up when it stands still, not when it is slow', async () => {
    const progress = { bytes: 10, everyMs: 400 }
    const still = await sent((outgoing) => outgoing.write('a few'), { progress })
    expect(still.body).toEqual({ ok: false, problem: 'stalled' })
    let steps = 0
    const slow = await sent(
      (outgoing) => {
        const timer = setInterval(() => {
          outgoing.write('twenty bytes of it!!')
          if (++steps < 12) return
          clearInterval(timer)
          outgoing.end()
        }, 50)
      },
      { progress },
    )
    expect(slow.body.ok && slow.body.bytes.length).toBe(240)
  })

  it('is nothing when the sender hangs up in the middle', async () => {
    const { body } = await sent(
      (outgoing) => outgoing.write(Buffer.alloc(100), () => setImmediate(() => outgoing.destroy())),
      { length: 500 },
    )
    expect(body).toEqual({ ok: false, problem: 'cut' })
  })
})
