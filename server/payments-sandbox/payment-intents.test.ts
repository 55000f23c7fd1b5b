import type Stripe from 'stripe'
import { describe, expect, test } from 'vitest'
import { openSandbox, refusalOf, sessionParams } from '../../tests/fixtures/open-sandbox.ts'

const fifty = { amount: 5000, currency: 'cny' } as const
const noRedirects = { automatic_payment_methods: { enabled: true, allow_redirects: 'never' } } as const

/** A customer who keeps a card, made as a shop would: by paying once with it. */
async function withKeptCard(number: string, open: Awaited<ReturnType<typeof openSandbox>>) {
  const customer = await open.stripe.customers.create({ email: 'mei@example.org' })
  const session = await open.stripe.checkout.sessions.create(
    sessionParams({
      customer: customer.id,
      customer_email: undefined,
      payment_intent_data: { setup_future_usage: 'off_session' },
    }),
  )
  open.sandbox.pay(session.id, { number, answer: 'approve' })
  const { data } = await open.stripe.customers.listPaymentMethods(customer.id)
  return { customer: customer.id, payment_method: data[0]?.id ?? '' }
}

describe('a payment', () => {
  test('waits for a method, then for a word, then is paid', async () => {
    const { sandbox, stripe } = await openSandbox()
    const bare = await stripe.paymentIntents.create({ ...fifty, ...noRedirects, metadata: { order: '7' } })
    expect(bare).toMatchObject({
      status: 'requires_payment_method',
      client_secret: expect.stringMatching(new RegExp(`^${bare.id}_secret_[A-Za-z0-9]{22}$`)),
      capture_method: 'automatic_async',
    })
    const chosen = await stripe.paymentIntents.create({ ...fifty, payment_method: 'pm_card_visa' })
    expect(chosen.status).toBe('requires_confirmation')
    const paid = await stripe.paymentIntents.confirm(bare.id, { payment_method: 'pm_card_visa' })
    expect(paid).toMatchObject({ status: 'succeeded', amount_received: 5000 })
    const charge = await stripe.charges.retrieve(String(paid.latest_charge))
    expect(charge).toMatchObject({ amount: 5000, paid: true, captured: true, metadata: { order: '7' } })
    expect(sandbox.books().totals).toEqual({ cny: { captured: 5000, refunded: 0 } })
  })

  test('with a kept card needs one call', async () => {
    const open = await openSandbox()
    const kept = await withKeptCard('4242424242424242', open)
    const paid = await open.stripe.paymentIntents.create({
      ...fifty,
      ...kept,
      confirm: true,
      off_session: true,
    })
    expect(paid.status).toBe('succeeded')
  })

  test('with a card that was set up with its holder needs nobody later on', async () => {
    const open = await openSandbox()
    const kept = await withKeptCard('4000002500003155', open)
    const paid = await open.stripe.paymentIntents.create({
      ...fifty,
      ...kept,
      confirm: true,
      off_session: true,
    })
    expect(paid.status).toBe('succeeded')
  })

  test('with a card that wants its holder each time is declined in his absence', async () => {
    const open = await openSandbox()
    const kept = await withKeptCard('4000000000003220', open)
    const refusal = await refusalOf(
      open.stripe.paymentIntents.create({ ...fifty, ...kept, confirm: true, off_session: true }),
    )
    expect(refusal).toMatchObject({
      type: 'StripeCardError',
      statusCode: 402,
      code: 'authentication_required',
      decline_code: 'authentication_required',
      payment_intent: { status: 'requires_payment_method' },
    })
  })

  test('that wants its holder leads to the bank and back', async () => {
    const open = await openSandbox()
    const kept = await withKeptCard('4000000000003220', open)
    const asked = await open.stripe.paymentIntents.create({
      ...fifty,
      ...kept,
      confirm: true,
      return_url: 'http://shop.example/back?order=7',
    })
    expect(asked.status).toBe('requires_action')
    const bank = asked.next_action?.redirect_to_url?.url ?? ''
    expect(await (await fetch(bank)).text()).toContain('3-D Secure check')
    const back = await fetch(bank, {
      method: 'POST',
      redirect: 'manual',
      body: new URLSearchParams({ answer: 'approve' }),
    })
    const location = new URL(back.headers.get('location') ?? '')
    expect(Object.fromEntries(location.searchParams)).toEqual({
      order: '7',
      payment_intent: asked.id,
      payment_intent_client_secret: asked.client_secret,
      redirect_status: 'succeeded',
    })
    expect((await open.stripe.paymentIntents.retrieve(asked.id)).status).toBe('succeeded')
  })

  test('whose holder failed at the bank may be tried again', async () => {
    const { sandbox, stripe } = await openSandbox()
    const asked = await stripe.paymentIntents.create({
      ...fifty,
      confirm: true,
      payment_method: 'pm_card_threeDSecure2Required',
      return_url: 'http://shop.example/back',
    })
    const bank = asked.next_action?.redirect_to_url?.url ?? ''
    const back = await fetch(bank, {
      method: 'POST',
      redirect: 'manual',
      body: new URLSearchParams({ answer: 'fail' }),
    })
    expect(back.headers.get('location')).toContain('redirect_status=failed')
    expect(sandbox.books().charges).toEqual([])
    const again = await stripe.paymentIntents.confirm(asked.id, { payment_method: 'pm_card_visa' })
    expect(again.status).toBe('succeeded')
  })

  test('that is declined says why and may be tried again', async () => {
    const { stripe } = await openSandbox()
    const { id } = await stripe.paymentIntents.create({ ...fifty, ...noRedirects })
    const refusal = await refusalOf(
      stripe.paymentIntents.confirm(id, { payment_method: 'pm_card_visa_chargeDeclinedInsufficientFunds' }),
    )
    expect(refusal).toMatchObject({
      type: 'StripeCardError',
      statusCode: 402,
      code: 'card_declined',
      decline_code: 'insufficient_funds',
      charge: expect.stringMatching(/^ch_/),
      payment_intent: { id, status: 'requires_payment_method', payment_method: null },
    })
    const paid = await stripe.paymentIntents.confirm(id, { payment_method: 'pm_card_visa' })
    expect(paid).toMatchObject({ status: 'succeeded', last_payment_error: null })
  })

  test('may be called off, once and for all', async () => {
    const { stripe } = await openSandbox()
    const { id } = await stripe.paymentIntents.create({ ...fifty, ...noRedirects })
    const called = await stripe.paymentIntents.cancel(id, { cancellation_reason: 'abandoned' })
    expect(called).toMatchObject({ status: 'canceled', cancellation_reason: 'abandoned' })
    expect(await refusalOf(stripe.paymentIntents.cancel(id))).toMatchObject({
      statusCode: 400,
      code: 'payment_intent_unexpected_state',
      message: expect.stringContaining('because it has a status of canceled'),
      payment_intent: { id },
    })
    const late = stripe.paymentIntents.confirm(id, { payment_method: 'pm_card_visa' })
    expect((await refusalOf(late)).code).toBe('payment_intent_unexpected_state')
  })
})

describe('refused:', () => {
  type Params = Partial<Stripe.PaymentIntentCreateParams>
  test.each<[string, Params, object]>([
    ['too little', { amount: 399 }, { param: 'amount', code: 'amount_too_small' }],
    ['nothing', { amount: 0 }, { param: 'amount', code: 'parameter_invalid_integer' }],
    ['a half', { amount: 10.5 }, { param: 'amount', code: 'parameter_invalid_integer' }],
    ['no such customer', { customer: 'cus_0' }, { param: 'customer', code: 'resource_missing' }],
    ['no such card', { payment_method: 'pm_0' }, { param: 'payment_method', code: 'resource_missing' }],
    ['holding back the money', { capture_method: 'manual' }, { param: 'capture_method' }],
    ['a way back without going', { return_url: 'http://a.example' }, { param: 'return_url' }],
    [
      'confirming with nothing',
      { confirm: true, off_session: true },
      { code: 'payment_intent_unexpected_state' },
    ],
  ])('%s', async (_, params, refusal) => {
    const { stripe } = await openSandbox()
    expect(await refusalOf(stripe.paymentIntents.create({ ...fifty, ...params }))).toMatchObject(refusal)
  })

  test('confirming where a redirect could follow but leads nowhere', async () => {
    const { stripe } = await openSandbox()
    const asked = stripe.paymentIntents.create({ ...fifty, confirm: true, payment_method: 'pm_card_visa' })
    expect((await refusalOf(asked)).message).toContain('you must provide a `return_url`')
  })

  test('another customer’s card', async () => {
    const open = await openSandbox()
    const { payment_method } = await withKeptCard('4242424242424242', open)
    const other = await open.stripe.customers.create({})
    const asked = (customer?: string) =>
      open.stripe.paymentIntents.create({ ...fifty, payment_method, ...(customer ? { customer } : {}) })
    expect((await refusalOf(asked(other.id))).message).toContain('does not belong to the Customer')
    expect((await refusalOf(asked())).message).toContain('Please include the Customer')
  })

  test('confirming or calling off what Checkout made', async () => {
    const { sandbox, stripe } = await openSandbox()
    const { id } = await stripe.checkout.sessions.create(sessionParams())
    sandbox.pay(id, { number: '4000000000000002' })
    const intent = String((await stripe.checkout.sessions.retrieve(id)).payment_intent)
    for (const asked of [
      stripe.paymentIntents.cancel(intent),
      stripe.paymentIntents.confirm(intent, { payment_method: 'pm_card_visa' }),
    ])
      expect(await refusalOf(asked)).toMatchObject({
        code: 'payment_intent_unexpected_state',
        message: expect.stringContaining('created by Checkout'),
      })
  })

  test('a challenge where none is wanted', async () => {
    const { stripe } = await openSandbox()
    const asked = stripe.paymentIntents.create({
      ...fifty,
      confirm: true,
      payment_method: 'pm_card_threeDSecure2Required',
      error_on_requires_action: true,
      return_url: 'http://shop.example/back',
    })
    expect(await refusalOf(asked)).toMatchObject({ type: 'StripeCardError', code: 'authentication_required' })
  })

  test('what nobody made', async () => {
    const { stripe, url } = await openSandbox()
    expect(await refusalOf(stripe.paymentIntents.retrieve('pi_0'))).toMatchObject({
      statusCode: 404,
      param: 'intent',
      message: "No such payment_intent: 'pi_0'",
    })
    expect(await refusalOf(stripe.charges.retrieve('ch_0'))).toMatchObject({ statusCode: 404, param: 'id' })
    expect((await fetch(`${url}/c/authenticate/pi_0/att_0`)).status).toBe(404)
  })
})
