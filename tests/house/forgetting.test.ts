import { beforeAll, beforeEach, expect, test } from 'vitest'
import { type Context, systemContext } from '#lib/kernel/context.ts'
import { closeDb, db } from '#lib/kernel/db.ts'
import type { DomainJobs } from '#lib/kernel/jobs.ts'
import { logger } from '#lib/kernel/log.ts'
import { liveJobs } from '#lib/live/jobs.ts'
import { noticesJobs } from '#lib/notices/jobs.ts'
import { ordersJobs } from '#lib/orders/jobs.ts'
import { paymentsJobs } from '#lib/payments/jobs.ts'
import { useTestDatabase } from '../fixtures/database.ts'
import { useProvider } from '../fixtures/provider.ts'
import { setUpShow } from '../fixtures/show.ts'
import { addPerson, addVariant, type Stall, setUpStall } from '../fixtures/stall.ts'

// docs/decisions/0012-what-is-forgotten.md

useTestDatabase(closeDb)
useProvider()
const context: Context = systemContext()
const daysAgo = (days: number) => new Date(context.now().getTime() - days * 24 * 3_600_000)
let stall: Stall
let variantId: string

beforeAll(async () => {
  stall = await setUpStall()
  variantId = await addVariant(stall)
})

beforeEach(async () => {
  await db().$executeRaw`truncate cart, provider_event, mail, reminder cascade`
})

async function sweep(domain: DomainJobs, name: string): Promise<void> {
  const found = domain.sweeps.find((one) => one.name === name)
  if (!found) throw new Error(`no sweep is called ${name}`)
  await found.run(context, logger('test'))
}

test('a guest’s cart, a season after she last touched it; a member keeps hers', async () => {
  const { id: userId } = await addPerson(stall.cooperativeId, 'HOST')
  const cart = (id: string, owner: object, days: number) =>
    db().cart.create({
      data: {
        id,
        ...owner,
        createdAt: daysAgo(200),
        updatedAt: daysAgo(days),
        lines: { create: { variantId, quantity: 1, addedAt: daysAgo(days) } },
      },
    })
  await cart('crt_old', { guestId: 'gst_old' }, 91)
  await cart('crt_young', { guestId: 'gst_young' }, 89)
  await cart('crt_member', { userId }, 200)
  await sweep(ordersJobs, 'orders.forget-carts')
  expect((await db().cart.findMany({ orderBy: { id: 'asc' } })).map(({ id }) => id)).toEqual([
    'crt_member',
    'crt_young',
  ])
  expect(await db().cartLine.count()).toBe(2)
})

test('the provider’s events, a season after they were applied; never one that was not', async () => {
  const event = { type: 'refund.updated', subject: 're_1', receivedAt: daysAgo(200) }
  await db().providerEvent.createMany({
    data: [
      { ...event, id: 'evt_old', appliedAt: daysAgo(91) },
      { ...event, id: 'evt_young', appliedAt: daysAgo(89) },
      { ...event, id: 'evt_stuck', appliedAt: null },
    ],
  })
  await sweep(paymentsJobs, 'payments.forget-events')
  expect((await db().providerEvent.findMany({ orderBy: { id: 'asc' } })).map(({ id }) => id)).toEqual([
    'evt_stuck',
    'evt_young',
  ])
})

test('a mail, a month after it was sent; one that never was, a season after it was written', async () => {
  const mail = { to: 'lin@example.org', subject: 's', text: 't', html: 'h', createdAt: daysAgo(80) }
  await db().mail.createMany({
    data: [
      { ...mail, id: 'mai_old', causeKey: '1', sentAt: daysAgo(31) },
      { ...mail, id: 'mai_young', causeKey: '2', sentAt: daysAgo(29) },
      { ...mail, id: 'mai_kept', causeKey: '3' },
      { ...mail, id: 'mai_never', causeKey: '4', createdAt: daysAgo(91) },
    ],
  })
  await sweep(noticesJobs, 'notices.forget-mails')
  expect((await db().mail.findMany({ orderBy: { id: 'asc' } })).map(({ id }) => id)).toEqual([
    'mai_kept',
    'mai_young',
  ])
})

test.each([
  ['ENDED', 0, 0],
  ['CANCELLED', 0, 0],
  ['STOPPED', 0, 0],
  ['SCHEDULED', 31, 0],
  ['SCHEDULED', 29, 1],
  ['LIVE', 31, 1],
] as const)(
  'reminders of a show that is %s, %i days after it was to begin: %i are left',
  async (state, days, left) => {
    const show = await setUpShow(stall, 'SCHEDULED')
    await db().show.update({ where: { id: show.id }, data: { state, scheduledAt: daysAgo(days) } })
    await db().reminder.create({
      data: {
        id: context.id('reminder'),
        showId: show.id,
        email: 'lin@example.org',
        locale: 'en',
        createdAt: daysAgo(40),
      },
    })
    await sweep(liveJobs, 'live.forget-reminders')
    expect(await db().reminder.count()).toBe(left)
  },
)
