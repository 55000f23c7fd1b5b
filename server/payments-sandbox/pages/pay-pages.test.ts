import { describe, expect, test } from 'vitest'
import { CARD, openPage, send } from '../../../tests/fixtures/hosted-page.ts'
import { type OpenSandbox, openSandbox, sessionParams } from '../../../tests/fixtures/open-sandbox.ts'

const eventTypes = async ({ stripe }: OpenSandbox) =>
  (await stripe.events.list({ limit: 100 })).data.map((event) => event.type).reverse()

describe('paying by card', () => {
  test('leads to the shop with the session’s id, and the money is there', async () => {
    const open = await openSandbox()
    const { id, url, state } = await openPage(open)
    expect(await send(url, CARD)).toMatchObject({
      status: 303,
      goTo: `http://shop.example/orders/1?session=${id}`,
    })
    expect(await state()).toMatchObject({
      status: 'complete',
      payment_status: 'paid',
      url: null,
      customer_details: { email: 'mei@example.org' },
      payment_intent: { status: 'succeeded', amount_received: 7600 },
    })
    expect(open.sandbox.books().charges).toMatchObject([{ amount: 7600, status: 'succeeded' }])
    expect(await eventTypes(open)).toEqual([
      'payment_intent.created',
      'charge.succeeded',
      'payment_intent.succeeded',
      'checkout.session.completed',
    ])
  })

  test('twice takes the money once', async () => {
    const open = await openSandbox()
    const { url } = await openPage(open)
    await send(url, CARD)
    const second = await send(url, CARD)
    expect(second.status).toBe(200)
    expect(second.text).toContain('This is paid')
    expect(open.sandbox.books().charges).toHaveLength(1)
  })

  test.each([
    ['4000000000000002', 'The card was declined.', 'card_declined', 'generic_decline'],
    ['4000000000009995', 'The card has insufficient funds.', 'card_declined', 'insufficient_funds'],
    ['4000000000000069', 'The card was declined.', 'expired_card', 'expired_card'],
  ])('%s: says that it was declined, and the next card may pay', async (number, words, code, declineCode) => {
    const open = await openSandbox()
    const { url, state } = await openPage(open)
    const declined = await send(url, { ...CARD, number })
    expect(declined.status).toBe(402)
    expect(declined.text).toContain(words)
    expect(await state()).toMatchObject({
      status: 'open',
      payment_status: 'unpaid',
      payment_intent: {
        status: 'requires_payment_method',
        last_payment_error: { type: 'card_error', code, decline_code: declineCode },
      },
    })
    expect((await send(url, CARD)).status).toBe(303)
    expect(open.sandbox.books().charges).toMatchObject([
      { status: 'failed', amount_captured: 0 },
      { status: 'succeeded', amount_captured: 7600 },
    ])
    expect(open.sandbox.books().totals).toEqual({ cny: { captured: 7600, refunded: 0 } })
    expect(await eventTypes(open)).toEqual([
      'payment_intent.created',
      'charge.failed',
      'payment_intent.payment_failed',
      'charge.succeeded',
      'payment_intent.succeeded',
      'checkout.session.completed',
    ])
  })

  test.each([
    [{ number: '4242424242424241' }, 400, 'This card number is not right.'],
    [{ number: '' }, 400, 'This card number is not right.'],
    [{ number: '4111111111111111' }, 402, 'This is no test card.'],
    [{ expiry: '01/20' }, 400, 'The expiry date is wrong or past.'],
    [{ expiry: '13/34' }, 400, 'The expiry date is wrong or past.'],
    [{ cvc: '12' }, 400, 'The security code is not right.'],
    [{ method: 'cash' }, 400, 'Choose how to pay.'],
  ])('refuses %j and tries nothing', async (wrong, status, words) => {
    const open = await openSandbox()
    const { url, state } = await openPage(open)
    const answer = await send(url, { ...CARD, ...wrong })
    expect(answer.status).toBe(status)
    expect(answer.text).toContain(words)
    expect((await state()).payment_intent).toBeNull()
    expect(answer.text).not.toContain('4111')
  })

  test('asks for an address where the shop gave none', async () => {
    const open = await openSandbox()
    const { url, state } = await openPage(open, sessionParams({ customer_email: undefined }))
    const without = await send(url, { ...CARD, email: 'nobody' })
    expect(without).toMatchObject({ status: 400, goTo: null })
    expect(without.text).toContain('Enter an email address')
    expect((await send(url, { ...CARD, email: 'mei@example.org' })).status).toBe(303)
    expect((await state()).customer_details?.email).toBe('mei@example.org')
  })

  test('lets no other address take the place of the shop’s', async () => {
    const open = await openSandbox()
    const { url, state } = await openPage(open)
    await send(url, { ...CARD, email: 'other@example.org' })
    expect((await state()).customer_details?.email).toBe('mei@example.org')
  })
})

describe.each(['4000002500003155', '4000000000003220'])('3-D Secure with %s', (number) => {
  test('the bank says yes', async () => {
    const open = await openSandbox()
    const { id, url, state } = await openPage(open)
    const away = await send(url, { ...CARD, number })
    expect(away.goTo).toMatch(new RegExp(`/c/pay/${id}/att_`))
    expect((await state()).payment_intent).toMatchObject({ status: 'requires_action' })
    const challenge = await (await fetch(away.goTo ?? '')).text()
    expect(challenge).toContain('3-D Secure check')
    expect(challenge).not.toContain('Leave pending')
    expect(await send(away.goTo ?? '', { answer: 'approve' })).toMatchObject({
      status: 303,
      goTo: `http://shop.example/orders/1?session=${id}`,
    })
    expect(await eventTypes(open)).toEqual([
      'payment_intent.created',
      'payment_intent.requires_action',
      'charge.succeeded',
      'payment_intent.succeeded',
      'checkout.session.completed',
    ])
    const { data } = await open.stripe.charges.list()
    expect(data[0]?.payment_method_details?.card?.three_d_secure?.result).toBe('authenticated')
  })

  test('the bank says no: the page says so and takes another card', async () => {
    const open = await openSandbox()
    const { url, state } = await openPage(open)
    const away = await send(url, { ...CARD, number })
    const back = await send(away.goTo ?? '', { answer: 'fail' })
    expect(back).toMatchObject({ status: 303, goTo: url })
    expect(await (await fetch(url)).text()).toContain('The payment was not confirmed.')
    expect((await state()).payment_intent).toMatchObject({
      status: 'requires_payment_method',
      last_payment_error: { code: 'payment_intent_authentication_failure' },
    })
    expect(open.sandbox.books().charges).toEqual([])
    expect((await send(url, CARD)).status).toBe(303)
  })
})

test('a bank may be content with its holder and decline all the same', async () => {
  const open = await openSandbox()
  const { url, state } = await openPage(open)
  const away = await send(url, { ...CARD, number: '4000008400001629' })
  expect(await send(away.goTo ?? '', { answer: 'approve' })).toMatchObject({ status: 303, goTo: url })
  expect(await (await fetch(url)).text()).toContain('The card was declined.')
  expect(await state()).toMatchObject({
    status: 'open',
    payment_intent: { status: 'requires_payment_method' },
  })
  expect(open.sandbox.books().charges).toMatchObject([{ status: 'failed', amount_captured: 0 }])
})

test('a challenge that another try replaced can no longer be answered', async () => {
  const open = await openSandbox()
  const { url } = await openPage(open)
  const first = await send(url, { ...CARD, number: '4000000000003220' })
  const second = await send(url, { ...CARD, number: '4000000000003220' })
  const late = await send(first.goTo ?? '', { answer: 'approve' })
  expect(late.status).toBe(409)
  expect(open.sandbox.books().charges).toEqual([])
  expect((await send(second.goTo ?? '', { answer: 'approve' })).status).toBe(303)
  expect(open.sandbox.books().charges).toHaveLength(1)
})

describe.each(['alipay', 'wechat_pay'])('paying with %s', (method) => {
  const toWallet = async (open: OpenSandbox) => {
    const page = await openPage(open)
    const away = await send(page.url, { method })
    return { ...page, wallet: away.goTo ?? '' }
  }

  test('the buyer agrees: paid at once', async () => {
    const open = await openSandbox()
    const { id, wallet, state } = await toWallet(open)
    expect(await (await fetch(wallet)).text()).toContain('Leave pending')
    expect((await send(wallet, { answer: 'approve' })).goTo).toContain(id)
    expect(await state()).toMatchObject({ status: 'complete', payment_status: 'paid' })
    const { data } = await open.stripe.charges.list()
    expect(data).toMatchObject([
      { id: expect.stringMatching(/^py_/), payment_method_details: { type: method } },
    ])
  })

  test('the buyer does not: nothing is taken and the page is open', async () => {
    const open = await openSandbox()
    const { url, wallet, state } = await toWallet(open)
    expect((await send(wallet, { answer: 'fail' })).goTo).toBe(url)
    expect(await state()).toMatchObject({ status: 'open', payment_status: 'unpaid' })
    expect(open.sandbox.books().totals).toEqual({})
  })

  test.each([
    ['succeed', 'paid', 'checkout.session.async_payment_succeeded', 7600, 'This is paid'],
    ['fail', 'unpaid', 'checkout.session.async_payment_failed', 0, 'The payment failed'],
  ] as const)('left pending, it may %s later', async (answer, status, event, captured, words) => {
    const open = await openSandbox()
    const { id, url, wallet, state } = await toWallet(open)
    expect((await send(wallet, { answer: 'pending' })).goTo).toContain(id)
    expect(await state()).toMatchObject({
      status: 'complete',
      payment_status: 'unpaid',
      payment_intent: { status: 'processing' },
    })
    expect(await (await fetch(url)).text()).toContain('The payment is on its way')
    const ended = await send(url, { answer })
    expect(ended.text).toContain(words)
    expect(await state()).toMatchObject({ status: 'complete', payment_status: status })
    expect((await eventTypes(open)).slice(-6)).toEqual([
      'payment_intent.processing',
      'charge.pending',
      'checkout.session.completed',
      answer === 'succeed' ? 'charge.succeeded' : 'charge.failed',
      answer === 'succeed' ? 'payment_intent.succeeded' : 'payment_intent.payment_failed',
      event,
    ])
    expect(open.sandbox.books().totals.cny).toEqual({ captured, refunded: 0 })
  })
})

describe('a page that is closed', () => {
  test('says so truthfully when it expired, and takes nothing', async () => {
    const open = await openSandbox()
    const { id, url } = await openPage(open)
    await open.stripe.checkout.sessions.expire(id)
    const shown = await fetch(url)
    expect(shown.status).toBe(410)
    expect(await shown.text()).toContain('No money was taken, and this page can no longer be paid.')
    expect((await send(url, CARD)).status).toBe(410)
    expect(open.sandbox.books().charges).toEqual([])
  })

  test('closes by the clock under the buyer’s hands', async () => {
    const open = await openSandbox()
    const { url } = await openPage(open)
    open.sandbox.clock.advance(24 * 3600)
    expect((await send(url, CARD)).status).toBe(410)
    expect(open.sandbox.books().charges).toEqual([])
  })
})
