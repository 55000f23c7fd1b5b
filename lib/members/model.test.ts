import { describe, expect, it } from 'vitest'
import {
  changeRolesInput,
  codeSignInInput,
  emailSchema,
  invitationState,
  nameSchema,
  passwordSchema,
  registerInput,
  slugSchema,
} from './model.ts'

const says = (schema: { safeParse(value: unknown): { success: boolean } }, value: unknown) =>
  schema.safeParse(value).success

describe('what people type', () => {
  it('is one address however it is written', () => {
    expect(emailSchema.parse('  Li.Na@Village.Example ')).toBe('li.na@village.example')
    for (const wrong of ['', 'li', 'li@', '@village.example', 'a@b', `${'x'.repeat(250)}@village.example`])
      expect(says(emailSchema, wrong), wrong).toBe(false)
  })

  it('is a name with something to see in it, that turns nothing round', () => {
    expect(nameSchema.parse('  王 小花 ')).toBe('王 小花')
    for (const wrong of ['', '   ', '\u200b\u200d', 'a\nb', 'a\u0000b', '\u202ename', 'x'.repeat(81)])
      expect(says(nameSchema, wrong), JSON.stringify(wrong)).toBe(false)
  })

  it('is a password of ten characters or more, of any kind', () => {
    expect(says(passwordSchema, '收获的早晨真好看我们去')).toBe(true)
    expect(says(passwordSchema, 'ninechars')).toBe(false)
    expect(says(passwordSchema, 'x'.repeat(201))).toBe(false)
  })

  it('is six digits as people copy them', () => {
    const request = 'cod_01kb2x4q9ms7f3c1h8r0va'
    for (const typed of ['123456', ' 123 456', '123-456', '１２３４５６'])
      expect(codeSignInInput.parse({ request, code: typed }).code).toBe('123456')
    for (const wrong of ['12345', '1234567', '12345a', ''])
      expect(says(codeSignInInput, { request, code: wrong })).toBe(false)
  })

  it('is a place in addresses that no page of ours has', () => {
    expect(slugSchema.parse('Green-Hill')).toBe('green-hill')
    for (const wrong of ['new', 'a', '-ab', 'ab-', 'a b', '青山', '../x', 'x'.repeat(41)])
      expect(says(slugSchema, wrong), wrong).toBe(false)
  })

  it('is one role or several, never none and never another', () => {
    const who = { cooperativeId: 'cop_01kb2x4q9ms7f3c1h8r0va', userId: 'usr_01kb2x4q9ms7f3c1h8r0va' }
    expect(changeRolesInput.parse({ ...who, roles: 'HOST' }).roles).toEqual(['HOST'])
    expect(says(changeRolesInput, { ...who, roles: [] })).toBe(false)
    expect(says(changeRolesInput, who)).toBe(false)
    expect(says(changeRolesInput, { ...who, roles: ['OWNER'] })).toBe(false)
  })

  it('has no field that nobody asked for', () => {
    const form = { name: 'Li', email: 'li@village.example', password: 'ten characters' }
    expect(says(registerInput, form)).toBe(true)
    expect(says(registerInput, { ...form, platformAdmin: 'true' })).toBe(false)
  })
})

describe('an invitation', () => {
  const now = new Date('2026-11-20T08:00:00Z')
  const later = new Date('2026-11-21T08:00:00Z')
  const open = { acceptedAt: null, revokedAt: null, expiresAt: later }

  it('is open until it is accepted, taken back or too old', () => {
    expect(invitationState(open, now)).toBe('open')
    expect(invitationState({ ...open, acceptedAt: now }, now)).toBe('accepted')
    expect(invitationState({ ...open, revokedAt: now }, now)).toBe('revoked')
    expect(invitationState(open, later)).toBe('expired')
    expect(invitationState({ ...open, acceptedAt: now }, later)).toBe('accepted')
  })
})
