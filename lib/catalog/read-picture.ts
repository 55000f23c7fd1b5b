import 'server-only'
import sharp, { type Metadata, type Sharp } from 'sharp'
import { ok, type Result, refuse } from '#lib/kernel/result.ts'
import {
  MAX_PICTURE_BYTES,
  MAX_PICTURE_PIXELS,
  MIN_PICTURE_SIDE,
  PICTURE_WIDTHS,
  type PictureFault,
} from './model.ts'

/** A picture in all its widths, upright, without its metadata (where it was taken is nobody's business). */
export interface ReadPicture {
  /** Of the largest file, in pixels. */
  readonly width: number
  readonly height: number
  /** Mean colour `#rrggbb`. */
  readonly color: string
  readonly files: readonly { readonly width: number; readonly bytes: Buffer }[]
}

// libvips in this process opens the four kinds and nothing else: no SVG, PDF or GIF can come in by another name.
sharp.block({ operation: ['VipsForeignLoad'] })
sharp.unblock({
  operation: ['VipsForeignLoadJpeg', 'VipsForeignLoadPng', 'VipsForeignLoadWebp', 'VipsForeignLoadHeif'],
})
sharp.cache(false)
// One core for a picture: the other one is for the pages.
sharp.concurrency(1)

/** A ground for what is transparent, where a single colour must be had: the page's own. */
const PAPER = '#fbf7ef'
/** Long enough for 50 megapixels on a slow machine; what takes longer was made to. */
const MOST_SECONDS = 30

/** Reads what somebody sent as a picture, judged by its content and never by its name. */
export async function readPicture(bytes: Uint8Array): Promise<Result<ReadPicture, PictureFault>> {
  if (bytes.byteLength > MAX_PICTURE_BYTES)
    return refuse({ code: 'picture-too-large', bytes: bytes.byteLength })
  const kind = sniff(bytes)
  if (!kind) return refuse({ code: 'picture-unreadable' })
  return await oneOfTwo(() => decode(bytes, kind))
}

async function decode(bytes: Uint8Array, kind: Kind): Promise<Result<ReadPicture, PictureFault>> {
  let metadata: Metadata
  try {
    metadata = await open(bytes).metadata()
  } catch (error) {
    return refuse({ code: isPixelLimit(error) ? 'picture-too-many-pixels' : 'picture-unreadable' })
  }
  const { format, width, height } = metadata
  if (format !== kind || !width || !height) return refuse({ code: 'picture-unreadable' })
  if (width * height > MAX_PICTURE_PIXELS) return refuse({ code: 'picture-too-many-pixels' })
  if (Math.min(width, height) < MIN_PICTURE_SIDE) return refuse({ code: 'picture-too-small' })
  try {
    return ok(await render(open(bytes)))
  } catch (error) {
    return refuse({ code: isPixelLimit(error) ? 'picture-too-many-pixels' : 'picture-unreadable' })
  }
}

function open(bytes: Uint8Array): Sharp {
  return sharp(bytes, { limitInputPixels: MAX_PICTURE_PIXELS, failOn: 'error', pages: 1 }).timeout({
    seconds: MOST_SECONDS,
  })
}

/** One decoding for all widths: the largest is kept raw and the others are made from it. */
async function render(picture: Sharp): Promise<ReadPicture> {
  const largest = PICTURE_WIDTHS[PICTURE_WIDTHS.length - 1] ?? 0
  const { data, info } = await picture
    .autoOrient()
    .resize({ width: largest, height: largest * 2, fit: 'inside', withoutEnlargement: true })
    .toColourspace('srgb')
    .raw()
    .toBuffer({ resolveWithObject: true })
  const raw = { width: info.width, height: info.height, channels: info.channels }
  const files = []
  for (const width of PICTURE_WIDTHS)
    files.push({
      width,
      bytes: await sharp(data, { raw })
        .resize({ width, withoutEnlargement: true })
        .webp({ quality: width <= 320 ? 78 : 82, smartSubsample: true })
        .toBuffer(),
    })
  const mean = await sharp(data, { raw })
    .flatten({ background: PAPER })
    .resize(1, 1, { fit: 'fill' })
    .raw()
    .toBuffer()
  return { width: info.width, height: info.height, color: `#${mean.subarray(0, 3).toString('hex')}`, files }
}

type Kind = 'jpeg' | 'png' | 'webp' | 'heif'

/** The first bytes of the four kinds (ISO 10918-1, PNG 5.2, RFC 9649 2.4, AV1-ISOBMFF 2 "Brands"). */
function sniff(bytes: Uint8Array): Kind | null {
  const text = (from: number, to: number) => Buffer.from(bytes.subarray(from, to)).toString('latin1')
  if (text(0, 3) === '\xff\xd8\xff') return 'jpeg'
  if (text(0, 8) === '\x89PNG\r\n\x1a\n') return 'png'
  if (text(0, 4) === 'RIFF' && text(8, 12) === 'WEBP') return 'webp'
  if (text(4, 8) === 'ftyp' && /^(avif|avis|mif1)/.test(text(8, 12)) && text(8, 40).includes('avi'))
    return 'heif'
  return null
}

function isPixelLimit(error: unknown): boolean {
  return error instanceof Error && /pixel limit/i.test(error.message)
}

// Two pictures at once: each may need 200 MB, and a shop's machine has little to spare.
const AT_ONCE = 2
let running = 0
const waiting: (() => void)[] = []

async function oneOfTwo<T>(work: () => Promise<T>): Promise<T> {
  if (running >= AT_ONCE) await new Promise<void>((resolve) => waiting.push(resolve))
  else running++
  try {
    return await work()
  } finally {
    const next = waiting.shift()
    if (next) next()
    else running--
  }
}
