import { BufferSource, EncodedPacketSink, Input, type InputTrack, MP4, MPEG_TS } from 'mediabunny'
import { readBoxes } from './boxes.ts'
import { type Container, LONGEST_SEGMENT_MICROS, type MediaFault, type Timing } from './model.ts'
import { areTransportPackets, beginsLikeTransport } from './packets.ts'

// Not `server-only`: it is run in a thread of its own, where that import would throw. Only the door starts it.

export type Reading =
  | { readonly ok: true; readonly value: Timing }
  | { readonly ok: false; readonly fault: MediaFault }

/**
 * Start, length and key frame of one segment, from its samples; the video track counts, audio only where there is
 * no video. `init` is the init section of fMP4, null for MPEG-TS.
 */
export async function readTiming(
  bytes: Uint8Array,
  container: Container,
  init: Uint8Array | null,
): Promise<Reading> {
  const malformed = container === 'FMP4' ? malformedFragment(bytes) : malformedTransport(bytes)
  if (malformed) return notMedia(malformed)
  const input = new Input({
    source: new BufferSource(bytes),
    formats: [container === 'FMP4' ? MP4 : MPEG_TS],
    ...(init && { initInput: new Input({ source: new BufferSource(init), formats: [MP4] }) }),
  })
  try {
    const video = await input.getPrimaryVideoTrack()
    const audio = await input.getPrimaryAudioTrack()
    const measured = (video && (await measure(video))) ?? (audio && (await measure(audio)))
    if (!measured) return notMedia('no-track')
    if (measured.durationMicros <= 0 || measured.durationMicros > LONGEST_SEGMENT_MICROS)
      return { ok: false, fault: { code: 'odd-timing', seconds: measured.durationMicros / 1_000_000 } }
    return { ok: true, value: measured }
  } catch {
    // The parser throws plain errors on what it cannot read: for an encoder it is all the same.
    return notMedia('unreadable')
  } finally {
    input.dispose()
  }
}

/** Whether these bytes can stand as `EXT-X-MAP`: a moov with a track in it and nothing to play. */
export async function checkInit(bytes: Uint8Array): Promise<MediaFault | null> {
  const boxes = readBoxes(bytes)
  if (!boxes) return { code: 'not-media', why: bytes.length < 8 ? 'truncated' : 'unreadable' }
  if (!boxes.moov || boxes.moofs > 0) return { code: 'not-media', why: 'not-an-init' }
  const input = new Input({ source: new BufferSource(bytes), formats: [MP4] })
  try {
    const tracks = await input.getTracks()
    return tracks.some((track) => track.isVideoTrack() || track.isAudioTrack())
      ? null
      : { code: 'not-media', why: 'no-track' }
  } catch {
    return { code: 'not-media', why: 'unreadable' }
  } finally {
    input.dispose()
  }
}

type Malformed = Extract<MediaFault, { code: 'not-media' }>['why']

function malformedFragment(bytes: Uint8Array): Malformed | null {
  const boxes = readBoxes(bytes)
  if (!boxes) {
    const type = String.fromCharCode(...bytes.subarray(4, 8))
    return ['styp', 'moof', 'sidx', 'ftyp'].includes(type) ? 'truncated' : 'unreadable'
  }
  return boxes.moofs === 0 || boxes.mdatBytes === 0 || boxes.samples === 0 ? 'unreadable' : null
}

function malformedTransport(bytes: Uint8Array): Malformed | null {
  if (areTransportPackets(bytes)) return null
  return beginsLikeTransport(bytes) ? 'truncated' : 'unreadable'
}

/** Null when the track has no samples here, or none with a length. */
async function measure(track: InputTrack): Promise<Timing | null> {
  const sink = new EncodedPacketSink(track)
  const resolution = await track.getTimeResolution()
  const head = await sink.getFirstPacket()
  if (!head || head.byteLength === 0) return null
  let start = Number.POSITIVE_INFINITY
  let ticks = 0
  const options = { metadataOnly: true }
  for (
    let packet = await sink.getFirstPacket(options);
    packet;
    packet = await sink.getNextPacket(packet, options)
  ) {
    // With B-frames the first in decode order is not always the first to be seen.
    start = Math.min(start, packet.timestamp)
    ticks += Math.round(packet.duration * resolution)
  }
  if (ticks === 0) return null
  // The bitstream knows better than the container's flags.
  const type = track.isVideoTrack() ? ((await track.determinePacketType(head)) ?? head.type) : 'key'
  return {
    startMicros: Math.round(start * 1_000_000),
    durationMicros: Math.round((ticks * 1_000_000) / resolution),
    independent: type === 'key',
  }
}

function notMedia(why: Malformed): Reading {
  return { ok: false, fault: { code: 'not-media', why } }
}
