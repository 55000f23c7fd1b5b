import { describe, expect, it } from 'vitest'
import { hashPassword, isPassword } from './password.ts'

describe('a password', () => {
  it('is hashed with argon2id as OWASP advises, salted', async () => {
    const [one, two] = await Promise.all([hashPassword('harvest morning'), hashPassword('harvest morning')])
    expect(one).toMatch(/^\$argon2id\$v=19\$m=19456,t=2,p=1\$/)
    expect(one).not.toBe(two)
  })

  it('is known again, also from a keyboard that composes letters otherwise', async () => {
    const kept = await hashPassword('caf\u00e9 au village')
    expect(await isPassword('cafe\u0301 au village', kept)).toBe(true)
    expect(await isPassword('cafe au village', kept)).toBe(false)
  })

  it('is never right where there is none', async () => {
    expect(await isPassword('the password of nobody', null)).toBe(false)
  })
})
