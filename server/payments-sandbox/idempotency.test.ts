import { expect, test } from 'vitest'
import { openSandbox, refusalOf, sessionParams } from '../../tests/fixtures/open-sandbox.ts'

test('the same key and parameters get the same answer, byte for byte, and nothing happens twice', async () => {
  const { sandbox, stripe } = await openSandbox()
  const params = sessionParams()
  const first = await stripe.checkout.sessions.create(params, { idempotencyKey: 'order-1' })
  sandbox.pay(first.id, {})
  const again = await stripe.checkout.sessions.create(params, { idempotencyKey: 'order-1' })
  expect(again.id).toBe(first.id)
  expect(again.status).toBe('open')
  expect(again.lastResponse.headers['idempotent-replayed']).toBe('true')
  expect(again.lastResponse.headers['original-request']).toBe(first.lastResponse.requestId)
  expect(first.lastResponse.headers).not.toHaveProperty('idempotent-replayed')
  expect(sandbox.books().sessions).toHaveLength(1)
})

test('a key with other parameters is refused, whichever differ', async () => {
  const { stripe } = await openSandbox()
  const idempotencyKey = 'order-2'
  await stripe.checkout.sessions.create(sessionParams(), { idempotencyKey })
  const refusal = await refusalOf(
    stripe.checkout.sessions.create(sessionParams({ client_reference_id: 'x' }), { idempotencyKey }),
  )
  expect(refusal).toMatchObject({
    type: 'StripeIdempotencyError',
    statusCode: 400,
    message:
      "Keys for idempotent requests can only be used with the same parameters they were first used with. Try using a key other than 'order-2' if you meant to execute a different request.",
  })
})

test('a key belongs to one endpoint', async () => {
  const { stripe } = await openSandbox()
  await stripe.customers.create({}, { idempotencyKey: 'k' })
  const refusal = await refusalOf(stripe.refunds.create({ charge: 'ch_1' }, { idempotencyKey: 'k' }))
  expect(refusal.message).toContain("('/v1/refunds' vs '/v1/customers')")
})

test('a key that is in use gets 409 until the first request is through', async () => {
  const { sandbox, stripe } = await openSandbox()
  const hold = sandbox.faults.add({ trouble: { do: 'hold', when: 'before' }, path: '/v1/customers' })
  const first = stripe.customers.create({}, { idempotencyKey: 'k' })
  await expect.poll(() => sandbox.faults.held(hold), { timeout: 15_000 }).toBe(1)
  const refusal = await refusalOf(stripe.customers.create({}, { idempotencyKey: 'k' }))
  expect(refusal).toMatchObject({ statusCode: 409, code: 'idempotency_key_in_use' })
  sandbox.faults.release(hold)
  const { id } = await first
  expect((await stripe.customers.create({}, { idempotencyKey: 'k' })).id).toBe(id)
})

test('what validation refused is not kept: the key may be used again', async () => {
  const { stripe } = await openSandbox()
  const tooSoon = sessionParams({ expires_at: 1 })
  expect((await refusalOf(stripe.checkout.sessions.create(tooSoon, { idempotencyKey: 'k' }))).param).toBe(
    'expires_at',
  )
  await stripe.checkout.sessions.create(sessionParams(), { idempotencyKey: 'k' })
})

test('a decline is kept: the same key gets it again, and no second charge', async () => {
  const { sandbox, stripe } = await openSandbox()
  const pay = () =>
    stripe.paymentIntents.create(
      {
        amount: 5000,
        currency: 'cny',
        confirm: true,
        off_session: true,
        payment_method: 'pm_card_visa_chargeDeclined',
      },
      { idempotencyKey: 'k' },
    )
  const first = await refusalOf(pay())
  const second = await refusalOf(pay())
  expect(first.statusCode).toBe(402)
  expect(second.charge).toBe(first.charge)
  expect(sandbox.books().charges).toHaveLength(1)
})

test('a key is forgotten after a day', async () => {
  const { sandbox, stripe } = await openSandbox()
  const first = await stripe.customers.create({}, { idempotencyKey: 'k' })
  sandbox.clock.advance(24 * 3600 + 1)
  const second = await stripe.customers.create({ name: 'Mei' }, { idempotencyKey: 'k' })
  expect(second.id).not.toBe(first.id)
})

test('a key that is too long is refused', async () => {
  const { stripe } = await openSandbox()
  const refusal = await refusalOf(stripe.customers.create({}, { idempotencyKey: 'k'.repeat(256) }))
  expect(refusal.message).toBe('Idempotency keys can be at most 255 characters long.')
})
