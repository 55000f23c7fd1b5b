import { describe, expect, test } from 'vitest'
import { type OpenSandbox, openSandbox, refusalOf, sessionParams } from '../../tests/fixtures/open-sandbox.ts'

async function paid(
  { sandbox, stripe }: OpenSandbox,
  payment: Parameters<OpenSandbox['sandbox']['pay']>[1] = {},
) {
  const { id } = await stripe.checkout.sessions.create(sessionParams())
  sandbox.pay(id, payment)
  const { payment_intent } = await stripe.checkout.sessions.retrieve(id)
  return String(payment_intent)
}

const since = async ({ stripe }: OpenSandbox, before: number) =>
  (await stripe.events.list({ limit: 100 })).data
    .map((event) => event.type)
    .reverse()
    .slice(before)

describe('a refund by card', () => {
  test('in parts, until nothing is left', async () => {
    const open = await openSandbox()
    const payment_intent = await paid(open)
    const before = (await since(open, 0)).length
    const part = await open.stripe.refunds.create({
      payment_intent,
      amount: 3600,
      reason: 'requested_by_customer',
    })
    expect(part).toMatchObject({
      id: expect.stringMatching(/^re_/),
      amount: 3600,
      status: 'succeeded',
      reason: 'requested_by_customer',
      payment_intent,
    })
    const charge = await open.stripe.charges.retrieve(String(part.charge))
    expect(charge).toMatchObject({ amount_refunded: 3600, refunded: false })
    const rest = await open.stripe.refunds.create({ charge: charge.id })
    expect(rest.amount).toBe(4000)
    expect(await open.stripe.charges.retrieve(charge.id)).toMatchObject({ refunded: true })
    expect(await since(open, before)).toEqual([
      'refund.created',
      'charge.refunded',
      'refund.created',
      'charge.refunded',
    ])
    expect(open.sandbox.books().totals).toEqual({ cny: { captured: 7600, refunded: 7600 } })
  })

  test('is found again by payment, by charge and by id', async () => {
    const open = await openSandbox()
    const payment_intent = await paid(open)
    const other = await paid(open)
    const { id, charge } = await open.stripe.refunds.create({ payment_intent, metadata: { claim: '1' } })
    await open.stripe.refunds.create({ payment_intent: other })
    const found = await open.stripe.refunds.list({ payment_intent })
    expect(found.data).toMatchObject([{ id, metadata: { claim: '1' } }])
    expect((await open.stripe.refunds.list({ charge: String(charge) })).data).toHaveLength(1)
    expect((await open.stripe.refunds.list()).data).toHaveLength(2)
    expect(await open.stripe.refunds.retrieve(id, { expand: ['charge'] })).toMatchObject({
      charge: { object: 'charge' },
    })
  })

  test('that fails later gives the money back to the charge', async () => {
    const open = await openSandbox({ refundSeconds: 60 })
    const payment_intent = await paid(open, { number: '4000000000005126' })
    const { id, status } = await open.stripe.refunds.create({ payment_intent })
    expect(status).toBe('succeeded')
    const before = (await since(open, 0)).length
    open.sandbox.clock.advance(59)
    expect((await open.stripe.refunds.retrieve(id)).status).toBe('succeeded')
    open.sandbox.clock.advance(1)
    expect(await open.stripe.refunds.retrieve(id)).toMatchObject({
      status: 'failed',
      failure_reason: 'expired_or_canceled_card',
    })
    expect(await since(open, before)).toEqual(['refund.updated', 'charge.refund.updated', 'refund.failed'])
    expect(open.sandbox.books().totals.cny).toEqual({ captured: 7600, refunded: 0 })
    expect((await open.stripe.refunds.create({ payment_intent })).amount).toBe(7600)
  })
})

describe.each(['alipay', 'wechat_pay'] as const)('a refund by %s', (method) => {
  test('is pending first and succeeds in its own time', async () => {
    const open = await openSandbox({ refundSeconds: 60 })
    const payment_intent = await paid(open, { method, answer: 'approve' })
    const { id, ...refund } = await open.stripe.refunds.create({ payment_intent, amount: 1000 })
    expect(id).toMatch(/^pyr_/)
    expect(refund).toMatchObject({ status: 'pending', pending_reason: 'processing' })
    expect(open.sandbox.books().charges).toMatchObject([{ amount_refunded: 1000 }])
    open.sandbox.clock.advance(60)
    const settled = await open.stripe.refunds.retrieve(id)
    expect(settled.status).toBe('succeeded')
    expect(settled).not.toHaveProperty('pending_reason')
    const { data } = await open.stripe.events.list({ type: 'refund.updated' })
    expect(data).toMatchObject([{ data: { previous_attributes: { status: 'pending' } } }])
  })

  test('may be made to fail, once', async () => {
    const open = await openSandbox()
    const payment_intent = await paid(open, { method, answer: 'approve' })
    const { id } = await open.stripe.refunds.create({ payment_intent })
    open.sandbox.settleRefund(id, 'failed')
    expect(await open.stripe.refunds.retrieve(id)).toMatchObject({
      status: 'failed',
      failure_reason: 'declined',
    })
    open.sandbox.clock.advance(3600)
    expect((await open.stripe.refunds.retrieve(id)).status).toBe('failed')
    expect(() => open.sandbox.settleRefund(id, 'succeeded')).toThrow('has failed already')
  })
})

describe('refused:', () => {
  test('more than is left', async () => {
    const open = await openSandbox()
    const payment_intent = await paid(open)
    await open.stripe.refunds.create({ payment_intent, amount: 4600 })
    expect(await refusalOf(open.stripe.refunds.create({ payment_intent, amount: 3001 }))).toMatchObject({
      statusCode: 400,
      param: 'amount',
      message: 'Refund amount (¥30.01) is greater than unrefunded amount on charge (¥30.00)',
    })
    expect(open.sandbox.books().totals.cny?.refunded).toBe(4600)
  })

  test('what has been given back already', async () => {
    const open = await openSandbox()
    const payment_intent = await paid(open)
    const { charge } = await open.stripe.refunds.create({ payment_intent })
    expect(await refusalOf(open.stripe.refunds.create({ payment_intent }))).toMatchObject({
      code: 'charge_already_refunded',
      message: `Charge ${charge} has already been refunded.`,
    })
  })

  test.each([
    ['declined', { number: '4000000000000002' }],
    ['still at the bank', { number: '4000000000003220' }],
    ['still on its way', { method: 'alipay', answer: 'pending' }],
  ] as const)('a payment that is %s', async (_, payment) => {
    const open = await openSandbox()
    const payment_intent = await paid(open, payment)
    expect((await refusalOf(open.stripe.refunds.create({ payment_intent }))).message).toBe(
      `This PaymentIntent (${payment_intent}) does not have a successful charge to refund.`,
    )
  })

  test('nothing, less than nothing, for no reason, of nobody', async () => {
    const open = await openSandbox()
    const payment_intent = await paid(open)
    const { refunds } = open.stripe
    for (const amount of [0, -1])
      expect(await refusalOf(refunds.create({ payment_intent, amount }))).toMatchObject({
        code: 'parameter_invalid_integer',
        message: 'This value must be greater than or equal to 1.',
      })
    expect(await refusalOf(refunds.create({ payment_intent, reason: 'mood' }))).toMatchObject({
      message: 'Invalid reason: must be one of duplicate, fraudulent, or requested_by_customer',
    })
    expect((await refusalOf(refunds.create({}))).message).toMatch(/^One of the following params/)
    expect(await refusalOf(refunds.create({ charge: 'ch_0' }))).toMatchObject({
      statusCode: 404,
      param: 'id',
    })
    expect((await refusalOf(refunds.create({ payment_intent: 'pi_0' }))).code).toBe('resource_missing')
    expect((await refusalOf(refunds.retrieve('re_0'))).statusCode).toBe(404)
  })
})
