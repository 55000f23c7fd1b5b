import 'server-only'
import { authSecret } from './auth-secret.ts'
import { keyed, sameText } from './keyed.ts'

/** Sixteen bytes: nobody tries them out, and the address can still be copied from a screen by hand. */
const BYTES = 16

/**
 * What opens an empty house, so that whoever started it comes first and not whoever reaches it first. Made from
 * `AUTH_SECRET` and stored nowhere: every machine that shares the secret says the same. Worth nothing once somebody is
 * there.
 */
export function setupKey(secret: string): string {
  return keyed(secret, 'set-up', '').subarray(0, BYTES).toString('base64url')
}

export function opensHouse(key: string): boolean {
  return sameText(setupKey(authSecret()), key)
}
