import { describe, expect, it } from 'vitest'
import type { Actor, Member, Role } from './model.ts'
import { THE_HOUSE } from './model.ts'
import {
  hasRole,
  isManagerSomewhere,
  isPlatformAdmin,
  isSignedIn,
  isStaff,
  isStaffSomewhere,
  mayCreateCooperative,
  mayManageMembers,
} from './policy.ts'

const GREEN = 'cop_green'
const RIVER = 'cop_river'

function member(roles: readonly Role[], more: Partial<Member> = {}): Member {
  return {
    kind: 'user',
    id: 'usr_1',
    name: 'Li',
    email: 'li@village.example',
    platformAdmin: false,
    memberships: roles.length > 0 ? [{ cooperativeId: GREEN, roles }] : [],
    ...more,
  }
}

const guest: Actor = { kind: 'guest', id: 'gst_1' }
const admin = member([], { platformAdmin: true })

describe('roles', () => {
  it('count in their own cooperative and in no other', () => {
    expect(hasRole(member(['HOST']), GREEN, 'HOST')).toBe(true)
    expect(hasRole(member(['HOST']), RIVER, 'HOST')).toBe(false)
    expect(isStaff(member(['PACKER']), GREEN)).toBe(true)
    expect(isStaff(member(['PACKER']), RIVER)).toBe(false)
  })

  it('are each for themselves, but a manager holds them all', () => {
    expect(hasRole(member(['PACKER']), GREEN, 'HOST')).toBe(false)
    expect(hasRole(member(['MANAGER']), GREEN, 'HOST')).toBe(true)
    expect(hasRole(member(['MANAGER']), RIVER, 'HOST')).toBe(false)
  })

  it('are all held everywhere by a platform admin and by the house, nowhere by a guest', () => {
    for (const actor of [admin, THE_HOUSE]) expect(hasRole(actor, RIVER, 'MANAGER')).toBe(true)
    expect(hasRole(guest, GREEN, 'HOST')).toBe(false)
    expect(isStaff(guest, GREEN)).toBe(false)
  })
})

describe('doors', () => {
  it.each([
    ['guest', guest, [false, false, false, false]],
    ['viewer', member([]), [true, false, false, false]],
    ['packer', member(['PACKER']), [true, true, false, false]],
    ['manager', member(['MANAGER']), [true, true, true, false]],
    ['platform admin', admin, [true, true, true, true]],
  ] as const)('open for a %s as far as they should', (_, actor, expected) => {
    expect([
      isSignedIn(actor),
      isStaffSomewhere(actor),
      isManagerSomewhere(actor),
      isPlatformAdmin(actor),
    ]).toEqual(expected)
  })
})

describe('members', () => {
  it('are managed by a manager of theirs or a platform admin', () => {
    expect(mayManageMembers(member(['MANAGER']), GREEN)).toBe(true)
    expect(mayManageMembers(admin, GREEN)).toBe(true)
    expect(mayManageMembers(member(['MANAGER']), RIVER)).toBe(false)
    expect(mayManageMembers(member(['HOST', 'ASSISTANT', 'PACKER']), GREEN)).toBe(false)
  })

  it('come into a new cooperative through a platform admin alone', () => {
    expect(mayCreateCooperative(admin)).toBe(true)
    expect(mayCreateCooperative(member(['MANAGER']))).toBe(false)
  })
})
