import type Stripe from 'stripe'
import { describe, expect, test } from 'vitest'
import { openSandbox, refusalOf, sessionParams } from '../../tests/fixtures/open-sandbox.ts'

type Params = Stripe.Checkout.SessionCreateParams

describe('making a session', () => {
  test('adds up lines and shipping and carries what it was given', async () => {
    const { sandbox, stripe, url } = await openSandbox()
    const session = await stripe.checkout.sessions.create(
      sessionParams({
        client_reference_id: 'ord_1',
        metadata: { order: 'ord_1' },
        locale: 'zh',
        customer_creation: 'always',
        excluded_payment_method_types: ['alipay'],
        payment_method_options: { wechat_pay: { client: 'web' } },
        line_items: [
          { quantity: 2, price_data: { currency: 'cny', unit_amount: 3800, product_data: { name: '梨' } } },
          { quantity: 1, price_data: { currency: 'cny', unit_amount: 150, product_data: { name: 'Bag' } } },
        ],
        shipping_options: [
          {
            shipping_rate_data: {
              display_name: 'Cold',
              type: 'fixed_amount',
              fixed_amount: { amount: 1200, currency: 'cny' },
            },
          },
        ],
      }),
    )
    expect(session).toMatchObject({
      id: expect.stringMatching(/^cs_test_[A-Za-z0-9]{58}$/),
      amount_subtotal: 7750,
      amount_total: 8950,
      total_details: { amount_shipping: 1200 },
      client_reference_id: 'ord_1',
      currency: 'cny',
      customer: null,
      expires_at: sandbox.clock.now() + 24 * 3600,
      locale: 'zh',
      metadata: { order: 'ord_1' },
      payment_intent: null,
      payment_method_types: ['card', 'wechat_pay'],
      payment_status: 'unpaid',
      status: 'open',
      url: `${url}/c/pay/${session.id}`,
    })
    const lines = await stripe.checkout.sessions.listLineItems(session.id)
    expect(lines.data.map((line) => [line.description, line.amount_total])).toEqual([
      ['梨', 7600],
      ['Bag', 150],
    ])
  })

  test('leads to the page where the shop put it', async () => {
    const { stripe } = await openSandbox({ publicUrl: 'https://shop.example/payments-sandbox/' })
    const { id, url } = await stripe.checkout.sessions.create(sessionParams())
    expect(url).toBe(`https://shop.example/payments-sandbox/c/pay/${id}`)
  })

  test('gives the payment its own metadata and description', async () => {
    const { sandbox, stripe } = await openSandbox()
    const { id } = await stripe.checkout.sessions.create(
      sessionParams({
        metadata: { of: 'session' },
        payment_intent_data: { metadata: { of: 'payment' }, description: 'Pears', transfer_group: 'g1' },
      }),
    )
    sandbox.pay(id, {})
    const { data } = await stripe.charges.list({ transfer_group: 'g1' })
    expect(data).toMatchObject([{ metadata: { of: 'payment' }, description: 'Pears', status: 'succeeded' }])
  })

  const line = { currency: 'cny', unit_amount: 3800, product_data: { name: 'Pears' } }
  const without = (name: keyof Params): Params => {
    const { [name]: _, ...rest } = sessionParams()
    return rest
  }
  test.each<[string, Params, string | undefined, string | undefined, RegExp]>([
    ['no mode', without('mode'), 'mode', 'parameter_missing', /^Missing required param: mode\.$/],
    ['no lines', without('line_items'), 'line_items', 'parameter_missing', /line_items\.$/],
    ['no way back', without('success_url'), 'success_url', 'parameter_missing', /success_url\.$/],
    [
      'a subscription',
      sessionParams({ mode: 'subscription' }),
      'mode',
      undefined,
      /models mode=payment alone/,
    ],
    [
      'an embedded page',
      sessionParams({ ui_mode: 'embedded_page' }),
      'ui_mode',
      undefined,
      /hosted_page alone/,
    ],
    [
      'a relative address',
      sessionParams({ success_url: '/orders' }),
      'success_url',
      'url_invalid',
      /^Not a valid URL$/,
    ],
    [
      'no quantity',
      sessionParams({ line_items: [{ price_data: line }] }),
      'line_items[0][quantity]',
      undefined,
      /^Quantity is required\./,
    ],
    [
      'quantity 0',
      sessionParams({ line_items: [{ quantity: 0, price_data: line }] }),
      'line_items[0][quantity]',
      'parameter_invalid_integer',
      /greater than or equal to 1/,
    ],
    [
      'a negative price',
      sessionParams({ line_items: [{ quantity: 1, price_data: { ...line, unit_amount: -1 } }] }),
      'line_items[0][price_data][unit_amount]',
      'parameter_invalid_integer',
      /greater than or equal to 0/,
    ],
    [
      'half a fen',
      sessionParams({ line_items: [{ quantity: 1, price_data: { ...line, unit_amount: 0.5 } }] }),
      'line_items[0][price_data][unit_amount]',
      'parameter_invalid_integer',
      /^Invalid integer: 0\.5$/,
    ],
    [
      'no name',
      sessionParams({ line_items: [{ quantity: 1, price_data: { currency: 'cny', unit_amount: 500 } }] }),
      'line_items[0][price_data][product_data]',
      'parameter_missing',
      /^Missing required param/,
    ],
    [
      'two currencies',
      sessionParams({
        line_items: [
          { quantity: 1, price_data: line },
          { quantity: 1, price_data: { ...line, currency: 'eur' } },
        ],
      }),
      'line_items',
      undefined,
      /same currency/,
    ],
    [
      'a currency there is not',
      sessionParams({ line_items: [{ quantity: 1, price_data: { ...line, currency: 'xyz' } }] }),
      'line_items[0][price_data][currency]',
      undefined,
      /^Invalid currency: xyz\./,
    ],
    [
      'too little',
      sessionParams({
        line_items: [{ quantity: 1, price_data: { ...line, currency: 'hkd', unit_amount: 399 } }],
      }),
      undefined,
      'amount_too_small',
      /must add up to at least \$4\.00 hkd$/,
    ],
    [
      'too much',
      sessionParams({ line_items: [{ quantity: 999, price_data: { ...line, unit_amount: 99_999_999 } }] }),
      undefined,
      'amount_too_large',
      /no more than/,
    ],
    [
      'a customer there is not',
      sessionParams({ customer: 'cus_0', customer_email: undefined }),
      'customer',
      'resource_missing',
      /^No such customer: 'cus_0'$/,
    ],
    [
      'an address that is none',
      sessionParams({ customer_email: 'mei@' }),
      'customer_email',
      'email_invalid',
      /^Invalid email/,
    ],
    [
      'another locale',
      sessionParams({ locale: 'tlh' }),
      'locale',
      undefined,
      /^Invalid locale: must be one of auto, /,
    ],
    [
      'a long reference',
      sessionParams({ client_reference_id: 'x'.repeat(201) }),
      'client_reference_id',
      undefined,
      /at most 200/,
    ],
    [
      'the wallet’s app',
      sessionParams({ payment_method_options: { wechat_pay: { client: 'ios' } } }),
      'payment_method_options[wechat_pay][client]',
      undefined,
      /web alone/,
    ],
    [
      'no way to pay',
      sessionParams({ allowed_payment_method_types: ['oxxo'] }),
      undefined,
      undefined,
      /^No valid payment method types/,
    ],
    [
      'a discount',
      sessionParams({ discounts: [{ coupon: 'c' }] }),
      'discounts',
      'parameter_unknown',
      /does not model/,
    ],
  ])('refuses %s', async (_, params, param, code, message) => {
    const { sandbox, stripe } = await openSandbox()
    const refusal = await refusalOf(stripe.checkout.sessions.create(params))
    expect(refusal).toMatchObject({ type: 'StripeInvalidRequestError', statusCode: 400 })
    expect({ param: refusal.param, code: refusal.code }).toEqual({ param, code })
    expect(refusal.message).toMatch(message)
    expect(sandbox.books().sessions).toEqual([])
  })

  test('refuses a parameter that nobody knows', async () => {
    const { stripe } = await openSandbox()
    const params = { ...sessionParams(), payment_method_types: ['card'] } as Params
    const refusal = await refusalOf(stripe.checkout.sessions.create(params))
    expect(refusal.message).toBe('Received unknown parameter: payment_method_types')
  })

  test('lives between 30 minutes and 24 hours', async () => {
    const { sandbox, stripe } = await openSandbox()
    const lasting = (seconds: number) =>
      stripe.checkout.sessions.create(sessionParams({ expires_at: sandbox.clock.now() + seconds }))
    await lasting(1800)
    await lasting(24 * 3600)
    expect((await refusalOf(lasting(1799))).message).toBe(
      'The `expires_at` timestamp must be at least 30 minutes from Checkout Session creation.',
    )
    expect((await refusalOf(lasting(24 * 3600 + 1))).message).toBe(
      'The `expires_at` timestamp must be less than 24 hours from Checkout Session creation.',
    )
  })
})

describe('an open session', () => {
  test('expires when told to, and then never takes money', async () => {
    const { sandbox, stripe } = await openSandbox()
    const { id } = await stripe.checkout.sessions.create(sessionParams())
    expect(await stripe.checkout.sessions.expire(id)).toMatchObject({ status: 'expired', url: null })
    expect(sandbox.pay(id, {})).toBe('closed')
    expect(sandbox.books().charges).toEqual([])
  })

  test('that waits at the bank is expired all the same, and the bank’s yes comes too late', async () => {
    const { sandbox, stripe, url } = await openSandbox()
    const { id } = await stripe.checkout.sessions.create(sessionParams())
    expect(sandbox.pay(id, { number: '4000000000003220' })).toBe('requires_action')
    const before = await stripe.checkout.sessions.retrieve(id, { expand: ['payment_intent'] })
    const intent = before.payment_intent as Stripe.PaymentIntent
    const challenge = intent.next_action?.redirect_to_url?.url ?? ''
    expect(challenge).toMatch(new RegExp(`^${url}/c/pay/${id}/att_`))
    await stripe.checkout.sessions.expire(id)
    const late = await fetch(challenge, { method: 'POST', body: new URLSearchParams({ answer: 'approve' }) })
    expect(late.status).toBe(410)
    expect(await stripe.paymentIntents.retrieve(intent.id)).toMatchObject({
      status: 'canceled',
      cancellation_reason: 'expired',
      next_action: null,
    })
    expect(sandbox.books().charges).toEqual([])
  })

  test('expires by itself when its time is up, not a second sooner', async () => {
    const { sandbox, stripe } = await openSandbox()
    const { id } = await stripe.checkout.sessions.create(
      sessionParams({ expires_at: sandbox.clock.now() + 1800 }),
    )
    sandbox.clock.advance(1799)
    expect(sandbox.books().sessions).toMatchObject([{ id, status: 'open' }])
    sandbox.clock.advance(1)
    expect(sandbox.books().sessions).toMatchObject([{ id, status: 'expired' }])
    const { data } = await stripe.events.list({ type: 'checkout.session.expired' })
    expect(data).toMatchObject([{ data: { object: { id } }, request: { id: null } }])
  })

  test('expires without anybody asking, by the machine’s clock alone', async () => {
    let machine = 1_800_000_000_000
    const { sandbox, stripe } = await openSandbox({ machineTime: () => machine })
    sandbox.clock.thaw()
    const { id } = await stripe.checkout.sessions.create(
      sessionParams({ expires_at: sandbox.clock.now() + 1800 }),
    )
    machine += 1_800_000
    const { status } = await stripe.checkout.sessions.retrieve(id)
    expect(status).toBe('expired')
  })

  test.each(['complete', 'expired'] as const)('that is %s cannot be expired', async (status) => {
    const { sandbox, stripe } = await openSandbox()
    const { id } = await stripe.checkout.sessions.create(sessionParams())
    if (status === 'complete') sandbox.pay(id, {})
    else await stripe.checkout.sessions.expire(id)
    expect(await refusalOf(stripe.checkout.sessions.expire(id))).toMatchObject({
      type: 'StripeInvalidRequestError',
      statusCode: 400,
      code: undefined,
      message: `Only Checkout Sessions with a status in ["open"] can be expired. This Checkout Session has a status of \`${status}\`.`,
    })
  })

  test('that nobody made is missing', async () => {
    const { stripe } = await openSandbox()
    for (const asked of [
      stripe.checkout.sessions.retrieve('cs_test_0'),
      stripe.checkout.sessions.expire('cs_test_0'),
      stripe.checkout.sessions.listLineItems('cs_test_0'),
    ])
      expect(await refusalOf(asked)).toMatchObject({
        statusCode: 404,
        code: 'resource_missing',
        message: "No such checkout.session: 'cs_test_0'",
      })
  })
})

describe('listing sessions', () => {
  test('finds them by what became of them, by moment and by payment', async () => {
    const { sandbox, stripe } = await openSandbox()
    const make = async () => (await stripe.checkout.sessions.create(sessionParams())).id
    const paid = await make()
    sandbox.pay(paid, {})
    sandbox.clock.advance(100)
    const later = sandbox.clock.now()
    const open = await make()
    const idsOf = async (params: Stripe.Checkout.SessionListParams) =>
      (await stripe.checkout.sessions.list(params)).data.map((session) => session.id)
    expect(await idsOf({})).toEqual([open, paid])
    expect(await idsOf({ status: 'complete' })).toEqual([paid])
    expect(await idsOf({ created: { gte: later } })).toEqual([open])
    expect(await idsOf({ created: { lt: later } })).toEqual([paid])
    expect(await idsOf({ created: later })).toEqual([open])
    const { payment_intent } = await stripe.checkout.sessions.retrieve(paid)
    expect(await idsOf({ payment_intent: String(payment_intent) })).toEqual([paid])
    expect(await idsOf({ customer_details: { email: 'mei@example.org' } })).toEqual([paid])
    expect(await idsOf({ status: 'expired' })).toEqual([])
  })
})
