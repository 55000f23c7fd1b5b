import 'server-only'
import { createHash } from 'node:crypto'

/** 32 random bytes in base64url are 43 characters. */
export function looksLikeKey(key: string): boolean {
  return /^[A-Za-z0-9_-]{43}$/.test(key)
}

/**
 * What is kept of a key. A plain hash is enough: nobody searches 2^256 keys, and looking up by the hash takes the same
 * time for a near miss as for nonsense.
 */
export function hashKey(key: string): string {
  return createHash('sha256').update(key).digest('hex')
}
