import { createServer, type IncomingMessage } from 'node:http'
import type { AddressInfo } from 'node:net'

/** A file that was PUT, with the virtual time at which it came. */
export type Put = { epoch: string; file: string; bytes: Uint8Array; at: number }

/** What the sink says to a PUT: a status, and a body to go with it. `hang-up` says nothing. */
export type Say = { status: number; body?: unknown; retryAfter?: number } | 'hang-up'

export type Sink = {
  url: string
  /** Every PUT in the order of arrival, refused ones too. */
  readonly tried: Put[]
  /** Those that were answered with 201. */
  readonly taken: Put[]
  close(): Promise<void>
}

/** A tiny ingest for tests: it keeps what comes, and answers as `answer` says (201 when that is undefined). */
export async function openSink(
  now: () => number,
  answer: (put: Put, sink: Sink) => Say | undefined,
): Promise<Sink> {
  const sink: Sink = { url: '', tried: [], taken: [], close }
  const server = createServer(async (request, response) => {
    const [, , , epoch = '', file = ''] = (request.url ?? '').split('/')
    const put = { epoch, file, bytes: await bodyOf(request), at: now() }
    sink.tried.push(put)
    const said = answer(put, sink)
    if (said === 'hang-up') return request.socket.destroy()
    if (said === undefined) sink.taken.push(put)
    const headers = said?.retryAfter ? { 'retry-after': `${said.retryAfter}` } : {}
    response.writeHead(said?.status ?? 201, headers).end(JSON.stringify(said?.body ?? {}))
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  sink.url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/ingest/sk_secret-of-the-test`
  return sink

  function close(): Promise<void> {
    server.closeAllConnections()
    return new Promise((resolve) => server.close(() => resolve()))
  }
}

async function bodyOf(request: IncomingMessage): Promise<Uint8Array> {
  const chunks: Buffer[] = []
  for await (const chunk of request) chunks.push(chunk as Buffer)
  return new Uint8Array(Buffer.concat(chunks))
}
