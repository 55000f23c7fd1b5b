/** Every kind of thing that has an id, by the prefix that its ids carry. */
export const ID_PREFIXES = {
  user: 'usr',
  guest: 'gst',
  session: 'ses',
  code: 'cod',
  cooperative: 'cop',
  invitation: 'inv',
  audit: 'aud',
  producer: 'prd',
  picture: 'pic',
  product: 'pro',
  variant: 'var',
  lot: 'lot',
  hold: 'hld',
  streamKey: 'key',
  epoch: 'epo',
  init: 'ini',
  segment: 'seg',
  show: 'sho',
  listing: 'lst',
  pin: 'pin',
  captions: 'cap',
  message: 'msg',
  reminder: 'rem',
  cart: 'crt',
  order: 'ord',
  line: 'lin',
  payment: 'pay',
  refund: 'ref',
  parcel: 'par',
  mail: 'mai',
  request: 'req',
} as const

export type IdKind = keyof typeof ID_PREFIXES

// Crockford's base 32 in lower case: no i, l, o, u, so that an id can be read out on the phone.
const ALPHABET = '0123456789abcdefghjkmnpqrstvwxyz'
const TIME_CHARACTERS = 10
const RANDOM_CHARACTERS = 12

/**
 * A prefixed id that sorts by the time it was made, e.g. `ord_01kb2x4q9ms7f3c1h8r0va`: 50 bits of milliseconds,
 * 60 random bits.
 */
export function makeId(kind: IdKind, at: Date, random: (bytes: number) => Uint8Array): string {
  let time = at.getTime()
  let head = ''
  for (let i = 0; i < TIME_CHARACTERS; i++) {
    head = ALPHABET[time % 32] + head
    time = Math.floor(time / 32)
  }
  let tail = ''
  for (const byte of random(RANDOM_CHARACTERS)) tail += ALPHABET[byte % 32]
  return `${ID_PREFIXES[kind]}_${head}${tail}`
}

/** Whether `value` could be an id of this kind; says nothing of whether the thing exists. */
export function isId(kind: IdKind, value: unknown): value is string {
  return typeof value === 'string' && new RegExp(`^${ID_PREFIXES[kind]}_[0-9a-hjkmnp-tv-z]{22}$`).test(value)
}
