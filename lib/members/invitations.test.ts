import { beforeEach, describe, expect, it } from 'vitest'
import { closeDb, db } from '#lib/kernel/db.ts'
import { useTestDatabase } from '../../tests/fixtures/database.ts'
import { aCooperative, aMember, FRESH_BROWSER } from '../../tests/fixtures/people.ts'
import { type TestContext, testContext } from '../../tests/fixtures/test-context.ts'
import { acceptInvitation } from './accept-invitation.ts'
import { invitationToken } from './invitation-token.ts'
import { inviteMember } from './invite-member.ts'
import type { Actor, Member } from './model.ts'
import { invitationByToken, invitationsOf, invitationToMail, membersOf } from './queries.ts'
import { revokeInvitation } from './revoke-invitation.ts'
import { readMember } from './store.ts'

useTestDatabase(closeDb)

const GUEST: Actor = { kind: 'guest', id: 'gst_1' }
const EMAIL = 'mei@village.example'
let context: TestContext
let green: string
let manager: Member

beforeEach(async () => {
  context = testContext()
  await db().outbox.deleteMany()
  await db().cooperative.deleteMany()
  await db().user.deleteMany()
  green = await aCooperative(context, 'green-hill')
  manager = await aMember(context, 'Li', { cooperativeId: green, roles: ['MANAGER'] })
})

const invite = (actor: Actor = manager, cooperativeId = green, email = EMAIL) =>
  inviteMember(context, actor, { cooperativeId, email, role: 'PACKER', locale: 'en' })

async function invited(email = EMAIL): Promise<{ id: string; token: string }> {
  const answer = await invite(manager, green, email)
  if (!answer.ok) throw new Error(answer.fault.code)
  const mail = await invitationToMail(answer.value.invitationId, context.now())
  if (!mail) throw new Error('there is no mail to write')
  return { id: answer.value.invitationId, token: mail.token }
}

const accept = (actor: Actor, token: string, more: { name?: string; password?: string } = {}) =>
  acceptInvitation(context, actor, FRESH_BROWSER, { token, ...more })

describe('inviting', () => {
  it('is written, audited and told to the worker without its token', async () => {
    const { id, token } = await invited()
    expect(await invitationsOf(green, context.now())).toMatchObject([{ id, email: EMAIL, state: 'open' }])
    expect(token).toMatch(/^[\w-]+$/)
    expect(await db().outbox.findMany({ select: { type: true, payload: true } })).toEqual([
      { type: 'members.invited', payload: { invitationId: id, locale: 'en' } },
    ])
    expect(JSON.stringify(await db().invitation.findMany())).not.toContain(
      token.slice(token.indexOf('-') + 1),
    )
    expect(await db().auditEntry.findFirst({ where: { subject: id } })).toMatchObject({
      action: 'members.invite',
      actorId: manager.id,
      data: { role: 'PACKER' },
    })
  })

  it('is for managers of this cooperative and platform admins', async () => {
    const river = await aCooperative(context, 'river-bend')
    const host = await aMember(context, 'Host', { cooperativeId: green, roles: ['HOST'] })
    const admin = await aMember(context, 'Admin', undefined, true)
    for (const [actor, where] of [
      [GUEST, green],
      [host, green],
      [manager, river],
    ] as const)
      expect(await invite(actor, where)).toMatchObject({ fault: { code: 'not-allowed' } })
    expect(await db().invitation.count()).toBe(0)
    expect(await invite(admin, river)).toMatchObject({ ok: true })
    expect(await invite(admin, 'cop_01kb2x4q9ms7f3c1h8r0va')).toMatchObject({
      fault: { code: 'cooperative-unknown' },
    })
  })

  it('again ends the link before, and is refused for who holds the role', async () => {
    const first = await invited()
    await invited()
    expect(await accept(GUEST, first.token, { name: 'Mei' })).toMatchObject({
      fault: { code: 'invitation-over', state: 'revoked' },
    })
    await aMember(context, 'Packer', { cooperativeId: green, roles: ['PACKER'] })
    expect(await invite(manager, green, 'packer@village.example')).toMatchObject({
      fault: { code: 'already-member' },
    })
  })
})

describe('accepting', () => {
  it('makes an account for a new address and signs in', async () => {
    const { token } = await invited()
    const answer = await accept(GUEST, token, { name: 'Mei', password: 'harvest morning' })
    if (!answer.ok) throw new Error(answer.fault.code)
    expect(answer.value.cooperativeSlug).toBe('green-hill')
    const member = await readMember(answer.value.signedIn?.sessionId ?? '', context.now())
    expect(member).toMatchObject({
      email: EMAIL,
      name: 'Mei',
      memberships: [{ cooperativeId: green, roles: ['PACKER'] }],
    })
    expect(await db().user.findUnique({ where: { email: EMAIL } })).toMatchObject({
      emailProvenAt: context.now(),
    })
  })

  it('asks a new address for a name', async () => {
    const { token } = await invited()
    expect(await accept(GUEST, token)).toMatchObject({ fault: { code: 'name-missing' } })
    expect(await db().user.count({ where: { email: EMAIL } })).toBe(0)
  })

  it('is for the address that it was mailed to', async () => {
    const { token } = await invited()
    const other = await aMember(context, 'Other')
    expect(await accept(other, token)).toMatchObject({ fault: { code: 'invitation-for-another' } })
    const mei = await aMember(context, 'Mei')
    expect(await accept(GUEST, token, { name: 'Mei' })).toMatchObject({
      fault: { code: 'sign-in-to-accept' },
    })
    expect(await membersOf(green)).toHaveLength(1)
    context.pass(1)
    expect(await accept(mei, token)).toMatchObject({ value: { signedIn: null } })
    expect(await membersOf(green)).toMatchObject([{ name: 'Li' }, { name: 'Mei', roles: ['PACKER'] }])
  })

  it('happens once, also when tried twice at once', async () => {
    const { token } = await invited()
    const both = await Promise.all([
      accept(GUEST, token, { name: 'Mei' }),
      accept(GUEST, token, { name: 'Mei' }),
    ])
    expect(both.filter(({ ok }) => ok)).toHaveLength(1)
    expect(await accept(GUEST, token, { name: 'Mei' })).toMatchObject({
      fault: { code: 'invitation-over', state: 'accepted' },
    })
  })

  it('is over after a week', async () => {
    const { token } = await invited()
    context.pass(7 * 24 * 60)
    expect(await accept(GUEST, token, { name: 'Mei' })).toMatchObject({
      fault: { code: 'invitation-over', state: 'expired' },
    })
    expect(await invitationByToken(token, context.now())).toMatchObject({ state: 'expired' })
  })

  it('wants a token that this house made for an invitation that is there', async () => {
    const { id, token } = await invited()
    const other = await invited('other@village.example')
    const seal = token.slice(id.length)
    for (const forged of [id, `${id}-`, other.id + seal, `${token}x`, token.toUpperCase(), '', '\0'])
      expect(await accept(GUEST, forged, { name: 'Mei' })).toMatchObject({
        fault: { code: 'invitation-unknown' },
      })
    const gone = invitationToken('inv_01kb2x4q9ms7f3c1h8r0va')
    expect(await accept(GUEST, gone, { name: 'Mei' })).toMatchObject({
      fault: { code: 'invitation-unknown' },
    })
    expect(await invitationByToken(gone, context.now())).toBeNull()
  })
})

describe('the page of an invitation', () => {
  it('says who invites whom to what, and whether there is an account', async () => {
    const { token } = await invited()
    expect(await invitationByToken(token, context.now())).toMatchObject({
      email: EMAIL,
      role: 'PACKER',
      state: 'open',
      invitedBy: 'Li',
      hasAccount: false,
      cooperativeSlug: 'green-hill',
    })
    await aMember(context, 'Mei')
    expect(await invitationByToken(token, context.now())).toMatchObject({ hasAccount: true })
  })
})

describe('taking an invitation back', () => {
  it('makes its link lead nowhere, once or twice', async () => {
    const { id, token } = await invited()
    const takeBack = () => revokeInvitation(context, manager, { cooperativeId: green, invitationId: id })
    expect(await takeBack()).toMatchObject({ ok: true })
    expect(await takeBack()).toMatchObject({ ok: true })
    expect(await accept(GUEST, token, { name: 'Mei' })).toMatchObject({
      fault: { code: 'invitation-over', state: 'revoked' },
    })
    expect(await invitationsOf(green, context.now())).toEqual([])
    expect(await invitationToMail(id, context.now())).toBeNull()
  })

  it('comes too late once it was accepted', async () => {
    const { id, token } = await invited()
    await accept(GUEST, token, { name: 'Mei' })
    expect(
      await revokeInvitation(context, manager, { cooperativeId: green, invitationId: id }),
    ).toMatchObject({ fault: { code: 'invitation-over', state: 'accepted' } })
  })

  it('is for managers of the cooperative that invited', async () => {
    const { id, token } = await invited()
    const river = await aCooperative(context, 'river-bend')
    const neighbour = await aMember(context, 'Neighbour', { cooperativeId: river, roles: ['MANAGER'] })
    const attempts = [
      revokeInvitation(context, neighbour, { cooperativeId: green, invitationId: id }),
      revokeInvitation(context, neighbour, { cooperativeId: river, invitationId: id }),
      revokeInvitation(context, GUEST, { cooperativeId: green, invitationId: id }),
    ]
    expect(await Promise.all(attempts)).toMatchObject([
      { fault: { code: 'not-allowed' } },
      { fault: { code: 'invitation-unknown' } },
      { fault: { code: 'not-allowed' } },
    ])
    expect(await accept(GUEST, token, { name: 'Mei' })).toMatchObject({ ok: true })
  })
})
