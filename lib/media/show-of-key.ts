import 'server-only'
import { findKey } from './store.ts'
import { hashKey, looksLikeKey } from './stream-key.ts'

/** Whom a stream key speaks for. */
export interface KeyHolder {
  readonly keyId: string
  readonly showId: string
}

/** Null for a key that is unknown or revoked. Verbs ask again under lock: this only opens the door. */
export async function showOfKey(key: string): Promise<KeyHolder | null> {
  if (!looksLikeKey(key)) return null
  const row = await findKey(null, hashKey(key))
  return row && { keyId: row.id, showId: row.showId }
}
