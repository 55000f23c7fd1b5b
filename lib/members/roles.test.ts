import { beforeEach, describe, expect, it } from 'vitest'
import { closeDb, db } from '#lib/kernel/db.ts'
import { ok } from '#lib/kernel/result.ts'
import { inTransaction } from '#lib/kernel/transaction.ts'
import { useTestDatabase } from '../../tests/fixtures/database.ts'
import { aCooperative, aMember } from '../../tests/fixtures/people.ts'
import { type TestContext, testContext } from '../../tests/fixtures/test-context.ts'
import { audit, auditTrail } from './audit.ts'
import { changeRoles } from './change-roles.ts'
import type { Actor, Member, Role } from './model.ts'
import { cooperativesOf, membersOf } from './queries.ts'
import { removeMember } from './remove-member.ts'

useTestDatabase(closeDb)

const GUEST: Actor = { kind: 'guest', id: 'gst_1' }
const LAST = { fault: { code: 'last-manager' } }
let context: TestContext
let green: string
let li: Member
let mei: Member

beforeEach(async () => {
  context = testContext()
  await db().cooperative.deleteMany()
  await db().user.deleteMany()
  green = await aCooperative(context, 'green-hill')
  li = await aMember(context, 'Li', { cooperativeId: green, roles: ['MANAGER'] })
  mei = await aMember(context, 'Mei', { cooperativeId: green, roles: ['PACKER'] })
})

const change = (actor: Actor, who: Member, roles: Role[], cooperativeId = green) =>
  changeRoles(context, actor, { cooperativeId, userId: who.id, roles })
const remove = (actor: Actor, who: Member, cooperativeId = green) =>
  removeMember(context, actor, { cooperativeId, userId: who.id })

async function rolesOf(who: Member): Promise<readonly Role[] | undefined> {
  return (await membersOf(green)).find(({ userId }) => userId === who.id)?.roles
}

describe('changing roles', () => {
  it('gives and takes, and writes down what it was before', async () => {
    expect(await change(li, mei, ['HOST', 'ASSISTANT'])).toMatchObject({ ok: true })
    expect(await rolesOf(mei)).toEqual(['HOST', 'ASSISTANT'])
    expect((await auditTrail(green, null)).entries).toMatchObject([
      {
        action: 'members.change-roles',
        actorName: 'Li',
        subjectName: 'Mei',
        data: { before: ['PACKER'], after: ['ASSISTANT', 'HOST'] },
      },
    ])
  })

  it('to what they are changes and writes nothing', async () => {
    expect(await change(li, mei, ['PACKER', 'PACKER'])).toMatchObject({ ok: true })
    expect((await auditTrail(green, null)).entries).toEqual([])
  })

  it('never takes the last manager', async () => {
    expect(await change(li, li, ['HOST'])).toMatchObject(LAST)
    expect(await rolesOf(li)).toEqual(['MANAGER'])
    await change(li, mei, ['MANAGER'])
    expect(await change(li, li, ['HOST'])).toMatchObject({ ok: true })
  })

  it('keeps one manager when two step down at once', async () => {
    await change(li, mei, ['MANAGER'])
    const both = await Promise.all([change(li, li, ['HOST']), change(mei, mei, ['HOST'])])
    expect(both.filter(({ ok }) => ok)).toHaveLength(1)
    expect(await db().membership.count({ where: { cooperativeId: green, role: 'MANAGER' } })).toBe(1)
  })

  it('does not count a manager whose account is shut', async () => {
    await change(li, mei, ['MANAGER'])
    await db().user.update({ where: { id: mei.id }, data: { disabledAt: context.now() } })
    expect(await change(li, li, ['HOST'])).toMatchObject(LAST)
  })

  it('is for managers of this cooperative, and for its members', async () => {
    const river = await aCooperative(context, 'river-bend')
    const neighbour = await aMember(context, 'Neighbour', { cooperativeId: river, roles: ['MANAGER'] })
    for (const actor of [GUEST, mei, neighbour])
      expect(await change(actor, mei, ['MANAGER'])).toMatchObject({ fault: { code: 'not-allowed' } })
    expect(await change(li, neighbour, ['HOST'])).toMatchObject({ fault: { code: 'member-unknown' } })
    expect(await change(neighbour, mei, ['HOST'], river)).toMatchObject({ fault: { code: 'member-unknown' } })
    expect(await rolesOf(mei)).toEqual(['PACKER'])
  })
})

describe('removing a member', () => {
  it('takes all roles here; the account and its place elsewhere stay', async () => {
    const river = await aCooperative(context, 'river-bend')
    await db().membership.create({
      data: { cooperativeId: river, userId: mei.id, role: 'HOST', createdAt: context.now() },
    })
    expect(await remove(li, mei)).toMatchObject({ ok: true })
    expect(await rolesOf(mei)).toBeUndefined()
    expect(await membersOf(river)).toMatchObject([{ userId: mei.id, roles: ['HOST'] }])
    expect(await remove(li, mei)).toMatchObject({ fault: { code: 'member-unknown' } })
  })

  it('never takes the last manager, not even two at once', async () => {
    expect(await remove(li, li)).toMatchObject(LAST)
    const admin = await aMember(context, 'Admin', undefined, true)
    expect(await remove(admin, li)).toMatchObject(LAST)
    await change(li, mei, ['MANAGER'])
    const both = await Promise.all([remove(li, mei), remove(mei, li)])
    expect(both.filter(({ ok }) => ok)).toHaveLength(1)
  })

  it('is for managers of this cooperative', async () => {
    const river = await aCooperative(context, 'river-bend')
    const neighbour = await aMember(context, 'Neighbour', { cooperativeId: river, roles: ['MANAGER'] })
    for (const actor of [GUEST, mei, neighbour])
      expect(await remove(actor, mei)).toMatchObject({ fault: { code: 'not-allowed' } })
    expect(await rolesOf(mei)).toEqual(['PACKER'])
  })
})

describe('the cooperatives of somebody', () => {
  it('are those she works in, all for a platform admin, none for a guest', async () => {
    await aCooperative(context, 'river-bend')
    const admin = await aMember(context, 'Admin', undefined, true)
    const slugs = async (actor: Actor) => (await cooperativesOf(actor)).map(({ slug }) => slug)
    expect(await slugs(li)).toEqual(['green-hill'])
    expect((await slugs(admin)).toSorted()).toEqual(['green-hill', 'river-bend'])
    expect(await slugs(GUEST)).toEqual([])
    expect(await cooperativesOf(li)).toMatchObject([{ roles: ['MANAGER'], name: { en: 'green-hill' } }])
  })
})

describe('the audit trail', () => {
  it('comes page by page, newest first, none twice and none of a neighbour’s', async () => {
    const river = await aCooperative(context, 'river-bend')
    await inTransaction<undefined, never>(async (tx) => {
      for (let i = 0; i < 61; i++)
        await audit(tx, context, {
          actorId: li.id,
          cooperativeId: green,
          action: 'members.invite',
          subject: `inv_${i}`,
        })
      await audit(tx, context, { actorId: null, cooperativeId: river, action: 'x.y', subject: 'inv_x' })
      return ok()
    })
    const first = await auditTrail(green, null)
    const second = await auditTrail(green, first.next)
    expect([first.entries.length, second.entries.length, second.next]).toEqual([50, 11, null])
    const subjects = [...first.entries, ...second.entries].map(({ subject }) => subject)
    expect(subjects).toEqual(Array.from({ length: 61 }, (_, i) => `inv_${60 - i}`))
  })

  it('names who did it: a person, a guest, or the house', async () => {
    await inTransaction<undefined, never>(async (tx) => {
      for (const actorId of [li.id, context.id('guest'), null])
        await audit(tx, context, { actorId, cooperativeId: green, action: 'orders.cancel', subject: 'ord_1' })
      return ok()
    })
    expect((await auditTrail(green, null)).entries).toMatchObject([
      { actorName: null, byGuest: false },
      { actorName: null, byGuest: true },
      { actorName: 'Li', byGuest: false },
    ])
  })

  it('takes nothing back', async () => {
    await change(li, mei, ['HOST'])
    await expect(db().auditEntry.deleteMany()).rejects.toThrow()
    await expect(db().auditEntry.updateMany({ data: { action: 'x.y' } })).rejects.toThrow()
    expect((await auditTrail(green, null)).entries).toMatchObject([{ action: 'members.change-roles' }])
  })
})
