import { expect, onTestFinished, test, vi } from 'vitest'
import { POST } from '#app/api/stripe/webhook/route.ts'
import { closeDb, db } from '#lib/kernel/db.ts'
import { env } from '#lib/kernel/env.ts'
import { forgetHouseTime, takeHouseTime } from '#lib/kernel/house-time.ts'
import { signPayload } from '#server/payments-sandbox/sign-payload.ts'
import { useTestDatabase } from '../fixtures/database.ts'
import { signEvent, useProvider } from '../fixtures/provider.ts'

useTestDatabase(closeDb)
useProvider()

const event = JSON.stringify({
  id: 'evt_1',
  object: 'event',
  type: 'checkout.session.completed',
  data: { object: { id: 'cs_1', object: 'checkout.session', name: '脐橙' } },
})

function post(body: string, headers: Record<string, string>): Promise<Response> {
  return POST(new Request('http://127.0.0.1/api/stripe/webhook', { method: 'POST', body, headers }))
}

const signed = (body: string, secret?: string) => ({ 'stripe-signature': signEvent(body, secret) })

test('takes a signed event, once', async () => {
  expect((await post(event, signed(event))).status).toBe(200)
  expect((await post(event, signed(event))).status).toBe(200)
  const kept = await db().providerEvent.findMany()
  expect(kept).toMatchObject([{ id: 'evt_1', subject: 'cs_1', appliedAt: null }])
  expect(await db().outbox.count({ where: { type: 'payments.event-received' } })).toBe(1)
})

test.each([
  ['without a signature', event, {}],
  ['signed by somebody else', event, signed(event, 'whsec_of_somebody_else')],
  ['changed on the way', event.replace('cs_1', 'cs_2'), signed(event)],
  ['that is not JSON', 'hello', signed('hello')],
])('refuses one %s', async (_, body, headers) => {
  expect((await post(body, headers)).status).toBe(400)
  expect(await db().providerEvent.findUnique({ where: { id: 'evt_1' } })).toMatchObject({ subject: 'cs_1' })
})

test('refuses it also when pages, which are bundled apart, came first', async () => {
  vi.resetModules()
  vi.doMock('stripe', async (original) => {
    const { default: Original } = await original<typeof import('stripe')>()
    class Forged extends Error {}
    // Another copy of the package: the same client, whose errors are another's.
    return {
      default: class extends Original {
        static override errors = { ...Original.errors, StripeSignatureVerificationError: Forged as never }
        override webhooks = {
          ...Original.webhooks,
          constructEvent: () => {
            throw new Forged('No signatures found')
          },
        } as never
      },
    }
  })
  try {
    const { openEvent } = await import('#lib/payments/gateway.ts')
    expect(openEvent(event, 'forged')).toBeNull()
  } finally {
    vi.doUnmock('stripe')
    vi.resetModules()
  }
  expect((await post(event, {})).status).toBe(400)
})

test('refuses what is too large to be one', async () => {
  expect((await post(event, { ...signed(event), 'content-length': '2000000' })).status).toBe(413)
})

test('is sent again when the database is not there', async () => {
  await db().$executeRaw`alter table provider_event rename to away`
  try {
    const other = event.replace('evt_1', 'evt_2')
    expect((await post(other, signed(other))).status).toBe(500)
  } finally {
    await db().$executeRaw`alter table away rename to provider_event`
  }
})

test('goes by the house’s clock: what is old by it is a replay, whatever this machine’s own says', async () => {
  onTestFinished(forgetHouseTime)
  const hour = 3_600_000
  takeHouseTime(Date.now() + hour, 0)
  const other = event.replace('evt_1', 'evt_3')
  const signedAt = (ms: number) => ({
    'stripe-signature': signPayload(env().stripeWebhookSecret ?? '', other, Math.floor(ms / 1_000)),
  })
  expect((await post(other, signedAt(Date.now()))).status).toBe(400)
  expect((await post(other, signedAt(Date.now() + hour))).status).toBe(200)
})
