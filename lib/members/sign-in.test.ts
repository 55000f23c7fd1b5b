import { beforeEach, describe, expect, it } from 'vitest'
import { closeDb, db } from '#lib/kernel/db.ts'
import { useTestDatabase } from '../../tests/fixtures/database.ts'
import { aMember, FRESH_BROWSER } from '../../tests/fixtures/people.ts'
import { type TestContext, testContext } from '../../tests/fixtures/test-context.ts'
import { changePassword } from './change-password.ts'
import type { Actor, SignedIn } from './model.ts'
import { registerWithPassword } from './register-with-password.ts'
import { signInWithPassword } from './sign-in-with-password.ts'
import { signOut, signOutEverywhere } from './sign-out.ts'
import { readMember } from './store.ts'

useTestDatabase(closeDb)

const LI = { name: 'Li', email: 'li@village.example', password: 'harvest morning' }
let context: TestContext

beforeEach(async () => {
  context = testContext()
  await db().user.deleteMany()
  await aMember(context, 'First')
})

async function registered(): Promise<SignedIn> {
  const answer = await registerWithPassword(context, FRESH_BROWSER, LI)
  if (!answer.ok) throw new Error(answer.fault.code)
  return answer.value
}

async function signedIn(sessionId: string | null = null, password = LI.password): Promise<SignedIn> {
  const answer = await signInWithPassword(context, { sessionId, locale: 'en' }, { email: LI.email, password })
  if (!answer.ok) throw new Error(answer.fault.code)
  return answer.value
}

const whoHas = (session: SignedIn) => readMember(session.sessionId, context.now())

describe('registering', () => {
  it('opens an account and signs in', async () => {
    const session = await registered()
    expect(await whoHas(session)).toMatchObject({ name: 'Li', email: LI.email, platformAdmin: false })
    const row = await db().user.findUniqueOrThrow({ where: { email: LI.email } })
    expect(row).toMatchObject({ locale: 'en', emailProvenAt: null })
    expect(row.passwordHash).toMatch(/^\$argon2id\$/)
  })

  it('refuses an address that has an account, also when two register at once', async () => {
    const both = await Promise.all([
      registerWithPassword(context, FRESH_BROWSER, LI),
      registerWithPassword(context, FRESH_BROWSER, { ...LI, password: 'another password' }),
    ])
    expect(both.filter(({ ok }) => ok)).toHaveLength(1)
    expect(both.find(({ ok }) => !ok)).toMatchObject({ fault: { code: 'address-taken' } })
  })

  it('waits until the house is set up, or the first guest would shut its owner out', async () => {
    await db().user.deleteMany()
    expect(await registerWithPassword(context, FRESH_BROWSER, LI)).toMatchObject({
      fault: { code: 'not-set-up' },
    })
    expect(await db().user.count()).toBe(0)
  })
})

describe('signing in with a password', () => {
  it('gives a session to who knows it', async () => {
    const { userId } = await registered()
    expect(await whoHas(await signedIn())).toMatchObject({ id: userId })
  })

  it('says the same of a wrong password, an unknown address, an account without one and a shut one', async () => {
    await registered()
    const wrong = { fault: { code: 'wrong-sign-in' } }
    const attempt = (email: string, password: string) =>
      signInWithPassword(context, FRESH_BROWSER, { email, password })
    expect(await attempt(LI.email, 'harvest evening')).toMatchObject(wrong)
    expect(await attempt('nobody@village.example', LI.password)).toMatchObject(wrong)
    expect(await attempt('first@village.example', 'the password of nobody')).toMatchObject(wrong)
    await db().user.update({ where: { email: LI.email }, data: { disabledAt: context.now() } })
    expect(await attempt(LI.email, LI.password)).toMatchObject(wrong)
    expect(await db().session.count()).toBe(1)
  })
})

describe('a session', () => {
  it('is new with every sign-in, and the one that the browser held is over', async () => {
    const first = await registered()
    const second = await signedIn(first.sessionId)
    expect(second.sessionId).not.toBe(first.sessionId)
    expect(await whoHas(first)).toBeNull()
    expect(await whoHas(second)).not.toBeNull()
  })

  it('lasts thirty days from signing in', async () => {
    const session = await registered()
    context.pass(30 * 24 * 60 - 1)
    expect(await whoHas(session)).not.toBeNull()
    context.pass(2)
    expect(await whoHas(session)).toBeNull()
  })

  it('ends at once with the account, and comes from nowhere but the table', async () => {
    const session = await registered()
    await db().user.update({ where: { id: session.userId }, data: { disabledAt: context.now() } })
    expect(await whoHas(session)).toBeNull()
    expect(await readMember('ses_01kb2x4q9ms7f3c1h8r0va', context.now())).toBeNull()
  })

  it('brings the roles of each cooperative together', async () => {
    const session = await registered()
    for (const slug of ['green', 'river']) {
      const cooperativeId = `cop_${slug}`
      await db().cooperative.create({
        data: {
          id: cooperativeId,
          slug,
          name: {},
          story: {},
          village: {},
          county: {},
          createdAt: context.now(),
        },
      })
      const roles = slug === 'green' ? (['PACKER', 'HOST'] as const) : (['MANAGER'] as const)
      for (const role of roles)
        await db().membership.create({
          data: { cooperativeId, userId: session.userId, role, createdAt: context.now() },
        })
    }
    const member = await whoHas(session)
    expect(member?.memberships).toEqual([
      { cooperativeId: 'cop_green', roles: ['HOST', 'PACKER'] },
      { cooperativeId: 'cop_river', roles: ['MANAGER'] },
    ])
  })
})

describe('signing out', () => {
  it('ends this session alone', async () => {
    const phone = await registered()
    const laptop = await signedIn()
    expect(await signOut(context, { sessionId: phone.sessionId })).toMatchObject({ ok: true })
    expect(await signOut(context, { sessionId: phone.sessionId })).toMatchObject({ ok: true })
    expect(await whoHas(phone)).toBeNull()
    expect(await whoHas(laptop)).not.toBeNull()
  })

  it('everywhere ends them all, and nobody else’s', async () => {
    const phone = await registered()
    const laptop = await signedIn()
    const other = await registerWithPassword(context, FRESH_BROWSER, { ...LI, email: 'mei@village.example' })
    const actor = await whoHas(phone)
    expect(await signOutEverywhere(context, actor as Actor)).toMatchObject({ value: { ended: 2 } })
    expect(await whoHas(phone)).toBeNull()
    expect(await whoHas(laptop)).toBeNull()
    expect(other.ok && (await whoHas(other.value))).not.toBeNull()
  })

  it('everywhere is not for a guest', async () => {
    const guest: Actor = { kind: 'guest', id: 'gst_1' }
    expect(await signOutEverywhere(context, guest)).toMatchObject({ fault: { code: 'not-allowed' } })
  })
})

describe('changing the password', () => {
  it('wants the old one, ends every session and begins one', async () => {
    const phone = await registered()
    const laptop = await signedIn()
    const actor = (await whoHas(laptop)) as Actor
    const browser = { sessionId: laptop.sessionId, locale: 'en' } as const
    const change = (current: string | undefined) =>
      changePassword(context, actor, browser, { current, password: 'winter evening' })

    expect(await change('not the old one')).toMatchObject({ fault: { code: 'wrong-password' } })
    expect(await change(undefined)).toMatchObject({ fault: { code: 'wrong-password' } })
    expect(await whoHas(phone)).not.toBeNull()

    const changed = await change(LI.password)
    if (!changed.ok) throw new Error(changed.fault.code)
    expect(await whoHas(phone)).toBeNull()
    expect(await whoHas(laptop)).toBeNull()
    expect(await whoHas(changed.value)).not.toBeNull()
    await expect(signedIn()).rejects.toThrow('wrong-sign-in')
    expect(await signedIn(null, 'winter evening')).toBeDefined()
    expect(await db().auditEntry.findFirst({ where: { actorId: phone.userId } })).toMatchObject({
      action: 'members.change-password',
      requestId: 'req_test',
    })
  })

  it('is not done with another person’s session', async () => {
    const li = await registered()
    await db().session.update({ where: { id: li.sessionId }, data: { byMail: true } })
    const mei = await aMember(context, 'Mei')
    const answer = await changePassword(
      context,
      mei,
      { sessionId: li.sessionId, locale: 'en' },
      { password: 'winter evening' },
    )
    expect(answer).toMatchObject({ fault: { code: 'sign-in-again' } })
  })
})
