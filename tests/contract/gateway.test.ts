import { afterAll, beforeAll, expect, test } from 'vitest'
import {
  createRefund,
  createSession,
  expireSession,
  listRefunds,
  listSessions,
  openEvent,
  readRefund,
  readSession,
  sessionRequest,
} from '#lib/payments/gateway.ts'
import type { Exchange } from '#server/payments-sandbox/api.ts'
import { createSandbox } from '#server/payments-sandbox/sandbox.ts'
import { stripeContract } from './stripe-contract.ts'

const SECRET = 'whsec_that_only_the_tests_know'
const exchanges: Exchange[] = []
const sandbox = createSandbox({
  controls: true,
  webhookSecret: SECRET,
  observe: (exchange) => exchanges.push(exchange),
})

beforeAll(async () => {
  process.env.PAYMENTS = 'sandbox'
  process.env.PAYMENTS_API_BASE = await sandbox.listen(0)
  process.env.STRIPE_WEBHOOK_SECRET = SECRET
  // The same request a second later would be another one under the same key.
  sandbox.clock.freeze()
})

afterAll(() => sandbox.close())

const request = (expiresInMinutes = 60) =>
  sessionRequest(
    'pay_1',
    {
      reference: 'ord_1',
      locale: 'zh',
      email: 'mei@example.org',
      currency: 'cny',
      lines: [{ name: 'Pears', quantity: 2, unitAmount: 3800 }],
      shipping: { name: 'Cold', amount: 1200 },
      successUrl: 'http://shop.example/orders/ord_1',
      cancelUrl: 'http://shop.example/orders/ord_1',
      expiresInMinutes,
    },
    new Date(sandbox.clock.now() * 1000),
  )

const told = <T>(answer: { ok: true; value: T } | { ok: false }): T => {
  if (answer.ok) return answer.value
  throw new Error(`the provider said no: ${JSON.stringify(answer)}`)
}

test('the shop and the stand-in understand each other', async () => {
  const session = told(await createSession(request(), 'pay_1'))
  expect(session).toMatchObject({ paymentId: 'pay_1', status: 'open', paid: false, amount: 8800 })
  expect(told(await createSession(request(), 'pay_1')).sessionId).toBe(session.sessionId)

  sandbox.pay(session.sessionId, { method: 'alipay', answer: 'approve' })
  const paid = told(await readSession(session.sessionId))
  expect(paid).toMatchObject({ status: 'complete', paid: true, failed: false, url: null })
  expect(await expireSession(session.sessionId)).toMatchObject({ ok: false, fault: { code: 'refused' } })

  const refund = { id: 'ref_1', attempt: 1, intentId: paid.intentId ?? '', amount: 1000 }
  const sent = told(await createRefund(refund, 'ref_1:1'))
  expect(sent).toMatchObject({ state: 'SENT', refundId: 'ref_1', attempt: 1 })
  sandbox.settleRefund(sent.providerId, 'failed')
  expect(told(await readRefund(sent.providerId))).toMatchObject({ state: 'FAILED', failure: 'declined' })
  expect(await createRefund({ ...refund, attempt: 2, amount: 8801 }, 'ref_1:2')).toMatchObject({
    ok: false,
    fault: { code: 'refused' },
  })

  const late = told(await createSession(request(), 'pay_2'))
  sandbox.pay(late.sessionId, { method: 'wechat_pay', answer: 'pending' })
  sandbox.settlePayment(told(await readSession(late.sessionId)).intentId ?? '', 'fail')
  expect(told(await readSession(late.sessionId))).toMatchObject({ paid: false, failed: true })

  const open = told(await createSession(request(), 'pay_3'))
  expect(told(await expireSession(open.sessionId))).toMatchObject({ status: 'expired' })
  expect(await createSession(request(25 * 60), 'pay_4')).toMatchObject({ ok: false })

  const since = sandbox.clock.now() - 60
  expect(told(await listSessions({ since, until: sandbox.clock.now() })).items).toHaveLength(3)
  expect(told(await listRefunds(since)).items).toHaveLength(1)
})

test('the shop opens the stand-in’s events, and no forged ones', () => {
  const events = sandbox.events.undelivered()
  expect(events.length).toBeGreaterThan(10)
  for (const { body, signature, event, type } of events)
    expect(openEvent(body, signature)).toMatchObject({ id: event, type })
  const [first] = events
  expect(openEvent(`${first?.body} `, first?.signature ?? '')).toBeNull()
})

test('what they say to each other is Stripe’s', () => {
  const contract = stripeContract()
  expect(exchanges.length).toBeGreaterThan(12)
  expect(exchanges.flatMap((exchange) => contract.exchange(exchange))).toEqual([])
  // The schema may have to be made first.
}, 120_000)
