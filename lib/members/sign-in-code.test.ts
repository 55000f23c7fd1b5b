import { beforeEach, describe, expect, it } from 'vitest'
import { closeDb, db } from '#lib/kernel/db.ts'
import { useTestDatabase } from '../../tests/fixtures/database.ts'
import { aMember, FRESH_BROWSER } from '../../tests/fixtures/people.ts'
import { type TestContext, testContext } from '../../tests/fixtures/test-context.ts'
import { changePassword } from './change-password.ts'
import { CODE_TRIES, FRESH_MINUTES, type Member } from './model.ts'
import { codeToMail } from './queries.ts'
import { registerWithPassword } from './register-with-password.ts'
import { requestSignInCode } from './request-sign-in-code.ts'
import { signInWithCode } from './sign-in-with-code.ts'
import { signInWithPassword } from './sign-in-with-password.ts'
import { readMember } from './store.ts'

useTestDatabase(closeDb)

const EMAIL = 'li@village.example'
const WRONG = { fault: { code: 'wrong-code' } }
let context: TestContext

beforeEach(async () => {
  context = testContext()
  await db().outbox.deleteMany()
  await db().signInCode.deleteMany()
  await db().user.deleteMany()
  await aMember(context, 'First')
})

async function asked(email = EMAIL): Promise<{ request: string; code: string }> {
  const answer = await requestSignInCode(context, FRESH_BROWSER, { email })
  if (!answer.ok) throw new Error(answer.fault.code)
  const mail = await codeToMail(answer.value.request, context.now())
  if (!mail) throw new Error('there is no mail to write')
  return { request: answer.value.request, code: mail.digits }
}

const signIn = (input: { request: string; code: string }) => signInWithCode(context, FRESH_BROWSER, input)
const wrongDigits = (code: string) => String((Number(code) + 1) % 1_000_000).padStart(6, '0')

describe('asking for a code', () => {
  it('answers the same for everybody and tells the worker, without the digits', async () => {
    await registerWithPassword(context, FRESH_BROWSER, {
      name: 'Li',
      email: EMAIL,
      password: 'harvest morning',
    })
    const known = await requestSignInCode(context, FRESH_BROWSER, { email: EMAIL })
    const unknown = await requestSignInCode(context, FRESH_BROWSER, { email: 'nobody@village.example' })
    expect([known.ok, unknown.ok]).toEqual([true, true])
    const events = await db().outbox.findMany({ where: { type: 'members.code-issued' } })
    expect(events.map(({ payload }) => payload)).toEqual(
      [known, unknown].map((answer) => ({ codeId: answer.ok && answer.value.request, locale: 'en' })),
    )
  })

  it('keeps nothing from which the digits could be read', async () => {
    const { code } = await asked()
    const rows = JSON.stringify(
      [await db().signInCode.findMany(), await db().outbox.findMany()],
      (_, value) => (typeof value === 'bigint' ? String(value) : value),
    )
    expect(rows).not.toContain(code)
  })

  it('leaves one live code: the newest', async () => {
    const first = await asked()
    const second = await asked()
    expect(await signIn(first)).toMatchObject(WRONG)
    expect(await codeToMail(first.request, context.now())).toBeNull()
    expect(await signIn(second)).toMatchObject({ ok: true })
  })

  it('is not possible in a house that nobody set up', async () => {
    await db().user.deleteMany()
    const answer = await requestSignInCode(context, FRESH_BROWSER, { email: EMAIL })
    expect(answer).toMatchObject({ fault: { code: 'not-set-up' } })
  })
})

describe('signing in with a code', () => {
  it('makes the account of a new address, under a name that does not tell it', async () => {
    const answer = await signIn(await asked())
    if (!answer.ok) throw new Error(answer.fault.code)
    const member = await readMember(answer.value.sessionId, context.now())
    expect(member).toMatchObject({ email: EMAIL })
    expect(member?.name).toMatch(/^Neighbour [0-9A-Z]{4}$/)
    expect(await db().user.findUnique({ where: { email: EMAIL } })).toMatchObject({
      emailProvenAt: context.now(),
      passwordHash: null,
    })
  })

  it('finds the account that is there', async () => {
    const first = await aMember(context, 'Mei')
    const answer = await signIn(await asked(first.email))
    expect(answer).toMatchObject({ value: { userId: first.id } })
  })

  it('works once, also when tried twice at once', async () => {
    const mail = await asked()
    const both = await Promise.all([signIn(mail), signIn(mail)])
    expect(both.filter(({ ok }) => ok)).toHaveLength(1)
    expect(await signIn(mail)).toMatchObject(WRONG)
    expect(await db().user.count({ where: { email: EMAIL } })).toBe(1)
  })

  it('works for ten minutes', async () => {
    const mail = await asked()
    context.pass(10)
    expect(await signIn(mail)).toMatchObject(WRONG)
  })

  it('gives five tries, and no more to many at once', async () => {
    const mail = await asked()
    const guesses = await Promise.all(
      Array.from({ length: 20 }, () => signIn({ ...mail, code: wrongDigits(mail.code) })),
    )
    expect(guesses.every(({ ok }) => !ok)).toBe(true)
    expect(await db().signInCode.findUnique({ where: { id: mail.request } })).toMatchObject({
      attempts: CODE_TRIES,
    })
    expect(await signIn(mail)).toMatchObject(WRONG)
  })

  it('still works with the last try', async () => {
    const mail = await asked()
    for (let i = 1; i < CODE_TRIES; i++)
      expect(await signIn({ ...mail, code: wrongDigits(mail.code) })).toMatchObject(WRONG)
    expect(await signIn(mail)).toMatchObject({ ok: true })
  })

  it('does not take the digits of another request, nor a request that nobody made', async () => {
    const li = await asked()
    const mei = await asked('mei@village.example')
    expect(await signIn({ request: li.request, code: mei.code })).toMatchObject(WRONG)
    expect(await signIn({ request: 'cod_01kb2x4q9ms7f3c1h8r0va', code: li.code })).toMatchObject(WRONG)
  })

  it('does not open a shut account', async () => {
    const mei = await aMember(context, 'Mei')
    await db().user.update({ where: { id: mei.id }, data: { disabledAt: context.now() } })
    expect(await signIn(await asked(mei.email))).toMatchObject(WRONG)
    expect(await db().session.count()).toBe(0)
  })
})

describe('the first proof of an address', () => {
  it('ends the password and the sessions of whoever registered it before', async () => {
    const squatter = { email: EMAIL, password: 'not her password' }
    const planted = await registerWithPassword(context, FRESH_BROWSER, { name: 'Not Li', ...squatter })
    const owner = await signIn(await asked())
    expect(planted.ok && (await readMember(planted.value.sessionId, context.now()))).toBeNull()
    expect(await signInWithPassword(context, FRESH_BROWSER, squatter)).toMatchObject({ ok: false })
    expect(owner.ok && (await readMember(owner.value.sessionId, context.now()))).toMatchObject({
      email: EMAIL,
    })
  })

  it('is needed once: a password chosen afterwards stays', async () => {
    const owner = await signIn(await asked())
    if (!owner.ok) throw new Error(owner.fault.code)
    const actor = (await readMember(owner.value.sessionId, context.now())) as Member
    const browser = { sessionId: owner.value.sessionId, locale: 'en' } as const
    expect(await changePassword(context, actor, browser, { password: 'harvest morning' })).toMatchObject({
      ok: true,
    })
    expect(await signIn(await asked())).toMatchObject({ ok: true })
    const password = { email: EMAIL, password: 'harvest morning' }
    expect(await signInWithPassword(context, FRESH_BROWSER, password)).toMatchObject({ ok: true })
  })
})

describe('a password chosen after signing in by mail', () => {
  it('needs no old one for a quarter of an hour, then a fresh sign-in', async () => {
    const owner = await signIn(await asked())
    if (!owner.ok) throw new Error(owner.fault.code)
    const actor = (await readMember(owner.value.sessionId, context.now())) as Member
    const browser = { sessionId: owner.value.sessionId, locale: 'en' } as const
    context.pass(FRESH_MINUTES)
    expect(await changePassword(context, actor, browser, { password: 'harvest morning' })).toMatchObject({
      fault: { code: 'sign-in-again' },
    })
  })
})
