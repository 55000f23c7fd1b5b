import { readdirSync } from 'node:fs'
import { readFile } from 'node:fs/promises'
import type { IncomingMessage, ServerResponse } from 'node:http'
import { extname, join, relative, sep } from 'node:path'
import { promisify } from 'node:util'
import { brotliCompress, constants, gzip } from 'node:zlib'
import { acceptedEncoding } from './encode-body.ts'

const TYPES: Readonly<Record<string, string>> = {
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.json': 'application/json; charset=utf-8',
  '.map': 'application/json; charset=utf-8',
  '.txt': 'text/plain; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.ico': 'image/x-icon',
  '.png': 'image/png',
  '.webp': 'image/webp',
  '.woff2': 'font/woff2',
  '.wasm': 'application/wasm',
}
const PACKED = new Set(['.js', '.css', '.json', '.map', '.txt', '.svg', '.wasm'])

const pack = {
  // Packed once a start and file, so as small as it gets in reasonable time (11 costs ten times 9 for 3 %).
  br: (bytes: Buffer) =>
    promisify(brotliCompress)(bytes, { params: { [constants.BROTLI_PARAM_QUALITY]: 9 } }),
  gzip: (bytes: Buffer) => promisify(gzip)(bytes, { level: 9 }),
}

export interface StaticFiles {
  /** Whether the path names one of the files; then it was answered. */
  serve(request: IncomingMessage, response: ServerResponse, pathname: string): Promise<boolean>
}

/**
 * The build's own files, which carry their content's hash in their names: served from memory, packed, for a year. Only
 * what stood in the folder when the door started can be asked for, so no path leads out of it.
 */
export function staticFiles(folder: string, prefix: string): StaticFiles {
  const files = new Map<string, string>()
  for (const file of listed(folder))
    files.set(`${prefix}${relative(folder, file).split(sep).map(encodeURI).join('/')}`, file)
  const bodies = new Map<string, Promise<Buffer>>()

  const body = (file: string, encoding: 'br' | 'gzip' | null) => {
    const key = `${encoding} ${file}`
    let made = bodies.get(key)
    if (!made) {
      made = readFile(file).then((bytes) => (encoding ? pack[encoding](bytes) : bytes))
      bodies.set(key, made)
      // A file that is gone is the other side's to answer for, and may come back.
      made.catch(() => bodies.delete(key))
    }
    return made
  }

  return {
    async serve(request, response, pathname) {
      const file = files.get(pathname)
      if (!file || (request.method !== 'GET' && request.method !== 'HEAD')) return false
      const extension = extname(file)
      const encoding = PACKED.has(extension)
        ? acceptedEncoding(String(request.headers['accept-encoding'] ?? ''))
        : null
      let bytes: Buffer
      try {
        bytes = await body(file, encoding)
      } catch {
        return false
      }
      response.writeHead(200, {
        'Content-Type': TYPES[extension] ?? 'application/octet-stream',
        'Content-Length': bytes.length,
        'Cache-Control': 'public, max-age=31536000, immutable',
        ...(PACKED.has(extension) && { Vary: 'Accept-Encoding' }),
        ...(encoding && { 'Content-Encoding': encoding }),
      })
      response.end(request.method === 'HEAD' ? undefined : bytes)
      return true
    },
  }
}

function listed(folder: string): string[] {
  try {
    return readdirSync(folder, { withFileTypes: true, recursive: true })
      .filter((entry) => entry.isFile())
      .map((entry) => join(entry.parentPath, entry.name))
  } catch {
    return []
  }
}
