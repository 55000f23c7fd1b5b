import type Stripe from 'stripe'
import { describe, expect, test } from 'vitest'
import { openSandbox, refusalOf, sessionParams } from '../../tests/fixtures/open-sandbox.ts'

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
