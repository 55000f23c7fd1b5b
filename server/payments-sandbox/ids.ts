import { randomFillSync } from 'node:crypto'

const ALPHABET = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz'

// Asking the system for a few bytes at a time costs more than everything else about an id.
const pool = new Uint8Array(4096)
let used = pool.length

function randomByte(): number {
  if (used === pool.length) {
    randomFillSync(pool)
    used = 0
  }
  return pool[used++] ?? 0
}

/** `length` random letters and digits. */
export function randomText(length: number): string {
  let made = ''
  while (made.length < length) {
    const byte = randomByte()
    // Bytes above the largest multiple of 62 would favour the first letters.
    if (byte < 248) made += ALPHABET[byte % 62]
  }
  return made
}

/** An id in Stripe's fashion, e.g. `pi_3Kx…`. Nobody can guess one: a Checkout page is open to who knows its id. */
export function makeStripeId(prefix: string, length = 24): string {
  return `${prefix}_${randomText(length)}`
}
