/**
 * A look at the structure of ISO media (ISO/IEC 14496-12) before a parser is let loose on it: whole boxes up to the
 * last byte, and no table that claims more samples than a segment can hold.
 */
export interface Boxes {
  readonly moov: boolean
  readonly moofs: number
  /** Payload bytes of all `mdat`. */
  readonly mdatBytes: number
  /** Samples that the fragments claim to hold. */
  readonly samples: number
}

const TOP_LEVEL = new Set('ftyp styp sidx ssix moov moof mdat emsg prft free skip uuid mfra meta'.split(' '))
/** Thirty seconds at 240 frames a second beside audio at 94 packets a second are 10,020. */
const MOST_SAMPLES = 20_000
/** One fragment per frame for thirty seconds at 60 frames a second would be 1,800. */
const MOST_MOOFS = 2_000

/** Null when the bytes are no whole sequence of boxes. */
export function readBoxes(bytes: Uint8Array): Boxes | null {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  let moov = false
  let moofs = 0
  let mdatBytes = 0
  let samples = 0
  for (let at = 0; at < bytes.length; ) {
    const box = boxAt(view, at, bytes.length)
    if (!box || !TOP_LEVEL.has(box.type)) return null
    if (box.type === 'moov') moov = true
    if (box.type === 'mdat') mdatBytes += box.end - box.body
    if (box.type === 'moof') {
      const claimed = samplesIn(view, box.body, box.end)
      if (claimed === null) return null
      samples += claimed
      if (++moofs > MOST_MOOFS || samples > MOST_SAMPLES) return null
    }
    at = box.end
  }
  return { moov, moofs, mdatBytes, samples }
}

interface Box {
  readonly type: string
  readonly body: number
  readonly end: number
}

function boxAt(view: DataView, at: number, end: number): Box | null {
  if (end - at < 8) return null
  const type = String.fromCharCode(
    view.getUint8(at + 4),
    view.getUint8(at + 5),
    view.getUint8(at + 6),
    view.getUint8(at + 7),
  )
  let size = view.getUint32(at)
  let head = 8
  if (size === 1) {
    if (end - at < 16) return null
    size = Number(view.getBigUint64(at + 8))
    head = 16
  } else if (size === 0) size = end - at
  return size < head || size > end - at ? null : { type, body: at + head, end: at + size }
}

/** moof → traf → trun: the sums of `sample_count` (8.8.8). */
function samplesIn(view: DataView, from: number, to: number): number | null {
  let sum = 0
  for (let at = from; at < to; ) {
    const box = boxAt(view, at, to)
    if (!box) return null
    if (box.type === 'traf') {
      const inside = samplesIn(view, box.body, box.end)
      if (inside === null) return null
      sum += inside
    } else if (box.type === 'trun') {
      if (box.end - box.body < 8) return null
      sum += view.getUint32(box.body + 4)
    }
    at = box.end
  }
  return sum
}
