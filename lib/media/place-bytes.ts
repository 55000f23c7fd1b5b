import 'server-only'
import { ok, type Result, refuse } from '#lib/kernel/result.ts'
import { type ByteStore, DiskFull, type MediaPath } from './byte-store.ts'
import type { MediaFault } from './model.ts'

/** How old bytes without a row must be before they count as a crash's, not as another door's work in progress. */
const ORPHAN_AGE_MS = 60_000

/**
 * Bytes before rows. Other bytes under the same name, which no row vouches for, are either another door's that is
 * just writing its row (the encoder tries again), or what a crash left (they go).
 */
export async function placeBytes(
  store: ByteStore,
  path: MediaPath,
  bytes: Uint8Array,
): Promise<Result<undefined, MediaFault>> {
  try {
    const placed = await store.place(path, bytes)
    if (placed.done !== 'other') return ok()
    if (placed.ageMs < ORPHAN_AGE_MS) return refuse({ code: 'busy' })
    await store.discard(path)
    const again = await store.place(path, bytes)
    return again.done === 'other' ? refuse({ code: 'busy' }) : ok()
  } catch (error) {
    if (error instanceof DiskFull) return refuse({ code: 'disk-full' })
    throw error
  }
}
