import { randomBytes } from 'node:crypto'

const ALPHABET = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz'

/** `length` random letters and digits. */
export function randomText(length: number): string {
  let made = ''
  while (made.length < length)
    // Bytes above the largest multiple of 62 would favour the first letters.
    for (const byte of randomBytes(length)) if (byte < 248) made += ALPHABET[byte % 62]
  return made.slice(0, length)
}

/** An id in Stripe's fashion, e.g. `pi_3Kx…`. Nobody can guess one: a Checkout page is open to who knows its id. */
export function makeStripeId(prefix: string, length = 24): string {
  return `${prefix}_${randomText(length)}`
}
