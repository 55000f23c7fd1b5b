import { describe, expect, test } from 'vitest'
import { openSandbox, refusalOf, sessionParams, stripeAt } from '../../tests/fixtures/open-sandbox.ts'

const bearer = { authorization: 'Bearer sk_test_village' }

describe('who may ask', () => {
  test('a test key, as Bearer or Basic', async () => {
    const { url } = await openSandbox()
    const basic = { authorization: `Basic ${Buffer.from('rk_test_village:').toString('base64')}` }
    for (const headers of [bearer, basic])
      expect((await fetch(`${url}/v1/charges`, { headers })).status).toBe(200)
  })

  test.each([
    [undefined, /^You did not provide an API key\./],
    ['Bearer sk_live_abcdefgh', /refuses live keys/],
    ['Bearer rk_live_abcdefgh', /refuses live keys/],
    ['Bearer sk_test_', /^Invalid API Key provided: /],
    ['Bearer pk_test_abcdefgh', /publishable API key/],
    ['Bearer forged_key_1234', /^Invalid API Key provided: forg\*{7}1234$/],
    ["Bearer sk_test_a'--", /^Invalid API Key/],
  ])('nobody with %s', async (authorization, message) => {
    const { url } = await openSandbox()
    const answer = await fetch(`${url}/v1/charges`, { headers: authorization ? { authorization } : {} })
    expect(answer.status).toBe(401)
    expect(answer.headers.get('www-authenticate')).toBe('Bearer realm="Stripe"')
    const { error } = await answer.json()
    expect(error).toMatchObject({ type: 'invalid_request_error', message: expect.stringMatching(message) })
    expect(JSON.stringify(error)).not.toContain('abcdefgh')
  })

  test('the SDK takes the refusal for what it is', async () => {
    const { url } = await openSandbox()
    const refusal = await refusalOf(stripeAt(url, 'sk_live_village').charges.list())
    expect(refusal).toMatchObject({ type: 'StripeAuthenticationError', statusCode: 401 })
  })
})

describe('every answer', () => {
  test('has a request id, the version and the key it was asked with', async () => {
    const { stripe } = await openSandbox()
    const made = await stripe.customers.create({}, { idempotencyKey: 'k1' })
    const { lastResponse } = made
    expect(lastResponse.requestId).toMatch(/^req_[A-Za-z0-9]{14}$/)
    expect(lastResponse.apiVersion).toBe('2026-10-28.endive')
    expect(lastResponse.idempotencyKey).toBe('k1')
  })

  test('speaks the version that the SDK pins, and no other', async () => {
    const { url, stripe } = await openSandbox()
    expect((await stripe.charges.list()).data).toEqual([])
    const headers = { ...bearer, 'stripe-version': '2019-12-03' }
    const answer = await fetch(`${url}/v1/charges`, { headers })
    expect(answer.status).toBe(400)
    expect((await answer.json()).error.message).toMatch(/^Invalid Stripe API version: 2019-12-03/)
  })

  test('refuses an address there is not, and a method it does not take', async () => {
    const { url } = await openSandbox()
    for (const [method, path] of [
      ['GET', '/v1/subscriptions'],
      ['DELETE', '/v1/customers/cus_1'],
      ['GET', '/v1/customers/cus_1/../../x'],
      ['GET', '/'],
    ] as const) {
      const answer = await fetch(`${url}${path}`, { method, headers: bearer })
      expect(answer.status).toBe(404)
      expect((await answer.json()).error.message).toMatch(/^Unrecognized request URL \(/)
    }
  })

  test('refuses a body beyond all measure', async () => {
    const { url } = await openSandbox()
    const answer = await fetch(`${url}/v1/customers`, {
      method: 'POST',
      headers: bearer,
      body: `name=${'x'.repeat(2_000_000)}`,
    }).then(
      ({ status }) => status,
      () => 413,
    )
    expect(answer).toBe(413)
  })
})

describe('expanding', () => {
  test('fills in objects, deep and in lists', async () => {
    const { sandbox, stripe } = await openSandbox()
    const { id } = await stripe.checkout.sessions.create(sessionParams())
    sandbox.pay(id, {})
    const session = await stripe.checkout.sessions.retrieve(id, {
      expand: [
        'payment_intent.latest_charge.refunds',
        'payment_intent.payment_method',
        'line_items',
        'customer',
      ],
    })
    expect(session.payment_intent).toMatchObject({
      object: 'payment_intent',
      latest_charge: { object: 'charge', amount: 7600, refunds: { object: 'list', data: [] } },
      payment_method: { object: 'payment_method' },
    })
    expect(session.line_items?.data).toMatchObject([{ description: 'Pears', quantity: 2 }])
    expect(session.customer).toBeNull()
    await stripe.refunds.create({ payment_intent: (session.payment_intent as { id: string }).id })
    const charges = await stripe.charges.list({ expand: ['data.refunds'] })
    expect(charges.data[0]?.refunds?.data).toMatchObject([{ amount: 7600, charge: charges.data[0]?.id }])
    const charge = await stripe.charges.retrieve(charges.data[0]?.id ?? '', {
      expand: ['refunds.data.charge'],
    })
    expect(charge.refunds?.data).toMatchObject([{ charge: { id: charge.id, refunded: true } }])
    const list = await stripe.checkout.sessions.list({ expand: ['data.payment_intent'] })
    expect(list.data[0]?.payment_intent).toMatchObject({ status: 'succeeded' })
  })

  test('leaves ids alone unless asked', async () => {
    const { sandbox, stripe } = await openSandbox()
    const { id } = await stripe.checkout.sessions.create(sessionParams())
    sandbox.pay(id, {})
    const session = await stripe.checkout.sessions.retrieve(id)
    expect(session.payment_intent).toMatch(/^pi_/)
    expect(session).not.toHaveProperty('line_items')
  })

  test.each([
    [['amount_total'], 'This property cannot be expanded (amount_total).'],
    [['payment_intent.amount'], 'This property cannot be expanded (payment_intent.amount).'],
    [
      ['payment_intent.latest_charge.payment_intent.latest_charge.customer'],
      'You cannot expand more than 4 levels of a property. Property: payment_intent.latest_charge.payment_intent.latest_charge.customer',
    ],
  ])('refuses %s', async (expand, message) => {
    const { sandbox, stripe } = await openSandbox()
    const { id } = await stripe.checkout.sessions.create(sessionParams())
    sandbox.pay(id, {})
    expect((await refusalOf(stripe.checkout.sessions.retrieve(id, { expand }))).message).toBe(message)
  })

  test('refuses before anything is done', async () => {
    const { sandbox, stripe } = await openSandbox()
    await refusalOf(stripe.checkout.sessions.create(sessionParams({ expand: ['nothing'] })))
    expect(sandbox.books().sessions).toEqual([])
  })

  test('says where in a list it would have been', async () => {
    const { stripe } = await openSandbox()
    const refusal = await refusalOf(stripe.checkout.sessions.list({ expand: ['payment_intent'] }))
    expect(refusal.message).toBe(
      "This property cannot be expanded (payment_intent). You may want to try expanding 'data.payment_intent' instead.",
    )
  })
})

describe('rate limits', () => {
  test('are off unless set', async () => {
    const { stripe } = await openSandbox()
    const all = await Promise.all(Array.from({ length: 120 }, () => stripe.charges.list()))
    expect(all).toHaveLength(120)
  })

  test('answer 429 in Stripe’s shape until a second has gone by', async () => {
    const { sandbox, stripe, url } = await openSandbox({ rateLimits: { perSecond: 2, perEndpoint: null } })
    await stripe.charges.list()
    await stripe.refunds.list()
    const refusal = await refusalOf(stripe.events.list())
    expect(refusal).toMatchObject({ type: 'StripeRateLimitError', statusCode: 429, code: 'rate_limit' })
    const answer = await fetch(`${url}/v1/charges`, { headers: bearer })
    expect(answer.headers.get('stripe-rate-limited-reason')).toBe('global-rate')
    sandbox.clock.advance(1)
    await stripe.charges.list()
  })

  test('hold for an endpoint by itself', async () => {
    const { sandbox, stripe } = await openSandbox()
    sandbox.limitRate({ perSecond: null, perEndpoint: 1 })
    await stripe.charges.list()
    expect((await refusalOf(stripe.charges.list())).statusCode).toBe(429)
    await stripe.refunds.list()
  })
})
