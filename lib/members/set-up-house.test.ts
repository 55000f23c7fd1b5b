import { beforeEach, describe, expect, it } from 'vitest'
import { closeDb, db } from '#lib/kernel/db.ts'
import { useTestDatabase } from '../../tests/fixtures/database.ts'
import { aMember, FRESH_BROWSER } from '../../tests/fixtures/people.ts'
import { type TestContext, testContext } from '../../tests/fixtures/test-context.ts'
import { authSecret } from './auth-secret.ts'
import { createCooperative } from './create-cooperative.ts'
import type { Actor, SetUp } from './model.ts'
import { cooperativeBySlug, isHouseEmpty, membersOf } from './queries.ts'
import { setUpHouse } from './set-up-house.ts'
import { setupKey } from './setup-key.ts'
import { readMember } from './store.ts'

useTestDatabase(closeDb)

const FIRST: SetUp = {
  key: setupKey(authSecret()),
  name: 'Li',
  email: 'li@village.example',
  password: 'harvest morning',
  cooperative: '青山合作社',
  slug: 'green-hill',
  village: '下井村',
  county: undefined,
  currency: 'cny',
  region: 'east',
}
let context: TestContext

beforeEach(async () => {
  context = testContext()
  await db().cooperative.deleteMany()
  await db().user.deleteMany()
})

describe('the first run', () => {
  it('makes the first admin, her cooperative and her session', async () => {
    expect(await isHouseEmpty()).toBe(true)
    const answer = await setUpHouse(context, { sessionId: null, locale: 'zh' }, FIRST)
    if (!answer.ok) throw new Error(answer.fault.code)
    expect(await isHouseEmpty()).toBe(false)
    const member = await readMember(answer.value.sessionId, context.now())
    expect(member).toMatchObject({ name: 'Li', platformAdmin: true, memberships: [{ roles: ['MANAGER'] }] })
    const cooperative = await cooperativeBySlug('green-hill')
    expect(cooperative).toMatchObject({
      name: { zh: '青山合作社', en: '', fr: '' },
      currency: 'cny',
      region: 'east',
    })
    expect(await membersOf(cooperative?.id ?? '')).toMatchObject([{ name: 'Li', roles: ['MANAGER'] }])
  })

  it('is for one of two at once', async () => {
    const other = { ...FIRST, email: 'mei@village.example', slug: 'river-bend' }
    const both = await Promise.all([
      setUpHouse(context, FRESH_BROWSER, FIRST),
      setUpHouse(context, FRESH_BROWSER, other),
    ])
    expect(both.filter(({ ok }) => ok)).toHaveLength(1)
    expect(both.find(({ ok }) => !ok)).toMatchObject({ fault: { code: 'already-set-up' } })
    expect([await db().user.count(), await db().cooperative.count()]).toEqual([1, 1])
  })

  it('is for who has the link: no key, a bit more or less of it, or another house’s opens nothing', async () => {
    const others = [
      '',
      `${FIRST.key}A`,
      FIRST.key.slice(1),
      setupKey('another secret of thirty-two characters'),
    ]
    for (const key of others)
      expect(await setUpHouse(context, FRESH_BROWSER, { ...FIRST, key })).toEqual({
        ok: false,
        fault: { code: 'setup-key-wrong' },
      })
    expect(await isHouseEmpty()).toBe(true)
  })

  it('never comes again', async () => {
    await aMember(context, 'Mei')
    const answer = await setUpHouse(context, FRESH_BROWSER, FIRST)
    expect(answer).toMatchObject({ fault: { code: 'already-set-up' } })
    expect(await db().user.count({ where: { platformAdmin: true } })).toBe(0)
  })
})

describe('a further cooperative', () => {
  const given = {
    cooperative: 'River Bend',
    slug: 'river-bend',
    village: 'Ford',
    county: 'Clear Water',
    currency: 'eur',
    region: 'southwest',
    managerEmail: 'mei@village.example',
    locale: 'en',
  } as const

  it('is made by a platform admin, and its manager is invited', async () => {
    const admin = await aMember(context, 'Admin', undefined, true)
    const answer = await createCooperative(context, admin, given)
    if (!answer.ok) throw new Error(answer.fault.code)
    expect(await cooperativeBySlug('river-bend')).toMatchObject({
      currency: 'eur',
      county: { en: 'Clear Water' },
    })
    expect(await db().invitation.findMany()).toMatchObject([
      { cooperativeId: answer.value.cooperativeId, email: 'mei@village.example', role: 'MANAGER' },
    ])
  })

  it('has an address of its own, also when two ask for it at once', async () => {
    const admin = await aMember(context, 'Admin', undefined, true)
    const both = await Promise.all([
      createCooperative(context, admin, given),
      createCooperative(context, admin, given),
    ])
    expect(both.filter(({ ok }) => ok)).toHaveLength(1)
    expect(both.find(({ ok }) => !ok)).toMatchObject({ fault: { code: 'slug-taken' } })
    expect(await db().invitation.count()).toBe(1)
  })

  it('is not made by anybody else', async () => {
    const manager = await aMember(context, 'Li')
    const guest: Actor = { kind: 'guest', id: 'gst_1' }
    for (const actor of [manager, guest])
      expect(await createCooperative(context, actor, given)).toMatchObject({ fault: { code: 'not-allowed' } })
    expect(await db().cooperative.count()).toBe(0)
  })
})
