import type { ServerResponse } from 'node:http'

/** A status and one sentence. */
export function refuse(response: ServerResponse, status: number, sentence: string): void {
  if (response.headersSent || response.destroyed) return
  const body = Buffer.from(`${sentence}\n`)
  response.writeHead(status, {
    'Content-Type': 'text/plain; charset=utf-8',
    'Content-Length': body.length,
    'Cache-Control': 'no-store',
  })
  response.end(body)
}
