import type { ServerResponse } from 'node:http'

/** Any page may show the film, as it may link to it: there is nothing private in it and no cookie is looked at. */
export const OPEN_TO_ALL = ['access-control-allow-origin', '*', 'x-content-type-options', 'nosniff']

export function refuseRead(response: ServerResponse, status: number, sentence: string): void {
  if (response.headersSent || response.destroyed) return
  const body = Buffer.from(`${sentence}\n`)
  response.writeHead(status, [
    'content-type',
    'text/plain; charset=utf-8',
    'content-length',
    String(body.length),
    'cache-control',
    'no-store',
    ...(status === 405 ? ['allow', 'GET, HEAD'] : []),
    ...OPEN_TO_ALL,
  ])
  response.end(body)
}

/** Never kept: what is not there yet may be there in a second. */
export function notFound(response: ServerResponse): void {
  refuseRead(response, 404, 'There is nothing here.')
}
