const PACKET = 188
const SYNC = 0x47

/**
 * Whole MPEG-TS packets (ISO/IEC 13818-1, 2.4.3.2) up to the last byte, with a program association table among
 * them.
 */
export function areTransportPackets(bytes: Uint8Array): boolean {
  if (bytes.length === 0 || bytes.length % PACKET !== 0) return false
  let tables = false
  for (let at = 0; at < bytes.length; at += PACKET) {
    if (bytes[at] !== SYNC) return false
    const pid = (((bytes[at + 1] ?? 0) & 0x1f) << 8) | (bytes[at + 2] ?? 0)
    if (pid === 0) tables = true
  }
  return tables
}

/** Begins like MPEG-TS, whatever follows: tells a cut-off segment from something else altogether. */
export function beginsLikeTransport(bytes: Uint8Array): boolean {
  return bytes[0] === SYNC && (bytes.length <= PACKET || bytes[PACKET] === SYNC)
}
