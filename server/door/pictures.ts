import { open } from 'node:fs/promises'
import type { IncomingMessage, ServerResponse } from 'node:http'
import { pipeline } from 'node:stream/promises'

/** Where the bytes of a picture in one of its widths are; null when there can be no such picture. */
export type PictureFile = (id: string, width: number) => string | null

/** `/pictures/{id}/{width}.webp`, for a year: a changed picture is another id. */
export async function servePicture(
  request: IncomingMessage,
  response: ServerResponse,
  pathname: string,
  fileOf: PictureFile,
): Promise<boolean> {
  const [, id = '', width = ''] = /^\/pictures\/([a-z0-9_]+)\/(\d{1,5})\.webp$/.exec(pathname) ?? []
  const file = id && fileOf(id, Number(width))
  if (!file) return false
  const handle = await open(file).catch(() => null)
  if (!handle) return false
  try {
    const { size } = await handle.stat()
    response.writeHead(200, {
      'Content-Type': 'image/webp',
      'Content-Length': size,
      'Cache-Control': 'public, max-age=31536000, immutable',
    })
    if (request.method === 'HEAD') response.end()
    else await pipeline(handle.createReadStream({ autoClose: false }), response)
  } catch {
    response.destroy()
  } finally {
    await handle.close()
  }
  return true
}
