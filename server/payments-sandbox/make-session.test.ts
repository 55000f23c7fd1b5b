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

  test('takes the least that can be charged, and nothing at all', async () => {
    const { stripe } = await openSandbox()
    for (const unit_amount of [400, 0]) {
      const price_data = { ...line, currency: 'hkd', unit_amount }
      const made = await stripe.checkout.sessions.create(
        sessionParams({ line_items: [{ quantity: 1, price_data }] }),
      )
      expect(made.amount_total).toBe(unit_amount)
    }
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
