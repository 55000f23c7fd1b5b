import type { IncomingMessage, ServerResponse } from 'node:http'
import type { Transform } from 'node:stream'
import { constants, createBrotliCompress, createGzip } from 'node:zlib'

const WORTH_IT = /^(?:text\/|application\/(?:json|javascript|manifest\+json|xml)|image\/svg\+xml)/
/** Below, the frame costs more than it saves. */
const SMALLEST_BYTES = 860

/** Which encoding the reader takes that we give, the smaller first; null for none. */
export function acceptedEncoding(accept: string | undefined): 'br' | 'gzip' | null {
  const offers = new Map(
    (accept ?? '').split(',').map((offer) => {
      const [name = '', ...rules] = offer.trim().toLowerCase().split(';')
      const quality = rules.map((rule) => /^\s*q=([\d.]+)$/.exec(rule)?.[1]).find(Boolean)
      return [name.trim(), quality === undefined ? 1 : Number(quality)] as const
    }),
  )
  if ((offers.get('br') ?? 0) > 0) return 'br'
  return (offers.get('gzip') ?? offers.get('*') ?? 0) > 0 ? 'gzip' : null
}

/**
 * What stands between an answer and the reader when it is text: a compressor that lets every piece through as soon as
 * it is written, so that a page that streams still streams. Sets the headers that belong to it. Null: as it is.
 */
export function encoderFor(request: IncomingMessage, response: ServerResponse): Transform | null {
  const type = String(response.getHeader('content-type') ?? '')
  if (!WORTH_IT.test(type) || response.hasHeader('content-encoding')) return null
  response.appendHeader('Vary', 'Accept-Encoding')
  const length = response.getHeader('content-length')
  if (length !== undefined && Number(length) < SMALLEST_BYTES) return null
  if ([204, 206, 304].includes(response.statusCode) || request.method === 'HEAD') return null
  const encoding = acceptedEncoding(String(request.headers['accept-encoding'] ?? ''))
  if (!encoding) return null
  response.setHeader('Content-Encoding', encoding)
  response.removeHeader('Content-Length')
  const tag = response.getHeader('etag')
  if (typeof tag === 'string' && !tag.startsWith('W/')) response.setHeader('ETag', `W/${tag}`)
  // Quality 4 costs about what gzip's 6 does and is smaller; higher ones are for files that are packed once.
  return encoding === 'br'
    ? createBrotliCompress({
        flush: constants.BROTLI_OPERATION_FLUSH,
        params: { [constants.BROTLI_PARAM_QUALITY]: 4, [constants.BROTLI_PARAM_LGWIN]: 18 },
      })
    : createGzip({ flush: constants.Z_SYNC_FLUSH, level: 6 })
}
