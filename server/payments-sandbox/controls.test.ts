import { describe, expect, test } from 'vitest'
import { openSandbox, refusalOf, sessionParams } from '../../tests/fixtures/open-sandbox.ts'

async function withControls() {
  const open = await openSandbox({ refundSeconds: 60 })
  const ask = async (how: string, input?: object) => {
    const [method, path] = how.split(' ')
    const answer = await fetch(`${open.url}/_sandbox/${path}`, {
      method: method ?? 'GET',
      ...(input ? { body: JSON.stringify(input) } : {}),
    })
    return { status: answer.status, body: await answer.json() }
  }
  return { ...open, ask }
}

describe('the controls', () => {
  test('move the clock', async () => {
    const { ask, stripe } = await withControls()
    const { id } = await stripe.checkout.sessions.create(sessionParams())
    const { now } = (await ask('GET clock')).body
    expect((await ask('POST clock', { advance: 24 * 3600 })).body).toEqual({ now: now + 24 * 3600 })
    expect((await stripe.checkout.sessions.retrieve(id)).status).toBe('expired')
    expect((await ask('POST clock', { set: 1_900_000_000, frozen: true })).body).toEqual({
      now: 1_900_000_000,
    })
  })

  test('pay, settle and refund, and show the books', async () => {
    const { ask, stripe } = await withControls()
    const { id } = await stripe.checkout.sessions.create(sessionParams({ client_reference_id: 'ord_1' }))
    const paid = await ask(`POST sessions/${id}/pay`, { method: 'alipay', answer: 'pending' })
    expect(paid.body).toEqual({ outcome: 'processing' })
    const { payment_intent } = await stripe.checkout.sessions.retrieve(id)
    await ask(`POST payments/${payment_intent}/settle`, { answer: 'succeed' })
    const refund = await stripe.refunds.create({ payment_intent: String(payment_intent), amount: 600 })
    expect(refund.status).toBe('pending')
    await ask(`POST refunds/${refund.id}/settle`, { ending: 'succeeded' })
    expect((await ask('GET books')).body).toMatchObject({
      sessions: [{ id, payment_status: 'paid', client_reference_id: 'ord_1' }],
      charges: [{ amount: 7600, amount_refunded: 600, status: 'succeeded', client_reference_id: 'ord_1' }],
      refunds: [{ id: refund.id, status: 'succeeded', amount: 600 }],
      totals: { cny: { captured: 7600, refunded: 600 } },
    })
  })

  test('pull, reorder, double, lose and take events', async () => {
    const { ask, sandbox, stripe } = await withControls()
    await ask('POST events/hold')
    await ask('POST events/drop', { count: 1 })
    for (const name of ['a', 'b', 'c']) await stripe.customers.create({ name })
    const pulled = async () =>
      (await ask('GET events/undelivered')).body as { id: string; body: string; signature: string }[]
    const namesOf = (all: { body: string }[]) => all.map(({ body }) => JSON.parse(body).data.object.name)
    const first = await pulled()
    expect(namesOf(first)).toEqual(['b', 'c'])
    expect(first[0]?.signature).toMatch(/^t=\d+,v1=[0-9a-f]{64}$/)
    await ask('POST events/reorder', { ids: first.map(({ id }) => id).reverse() })
    expect(namesOf(await pulled())).toEqual(['c', 'b'])
    await ask(`POST events/${first[0]?.id}/duplicate`)
    await ask(`POST events/${first[0]?.id}/lose`)
    expect((await ask(`POST events/${first[1]?.id}/deliver`)).body).toEqual({ status: null })
    await ask(`POST events/${first[1]?.id}/taken`)
    expect(namesOf(await pulled())).toEqual(['b'])
    await ask('POST events/duplicate', { count: 1 })
    await stripe.customers.create({ name: 'd' })
    expect(namesOf(await pulled())).toEqual(['b', 'd', 'd'])
    await ask('POST events/release')
    expect(sandbox.events.undelivered()).toHaveLength(3)
  })

  test('make trouble and withdraw it', async () => {
    const { ask, stripe } = await withControls()
    const made = await ask('POST faults', { trouble: { do: 'fail', status: 500 }, method: 'POST', times: 2 })
    expect(made.body.id).toMatch(/^fault_/)
    expect((await refusalOf(stripe.customers.create({}))).statusCode).toBe(500)
    await ask('DELETE faults')
    await stripe.customers.create({})
    await ask('POST rate-limit', { perSecond: 1, perEndpoint: null })
    await stripe.customers.create({})
    expect((await refusalOf(stripe.customers.create({}))).statusCode).toBe(429)
  })

  test('begin anew', async () => {
    const { ask, sandbox, stripe } = await withControls()
    await stripe.checkout.sessions.create(sessionParams(), { idempotencyKey: 'k' })
    await ask('POST faults', { trouble: { do: 'fail', status: 500 }, times: 9 })
    await ask('POST reset')
    expect(sandbox.books()).toEqual({ sessions: [], charges: [], refunds: [], totals: {} })
    expect((await stripe.events.list()).data).toEqual([])
    await stripe.customers.create({}, { idempotencyKey: 'k' })
  })

  test('say what is wrong with a request', async () => {
    const { ask, url } = await withControls()
    for (const [how, input] of [
      ['POST faults', { trouble: { do: 'explode' } }],
      ['POST clock', { advance: 'a day' }],
      ['POST clock', { adnvance: 1 }],
      ['POST events/dlv_0/taken', undefined],
      ['POST sessions/cs_0/pay', {}],
      ['POST payments/pi_0/settle', { answer: 'succeed' }],
      ['POST refunds/re_0/settle', { ending: 'failed' }],
    ] as const) {
      const answer = await ask(how, input)
      expect([how, answer.status]).toEqual([how, 400])
      expect(answer.body.error).toMatch(/\w/)
    }
    expect((await ask('POST world')).status).toBe(404)
    expect((await ask('GET reset')).status).toBe(404)
    expect((await fetch(`${url}/_sandbox/reset`, { method: 'POST', body: '{' })).status).toBe(400)
  })

  test('are closed to pages in a browser', async () => {
    const { sandbox, stripe, url } = await withControls()
    await stripe.checkout.sessions.create(sessionParams())
    const headers = { origin: 'http://evil.example' }
    const answer = await fetch(`${url}/_sandbox/reset`, { method: 'POST', headers })
    expect(answer.status).toBe(403)
    expect(sandbox.books().sessions).toHaveLength(1)
  })

  test('are not there unless they were asked for', async () => {
    const { url } = await openSandbox({ controls: false })
    for (const path of ['books', 'clock', 'events/undelivered'])
      expect((await fetch(`${url}/_sandbox/${path}`)).status).toBe(401)
    const headers = { authorization: 'Bearer sk_test_village' }
    expect((await fetch(`${url}/_sandbox/books`, { headers })).status).toBe(404)
  })
})
