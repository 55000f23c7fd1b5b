import { describe, expect, it } from 'vitest'
import { openGuest, sealGuest } from './guest.ts'

const SECRET = 'the secret of this very house, long enough'
const ID = 'gst_01kb2x4q9ms7f3c1h8r0va'
const OTHER = 'gst_01kb2x4q9ms7f3c1h8r0vb'

describe('the cookie of a guest', () => {
  it('gives back the id that was sealed', () => {
    expect(openGuest(sealGuest(ID, SECRET), SECRET)).toBe(ID)
  })

  it('is worth nothing under another secret, id or seal', () => {
    const sealed = sealGuest(ID, SECRET)
    const seal = sealed.slice(ID.length)
    expect(openGuest(sealed, `${SECRET}!`)).toBeNull()
    expect(openGuest(OTHER + seal, SECRET)).toBeNull()
    expect(openGuest(`${sealed.slice(0, -2)}AA`, SECRET)).toBeNull()
    for (const odd of [undefined, '', '.', ID, `${ID}.`, `${sealed}.x`, `usr_1${seal}`, '\0'])
      expect(openGuest(odd, SECRET)).toBeNull()
  })
})
