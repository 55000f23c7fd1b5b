import { beforeEach, describe, expect, test } from 'vitest'
import type { Context } from '#lib/kernel/context.ts'
import { closeDb, db } from '#lib/kernel/db.ts'
import { logger } from '#lib/kernel/log.ts'
import { inTransaction } from '#lib/kernel/transaction.ts'
import { useTestDatabase } from '../../tests/fixtures/database.ts'
import { askProvider, providerContext, signEvent, useProvider } from '../../tests/fixtures/provider.ts'
import { applyEvent } from './apply-event.ts'
import { closePayment } from './close-payment.ts'
import type { PaymentRequest } from './model.ts'
import { openPayment } from './open-payment.ts'
import { moneyMayCome, paidBetween, paymentOf } from './queries.ts'
import { receiveEvent } from './receive-event.ts'
import {
  pushEvents,
  pushRefunds,
  reconcileOpenPayments,
  reconcileRecentSessions,
  reconcileRefunds,
} from './reconcile.ts'
import { requestRefund } from './request-refund.ts'
import { sendRefund } from './send-refund.ts'
import { takeTurnInLine } from './store.ts'

useTestDatabase(closeDb)
const provider = useProvider()
let context: Context
let made = 0
const log = () => logger('test')

beforeEach(async () => {
  context = providerContext(provider)
  await db().$executeRaw`truncate payment, refund, provider_event, outbox, rate_limit cascade`
})

function request(change: Partial<PaymentRequest> = {}): PaymentRequest {
  return {
    reference: `ord_${made++}`,
    locale: 'en',
    email: 'lin@example.org',
    currency: 'cny',
    lines: [{ name: 'Oranges · 5 kg', quantity: 2, unitAmount: 3980 }],
    shipping: { name: 'Courier', amount: 900 },
    successUrl: 'http://127.0.0.1/en/orders/x',
    cancelUrl: 'http://127.0.0.1/en/orders/x',
    expiresInMinutes: 45,
    ...change,
  }
}

async function open(asked = request()) {
  const opened = await openPayment(context, asked)
  if (!opened.ok) throw new Error(opened.fault.code)
  const row = await db().payment.findUniqueOrThrow({ where: { id: opened.value.paymentId } })
  if (!row.sessionId) throw new Error('no session')
  return { ...opened.value, reference: asked.reference, sessionId: row.sessionId }
}

async function openAndPay(payment: Parameters<typeof provider.pay>[1] = {}) {
  const opened = await open()
  provider.pay(opened.sessionId, payment)
  await reconcileRecentSessions(context, log())
  return opened
}

async function said(): Promise<string[]> {
  const rows = await db().outbox.findMany({ orderBy: { id: 'asc' } })
  return rows.map(({ type }) => type)
}

/** Whatever the provider has sent, through the webhook and its job. */
async function deliver(): Promise<void> {
  for (const { id, event, body, signature } of provider.events.undelivered()) {
    expect(await receiveEvent(context, body, signature)).toMatchObject({ ok: true })
    provider.events.taken(id)
    await applyEvent(context, event)
  }
}

const pass = (minutes: number) => provider.clock.advance(minutes * 60)
const books = () => provider.books()

describe('opening', () => {
  test('leads to one hosted page for the whole amount', async () => {
    const { url, sessionId, paymentId } = await open()
    expect(url).toContain(provider.url)
    expect(books().sessions).toMatchObject([
      {
        id: sessionId,
        status: 'open',
        amount_total: 8860,
        currency: 'cny',
        client_reference_id: paymentId,
        metadata: { payment: paymentId },
      },
    ])
  })

  test('twice, and ten times at once, is one session and one link', async () => {
    const asked = request()
    const links = await Promise.all(Array.from({ length: 10 }, () => openPayment(context, asked)))
    links.push(await openPayment(context, asked))
    expect(new Set(links.map((link) => (link.ok ? link.value.url : link.fault.code))).size).toBe(1)
    expect(books().sessions).toHaveLength(1)
    expect(await db().payment.count()).toBe(1)
  })

  test('survives an answer that was lost on the way', async () => {
    provider.faults.add({
      trouble: { do: 'cut', when: 'after' },
      method: 'POST',
      path: '/v1/checkout/sessions',
    })
    await open()
    expect(books().sessions).toHaveLength(1)
  })

  test('says when the provider is silent, and finds the same session later', async () => {
    const asked = request()
    provider.faults.add({
      trouble: { do: 'cut', when: 'after' },
      method: 'POST',
      path: '/v1/checkout/sessions',
      times: 9,
    })
    expect(await openPayment(context, asked)).toEqual({ ok: false, fault: { code: 'provider-silent' } })
    expect(await paymentOf(asked.reference)).toMatchObject({ state: 'OPEN', url: null })
    provider.faults.clear()
    await open(asked)
    expect(books().sessions).toHaveLength(1)
  })

  test('ends when the provider will not have it', async () => {
    const tiny = request({ lines: [{ name: 'a seed', quantity: 1, unitAmount: 1 }], shipping: null })
    expect(await openPayment(context, tiny)).toEqual({ ok: false, fault: { code: 'provider-refused' } })
    expect(await paymentOf(tiny.reference)).toMatchObject({ state: 'FAILED' })
    expect(await said()).toEqual(['payments.closed'])
    // Nobody is locked out for good by it.
    expect((await openPayment(context, request({ ...tiny, shipping: { name: 's', amount: 900 } }))).ok).toBe(
      true,
    )
  })

  test('is refused once the money is there', async () => {
    const { reference } = await openAndPay()
    expect(await openPayment(context, request({ reference }))).toEqual({
      ok: false,
      fault: { code: 'already-paid' },
    })
  })

  test('after a closing gives a new link under the next number', async () => {
    const first = await open()
    expect(await closePayment(context, first.reference)).toBe('closed')
    const second = await open(request({ reference: first.reference }))
    expect(second.sessionId).not.toBe(first.sessionId)
    const rows = await db().payment.findMany({ orderBy: { attempt: 'asc' } })
    expect(rows).toMatchObject([
      { attempt: 1, state: 'EXPIRED' },
      { attempt: 2, state: 'OPEN' },
    ])
  })
})

describe('the webhook', () => {
  test('brings the money in', async () => {
    const { sessionId, reference, paymentId } = await open()
    provider.pay(sessionId, { method: 'alipay', answer: 'approve' })
    await deliver()
    expect(await paymentOf(reference)).toMatchObject({ state: 'SUCCEEDED', amount: 8860, url: null })
    const succeeded = await db().outbox.findFirst({ where: { type: 'payments.succeeded' } })
    expect(succeeded?.payload).toEqual({ paymentId, reference })
  })

  test('takes each event once, however often and in whatever order it comes', async () => {
    const { sessionId, reference } = await open()
    provider.pay(sessionId, {})
    const events = provider.events.undelivered()
    for (const { body, signature } of [...events.toReversed(), ...events])
      expect(await receiveEvent(context, body, signature)).toMatchObject({ ok: true })
    const kept = await db().providerEvent.findMany()
    expect(kept.map(({ type }) => type)).toEqual(['checkout.session.completed'])
    for (let round = 0; round < 3; round++)
      for (const { id } of kept) {
        await db().providerEvent.updateMany({ data: { appliedAt: null } })
        await applyEvent(context, id)
      }
    expect(await paymentOf(reference)).toMatchObject({ state: 'SUCCEEDED' })
    expect((await said()).filter((type) => type === 'payments.succeeded')).toHaveLength(1)
  })

  test.each([
    ['another secret', (signature: string) => signature.replace(/v1=../, 'v1=00')],
    ['no signature', () => ''],
    ['a signature of long ago', (signature: string) => signature.replace(/t=\d+/, 't=1600000000')],
  ])('refuses %s', async (_, forge) => {
    const { sessionId } = await open()
    provider.pay(sessionId, {})
    const [event] = provider.events.undelivered()
    if (!event) throw new Error('nothing was sent')
    expect(await receiveEvent(context, event.body, forge(event.signature))).toEqual({
      ok: false,
      fault: { code: 'bad-signature' },
    })
    expect(await receiveEvent(context, `${event.body} `, event.signature)).toMatchObject({ ok: false })
    expect(await db().providerEvent.count()).toBe(0)
  })

  test('believes nothing that a payload says', async () => {
    const { sessionId, reference } = await open()
    const lie = JSON.stringify({
      id: 'evt_lie',
      object: 'event',
      type: 'checkout.session.completed',
      data: {
        object: { id: sessionId, object: 'checkout.session', status: 'complete', payment_status: 'paid' },
      },
    })
    const signature = signEvent(lie)
    expect(await receiveEvent(context, lie, signature)).toMatchObject({ ok: true })
    await applyEvent(context, 'evt_lie')
    expect(await paymentOf(reference)).toMatchObject({ state: 'OPEN' })
    expect(await db().providerEvent.findUnique({ where: { id: 'evt_lie' } })).not.toMatchObject({
      appliedAt: null,
    })
  })

  test('takes events of things it does not know, and forgets those of no interest', async () => {
    for (const [id, type, subject] of [
      ['evt_1', 'checkout.session.completed', 'cs_test_of_another_shop'],
      ['evt_2', 'refund.updated', 're_of_another_shop'],
      ['evt_3', 'customer.created', 'cus_1'],
    ]) {
      const body = JSON.stringify({ id, object: 'event', type, data: { object: { id: subject } } })
      const signature = signEvent(body)
      expect(await receiveEvent(context, body, signature)).toMatchObject({ ok: true })
      await applyEvent(context, id ?? '')
    }
    const kept = await db().providerEvent.findMany({ orderBy: { id: 'asc' } })
    expect(kept.map((row) => [row.id, row.appliedAt !== null])).toEqual([
      ['evt_1', true],
      ['evt_2', true],
    ])
  })

  test('an event whose job was lost is applied by the sweep', async () => {
    const { sessionId, reference } = await open()
    provider.pay(sessionId, {})
    for (const { body, signature } of provider.events.undelivered())
      await receiveEvent(context, body, signature)
    await pushEvents(context, log())
    expect(await paymentOf(reference)).toMatchObject({ state: 'OPEN' })
    pass(6)
    await pushEvents(context, log())
    expect(await paymentOf(reference)).toMatchObject({ state: 'SUCCEEDED' })
  })

  test('a hundred older events that nobody can apply do not keep it waiting', async () => {
    const { paymentId } = await open()
    const stranger = await askProvider(provider, '/v1/checkout/sessions', foreignSession(paymentId))
    await db().providerEvent.createMany({
      data: Array.from({ length: 100 }, (_, i) => ({
        id: `evt_stranger_${i}`,
        type: 'checkout.session.completed',
        subject: String(stranger.id),
        receivedAt: context.now(),
      })),
    })
    pass(1)
    const { sessionId, reference } = await open()
    provider.pay(sessionId, {})
    for (const { body, signature } of provider.events.undelivered())
      await receiveEvent(context, body, signature)
    pass(6)
    await pushEvents(context, log())
    expect(await paymentOf(reference)).toMatchObject({ state: 'SUCCEEDED' })
    expect(await db().providerEvent.count({ where: { appliedAt: null } })).toBe(100)
  })
})

describe('without any webhook', () => {
  test('open payments are asked after, at growing intervals', async () => {
    const { sessionId, reference } = await open()
    let asked = 0
    const count = async (minutes: number) => {
      const before = (await db().payment.findFirst())?.checkedAt
      pass(minutes)
      await reconcileOpenPayments(context, log())
      const after = (await db().payment.findFirst())?.checkedAt
      if (before?.getTime() !== after?.getTime()) asked++
    }
    for (let minute = 0; minute < 30; minute++) await count(1)
    expect(asked).toBeGreaterThan(8)
    expect(asked).toBeLessThan(16)
    provider.pay(sessionId, {})
    await count(10)
    expect(await paymentOf(reference)).toMatchObject({ state: 'SUCCEEDED' })
  })

  test('one that contradicts us was asked after too, and waits behind the others', async () => {
    const { paymentId } = await open()
    await db().payment.update({ where: { id: paymentId }, data: { amount: 1 } })
    pass(2)
    await reconcileOpenPayments(context, log())
    expect(await db().payment.findUnique({ where: { id: paymentId } })).toMatchObject({
      state: 'OPEN',
      checkedAt: context.now(),
    })
  })

  test('a session whose id was lost is found by what it refers to, paid or not', async () => {
    const asked = request()
    provider.faults.add({
      trouble: { do: 'cut', when: 'after' },
      method: 'POST',
      path: '/v1/checkout/sessions',
      times: 9,
    })
    await openPayment(context, asked)
    provider.faults.clear()
    await reconcileRecentSessions(context, log())
    expect((await paymentOf(asked.reference))?.url).toContain('http')
    const [session] = books().sessions
    provider.pay(session?.id ?? '', {})
    await reconcileRecentSessions(context, log())
    expect(await paymentOf(asked.reference)).toMatchObject({ state: 'SUCCEEDED' })
  })

  test('walks through more than a page of them', async () => {
    await Promise.all(Array.from({ length: 12 }, () => open()))
    const first = await open()
    for (let n = 0; n < 100; n++) await askProvider(provider, '/v1/checkout/sessions', foreignSession())
    provider.pay(first.sessionId, {})
    await reconcileRecentSessions(context, log())
    expect(await paymentOf(first.reference)).toMatchObject({ state: 'SUCCEEDED' })
  })

  test('refuses a session that carries our name for another amount', async () => {
    const { paymentId, reference } = await open()
    const stranger = await askProvider(provider, '/v1/checkout/sessions', foreignSession(paymentId))
    provider.pay(String(stranger.id), {})
    await reconcileRecentSessions(context, log())
    expect(await paymentOf(reference)).toMatchObject({ state: 'OPEN' })
  })
})

describe('closing', () => {
  test('expires the link, and nobody can pay on it any more', async () => {
    const { reference, sessionId } = await open()
    expect(await closePayment(context, reference)).toBe('closed')
    expect(provider.pay(sessionId, {})).toBe('closed')
    expect(await said()).toEqual(['payments.closed'])
    expect(await closePayment(context, reference)).toBe('closed')
  })

  test('finds out that it was paid a moment before', async () => {
    const { reference, sessionId } = await open()
    provider.pay(sessionId, {})
    expect(await closePayment(context, reference)).toBe('succeeded')
    expect(await closePayment(context, reference)).toBe('succeeded')
  })

  test('does not know while the provider is silent, or still counting', async () => {
    const { reference, sessionId } = await open()
    provider.faults.add({ trouble: { do: 'fail', status: 503 }, path: '*/expire', times: 9 })
    expect(await closePayment(context, reference)).toBe('unknown')
    provider.faults.clear()
    provider.pay(sessionId, { method: 'wechat_pay', answer: 'pending' })
    const [session] = books().sessions
    expect(session).toMatchObject({ status: 'complete', payment_status: 'unpaid' })
    expect(await closePayment(context, reference)).toBe('unknown')
    provider.settlePayment(session?.payment_intent ?? '', 'succeed')
    expect(await closePayment(context, reference)).toBe('succeeded')
  })

  test('closes what a slow method refused in the end', async () => {
    const { reference, sessionId } = await open()
    provider.pay(sessionId, { method: 'wechat_pay', answer: 'pending' })
    const [session] = books().sessions
    provider.settlePayment(session?.payment_intent ?? '', 'fail')
    await reconcileRecentSessions(context, log())
    expect(await paymentOf(reference)).toMatchObject({ state: 'FAILED' })
    expect(await closePayment(context, reference)).toBe('closed')
  })

  test('of a reference without a payment is done', async () => {
    expect(await closePayment(context, 'ord_nothing')).toBe('closed')
  })

  test('finds the session whose id was lost, and closes it', async () => {
    const asked = request()
    provider.faults.add({
      trouble: { do: 'cut', when: 'after' },
      method: 'POST',
      path: '/v1/checkout/sessions',
      times: 9,
    })
    await openPayment(context, asked)
    provider.faults.clear()
    expect(await closePayment(context, asked.reference)).toBe('closed')
    expect(books().sessions).toMatchObject([{ status: 'expired' }])
  })

  test('a request that nobody heard of within its time is over', async () => {
    const asked = request()
    provider.faults.add({ trouble: { do: 'cut', when: 'before' }, method: 'POST', times: 9 })
    await openPayment(context, asked)
    provider.faults.clear()
    // The shop's database was away for half an hour: sent again, the provider would not take it any more.
    pass(30)
    expect(await closePayment(context, asked.reference)).toBe('closed')
    expect(await paymentOf(asked.reference)).toMatchObject({ state: 'FAILED' })
    expect(books().sessions).toEqual([])
  })

  test('after its time only the list can tell, and does', async () => {
    const paid = request()
    const never = request()
    for (const asked of [paid, never]) {
      const when = asked === paid ? 'after' : 'before'
      provider.faults.add({
        trouble: { do: 'cut', when },
        method: 'POST',
        path: '/v1/checkout/sessions',
        times: 3,
      })
      await openPayment(context, asked)
      provider.faults.clear()
    }
    provider.pay(books().sessions[0]?.id ?? '', {})
    pass(24 * 60 + 1)
    await reconcileOpenPayments(context, log())
    expect(await paymentOf(paid.reference)).toMatchObject({ state: 'SUCCEEDED' })
    expect(await paymentOf(never.reference)).toMatchObject({ state: 'FAILED' })
  })

  test('money may come while it is open, is there, but not after it is closed', async () => {
    const may = async (reference: string) => {
      const answer = await inTransaction(async (tx) => ({
        ok: true,
        value: await moneyMayCome(tx, reference),
      }))
      return answer.ok && answer.value
    }
    const { reference } = await open()
    expect(await may(reference)).toBe(true)
    await closePayment(context, reference)
    expect(await may(reference)).toBe(false)
    expect(await may((await openAndPay()).reference)).toBe(true)
  })
})

describe('a refund', () => {
  async function refund(paymentId: string, amount: number | 'rest', causeKey = `test:${made++}`) {
    return inTransaction((tx) =>
      requestRefund(tx, context, { paymentId, amount, reason: 'bruised', causeKey }),
    )
  }
  async function refundId(paymentId: string, amount: number | 'rest') {
    const asked = await refund(paymentId, amount)
    if (!asked.ok || !asked.value.refundId) throw new Error('not refunded')
    return asked.value.refundId
  }
  const stateOf = async (id: string) => (await db().refund.findUniqueOrThrow({ where: { id } })).state

  test('goes back in part, then the rest, and never more than came', async () => {
    const { paymentId, reference } = await openAndPay()
    await sendRefund(context, await refundId(paymentId, 1000))
    expect(await paymentOf(reference)).toMatchObject({ state: 'PARTLY_REFUNDED', refunded: 1000 })
    expect(await refund(paymentId, 7861)).toEqual({
      ok: false,
      fault: { code: 'refund-too-much', left: 7860, currency: 'cny' },
    })
    await sendRefund(context, await refundId(paymentId, 'rest'))
    expect(await paymentOf(reference)).toMatchObject({ state: 'REFUNDED', refunded: 8860 })
    expect(await refund(paymentId, 'rest')).toMatchObject({ ok: true, value: { refundId: null, amount: 0 } })
    expect(books().totals).toEqual({ cny: { captured: 8860, refunded: 8860 } })
  })

  test('counts what is still on its way', async () => {
    const { paymentId } = await openAndPay()
    await refundId(paymentId, 8000)
    expect(await refund(paymentId, 861)).toMatchObject({ fault: { left: 860 } })
    expect(await refund(paymentId, 'rest')).toMatchObject({ value: { amount: 860, left: 0 } })
  })

  test('asked twice for one cause is one', async () => {
    const { paymentId } = await openAndPay()
    const both = await Promise.all([refund(paymentId, 500, 'tap'), refund(paymentId, 500, 'tap')])
    expect(new Set(both.map((one) => one.ok && one.value.refundId)).size).toBe(1)
    expect(await db().refund.count()).toBe(1)
  })

  test.each([0, -1])('of %d is refused', async (amount) => {
    const { paymentId } = await openAndPay()
    expect(await refund(paymentId, amount)).toMatchObject({ fault: { code: 'refund-too-much' } })
  })

  test('needs money', async () => {
    const { paymentId } = await open()
    expect(await refund(paymentId, 'rest')).toEqual({ ok: false, fault: { code: 'not-paid' } })
  })

  test('sent again after a lost answer is sent once', async () => {
    const { paymentId } = await openAndPay()
    const id = await refundId(paymentId, 500)
    provider.faults.add({ trouble: { do: 'cut', when: 'after' }, path: '/v1/refunds', times: 9 })
    await expect(sendRefund(context, id)).rejects.toThrow(/refund/)
    provider.faults.clear()
    expect(await stateOf(id)).toBe('DUE')
    await Promise.all([sendRefund(context, id), sendRefund(context, id)])
    expect(books().refunds).toHaveLength(1)
    expect(await stateOf(id)).toBe('SUCCEEDED')
  })

  test('that takes its time is asked after, webhook or not', async () => {
    const { paymentId, reference } = await openAndPay({ number: '4000000000007726' })
    const id = await refundId(paymentId, 'rest')
    await sendRefund(context, id)
    expect(await stateOf(id)).toBe('SENT')
    pass(2)
    await pushRefunds(context, log())
    expect(await stateOf(id)).toBe('SENT')
    provider.settleRefund(books().refunds[0]?.id ?? '', 'succeeded')
    pass(2)
    await pushRefunds(context, log())
    expect(await stateOf(id)).toBe('SUCCEEDED')
    expect(await paymentOf(reference)).toMatchObject({ state: 'REFUNDED' })
  })

  test('that fails is tried anew, a few times, then a person is told', async () => {
    const { paymentId, reference } = await openAndPay({ number: '4000000000007726' })
    const id = await refundId(paymentId, 'rest')
    await sendRefund(context, id)
    for (let round = 0; round < 9; round++) {
      const pending = books().refunds.find(({ status }) => status === 'pending')
      if (pending) provider.settleRefund(pending.id, 'failed')
      pass(24 * 60)
      await pushRefunds(context, log())
      await pushRefunds(context, log())
    }
    expect(books().refunds).toHaveLength(5)
    expect(new Set(books().refunds.map(({ metadata }) => metadata.attempt)).size).toBe(5)
    expect(await stateOf(id)).toBe('FAILED')
    expect((await paymentOf(reference))?.refunds).toMatchObject([{ givenUp: true }])
    expect((await said()).filter((type) => type === 'payments.refund-failed')).toHaveLength(1)
    // A person may try once more by hand.
    expect(await refund(paymentId, 'rest')).toMatchObject({ value: { amount: 8860 } })
  })

  test('that the bank sent back weeks later is tried again', async () => {
    const { paymentId, reference } = await openAndPay()
    const id = await refundId(paymentId, 'rest')
    await sendRefund(context, id)
    expect(await paymentOf(reference)).toMatchObject({ state: 'REFUNDED' })
    pass(20 * 24 * 60)
    provider.settleRefund(books().refunds[0]?.id ?? '', 'failed')
    await reconcileRefunds(context, log())
    expect(await paymentOf(reference)).toMatchObject({ state: 'SUCCEEDED', refunded: 0 })
    pass(10)
    await pushRefunds(context, log())
    expect(await paymentOf(reference)).toMatchObject({ state: 'REFUNDED', refunded: 8860 })
    await reconcileRefunds(context, log())
    expect(await paymentOf(reference)).toMatchObject({ state: 'REFUNDED', refunded: 8860 })
  })

  test('made at the provider’s own desk is in our books too', async () => {
    const { paymentId, reference } = await openAndPay()
    const [charge] = books().charges
    await askProvider(provider, '/v1/refunds', {
      payment_intent: charge?.payment_intent ?? '',
      amount: '860',
    })
    await deliver()
    await reconcileRefunds(context, log())
    expect(await paymentOf(reference)).toMatchObject({ state: 'PARTLY_REFUNDED', refunded: 860 })
    expect(await refund(paymentId, 'rest')).toMatchObject({ value: { amount: 8000 } })
  })

  test('that the provider refuses counts as a failed try', async () => {
    const { paymentId } = await openAndPay()
    const [charge] = books().charges
    const id = await refundId(paymentId, 'rest')
    await askProvider(provider, '/v1/refunds', { payment_intent: charge?.payment_intent ?? '' })
    await sendRefund(context, id)
    expect(await db().refund.findUnique({ where: { id } })).toMatchObject({ state: 'FAILED', tries: 1 })
    // Not before its time.
    await sendRefund(context, id)
    expect(await db().refund.findUnique({ where: { id } })).toMatchObject({ tries: 1 })
  })
})

test('money that was never settled can be found by its time', async () => {
  const { paymentId, reference } = await openAndPay()
  const now = context.now().getTime()
  expect(await paidBetween(new Date(now - 1000), new Date(now + 1000))).toEqual([{ paymentId, reference }])
  expect(await paidBetween(new Date(now - 2000), new Date(now - 1000))).toEqual([])
})

test('sessions are begun in turn, as many a second as the provider likes', async () => {
  const line = { name: 'test.line', stepMs: 1000, burst: 2, longestMs: 5_000 }
  const began = performance.now()
  const waits = await Promise.all(Array.from({ length: 12 }, () => takeTurnInLine(line)))
  const took = performance.now() - began + 2
  const granted = waits.filter((wait) => wait !== null).toSorted((a, b) => a - b)
  // Two at once, then one a second; whoever would wait for longer than five is turned away.
  expect(granted.slice(0, 2)).toEqual([0, 0])
  for (const [index, wait] of granted.slice(2).entries()) {
    expect(wait).toBeLessThanOrEqual((index + 1) * 1000)
    expect(wait).toBeGreaterThanOrEqual((index + 1) * 1000 - took)
  }
  expect(granted.length).toBeGreaterThanOrEqual(6)
  expect(granted.length).toBeLessThan(12)
})

function foreignSession(paymentId = 'pay_of_another_shop'): Record<string, string> {
  return {
    mode: 'payment',
    success_url: 'http://127.0.0.1/',
    client_reference_id: paymentId,
    'metadata[payment]': paymentId,
    'line_items[0][quantity]': '1',
    'line_items[0][price_data][currency]': 'cny',
    'line_items[0][price_data][unit_amount]': '500',
    'line_items[0][price_data][product_data][name]': 'something else',
  }
}

/** What somebody else does in the same account. */
