import { describe, expect, test } from 'vitest'
import { openSandbox, refusalOf, sessionParams, stripeAt } from '../../tests/fixtures/open-sandbox.ts'

const SESSIONS = '/v1/checkout/sessions'

describe('a line that is cut', () => {
  test('after the work: the answer is lost, the work is done, and its key finds it', async () => {
    const { sandbox, stripe } = await openSandbox()
    // The SDK tries a cut line once more even when told not to.
    sandbox.faults.add({ trouble: { do: 'cut', when: 'after' }, method: 'POST', path: SESSIONS, times: 2 })
    const make = () => stripe.checkout.sessions.create(sessionParams(), { idempotencyKey: 'k' })
    expect((await refusalOf(make())).type).toBe('StripeConnectionError')
    expect(sandbox.books().sessions).toHaveLength(1)
    expect((await make()).id).toBe(sandbox.books().sessions[0]?.id)
    expect(sandbox.books().sessions).toHaveLength(1)
  })

  test('before the work: nothing was done', async () => {
    const { sandbox, stripe } = await openSandbox()
    sandbox.faults.add({ trouble: { do: 'cut', when: 'before' }, path: SESSIONS, times: 2 })
    const made = stripe.checkout.sessions.create(sessionParams())
    expect((await refusalOf(made)).type).toBe('StripeConnectionError')
    expect(sandbox.books().sessions).toEqual([])
  })

  test('is mended by the SDK’s own retry', async () => {
    const { sandbox, url } = await openSandbox()
    const stripe = stripeAt(url, 'sk_test_village', { maxNetworkRetries: 2 })
    sandbox.faults.add({ trouble: { do: 'cut', when: 'after' }, path: SESSIONS })
    await stripe.checkout.sessions.create(sessionParams())
    expect(sandbox.books().sessions).toHaveLength(1)
  })
})

describe('another answer', () => {
  test('500 and 429 in Stripe’s shapes, with nothing done', async () => {
    const { sandbox, stripe } = await openSandbox()
    sandbox.faults.add({ trouble: { do: 'fail', status: 500 } })
    expect(await refusalOf(stripe.customers.create({}))).toMatchObject({
      type: 'StripeAPIError',
      statusCode: 500,
    })
    sandbox.faults.add({ trouble: { do: 'fail', status: 429 } })
    expect(await refusalOf(stripe.customers.create({}))).toMatchObject({
      type: 'StripeRateLimitError',
      code: 'rate_limit',
    })
    expect((await stripe.customers.list()).data).toEqual([])
  })

  test('is not kept under the key', async () => {
    const { sandbox, stripe } = await openSandbox()
    sandbox.faults.add({ trouble: { do: 'fail', status: 503 } })
    await refusalOf(stripe.customers.create({}, { idempotencyKey: 'k' }))
    expect((await stripe.customers.create({}, { idempotencyKey: 'k' })).object).toBe('customer')
  })
})

describe('a fault', () => {
  test('hits only what it names, as often as it says', async () => {
    const { sandbox, stripe } = await openSandbox()
    sandbox.faults.add({
      trouble: { do: 'fail', status: 500 },
      method: 'POST',
      path: `${SESSIONS}/*/expire`,
      times: 2,
    })
    const { id } = await stripe.checkout.sessions.create(sessionParams())
    await stripe.checkout.sessions.retrieve(id)
    expect((await refusalOf(stripe.checkout.sessions.expire(id))).statusCode).toBe(500)
    expect((await refusalOf(stripe.checkout.sessions.expire(id))).statusCode).toBe(500)
    expect((await stripe.checkout.sessions.expire(id)).status).toBe('expired')
  })

  test('holds a finished answer back while others go on', async () => {
    const { sandbox, stripe } = await openSandbox()
    const hold = sandbox.faults.add({ trouble: { do: 'hold', when: 'after' }, path: SESSIONS })
    const answer = stripe.checkout.sessions.create(sessionParams())
    await expect.poll(() => sandbox.faults.held(hold), { timeout: 15_000 }).toBe(1)
    const [made] = sandbox.books().sessions
    expect(sandbox.pay(made?.id ?? '', {})).toBe('succeeded')
    sandbox.faults.release(hold)
    expect((await answer).status).toBe('open')
  })

  test('keeps one request waiting and lets the others pass', async () => {
    const { sandbox, stripe } = await openSandbox()
    sandbox.faults.add({ trouble: { do: 'delay', when: 'after', ms: 600_000 }, path: '/v1/customers' })
    const slow = stripe.customers.create({}).then(
      () => 'answered',
      () => 'given up',
    )
    await expect.poll(() => sandbox.events.undelivered().length, { timeout: 15_000 }).toBe(1)
    await stripe.customers.create({})
    await sandbox.close()
    expect(await slow).toBe('given up')
  })

  test('is withdrawn with all others', async () => {
    const { sandbox, stripe } = await openSandbox()
    sandbox.faults.add({ trouble: { do: 'fail', status: 500 }, times: 99 })
    sandbox.faults.clear()
    await stripe.customers.create({})
  })
})
