import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import {
  amountOf,
  holdsMoney,
  judgeRefund,
  judgeSession,
  type PaymentState,
  paymentMayBecome,
  type RefundState,
  refundCheckMinutes,
  refundedState,
  refundMayBecome,
  refundPauseMinutes,
  wasPaid,
} from './model.ts'

const open = { status: 'open', paid: false, failed: false } as const
const expired = { status: 'expired', paid: false, failed: false } as const
const paid = { status: 'complete', paid: true, failed: false } as const
const processing = { status: 'complete', paid: false, failed: false } as const
const failed = { status: 'complete', paid: false, failed: true } as const

describe('what a session says of a payment', () => {
  test.each([
    ['OPEN', open, null],
    ['OPEN', processing, null],
    ['OPEN', expired, 'EXPIRED'],
    ['OPEN', failed, 'FAILED'],
    ['OPEN', paid, 'SUCCEEDED'],
    // We were sure that no money could come; the provider has it all the same.
    ['EXPIRED', paid, 'SUCCEEDED'],
    ['FAILED', paid, 'SUCCEEDED'],
    ['SUCCEEDED', paid, null],
    ['SUCCEEDED', expired, null],
    ['PARTLY_REFUNDED', paid, null],
    ['REFUNDED', paid, null],
    ['EXPIRED', failed, null],
    ['FAILED', expired, null],
  ] as const)('%s and %o make %s', (state, facts, next) => {
    expect(judgeSession(state, facts)).toBe(next)
  })

  test('facts in any order, repeated or old, end in the same state', () => {
    // What one session can say in the course of its life, then looked at in any order.
    const lives = [
      [open, expired],
      [open, processing, failed],
      [open, processing, paid],
      [open, paid],
    ]
    fc.assert(
      fc.property(
        fc
          .constantFrom(...lives)
          .chain((life) => fc.tuple(fc.constant(life), fc.array(fc.constantFrom(...life), { maxLength: 8 }))),
        ([life, looks]) => {
          const last = life.at(-1) ?? open
          const end = [...looks, last, ...looks].reduce<PaymentState>(
            (state, facts) => judgeSession(state, facts) ?? state,
            'OPEN',
          )
          const straight = judgeSession('OPEN', last) ?? 'OPEN'
          expect(end).toBe(straight)
        },
      ),
    )
  })
})

describe('what the provider says of a refund', () => {
  test.each([
    ['DUE', 0, { state: 'SENT', attempt: 0 }, 'SENT'],
    ['DUE', 0, { state: 'SUCCEEDED', attempt: 0 }, 'SUCCEEDED'],
    ['SENT', 0, { state: 'SENT', attempt: 0 }, null],
    ['SENT', 0, { state: 'FAILED', attempt: 0 }, 'FAILED'],
    // The second try failed as well.
    ['FAILED', 1, { state: 'FAILED', attempt: 1 }, 'FAILED'],
    // The first try's failure, told once more, is not the second try's.
    ['FAILED', 1, { state: 'FAILED', attempt: 0 }, null],
    ['SENT', 1, { state: 'SUCCEEDED', attempt: 0 }, null],
    // The bank sent it back.
    ['SUCCEEDED', 0, { state: 'FAILED', attempt: 0 }, 'FAILED'],
    ['SUCCEEDED', 0, { state: 'SENT', attempt: 0 }, null],
    // Made at the provider's desk.
    ['SENT', 0, { state: 'SUCCEEDED', attempt: null }, 'SUCCEEDED'],
    ['FAILED', 1, { state: 'SUCCEEDED', attempt: null }, null],
  ] as const)('%s after %i failures, told %o, becomes %s', (state, tries, facts, next) => {
    expect(judgeRefund({ state, tries }, facts)).toBe(next)
  })
})

describe('the tables', () => {
  const payments: PaymentState[] = ['OPEN', 'SUCCEEDED', 'FAILED', 'EXPIRED', 'PARTLY_REFUNDED', 'REFUNDED']
  const refunds: RefundState[] = ['DUE', 'SENT', 'SUCCEEDED', 'FAILED']

  test('money that came in is never forgotten', () => {
    for (const from of payments.filter(wasPaid))
      for (const to of payments) if (paymentMayBecome(from, to)) expect(wasPaid(to)).toBe(true)
    expect(payments.filter(holdsMoney)).toEqual(['SUCCEEDED', 'PARTLY_REFUNDED'])
  })

  test('nothing goes back to the beginning', () => {
    for (const from of payments) expect(paymentMayBecome(from, 'OPEN')).toBe(false)
    for (const from of refunds) expect(refundMayBecome(from, 'DUE')).toBe(false)
  })

  test.each([
    [100, 0, 'SUCCEEDED'],
    [100, 1, 'PARTLY_REFUNDED'],
    [100, 99, 'PARTLY_REFUNDED'],
    [100, 100, 'REFUNDED'],
  ])('of %i, %i back is %s', (amount, refunded, state) => {
    expect(refundedState(amount, refunded)).toBe(state)
  })
})

describe('amounts and pauses', () => {
  test('an amount is the lines and the shipping', () => {
    const lines = [
      { name: 'a', quantity: 3, unitAmount: 1250 },
      { name: 'b', quantity: 1, unitAmount: 1 },
    ]
    expect(amountOf({ lines, shipping: { name: 's', amount: 900 } })).toBe(4651)
    expect(amountOf({ lines, shipping: null })).toBe(3751)
  })

  test.each([0, -5, 0.5, Number.NaN])('%d is nothing that can be paid', (unitAmount) => {
    expect(() => amountOf({ lines: [{ name: 'a', quantity: 1, unitAmount }], shipping: null })).toThrow()
  })

  test('pauses grow and have an end', () => {
    expect([1, 2, 3, 4, 5].map(refundPauseMinutes)).toEqual([5, 20, 80, 320, 1280])
    expect(refundPauseMinutes(9)).toBe(1440)
    expect([0, 1, 10, 600, 6000].map(refundCheckMinutes)).toEqual([1, 1, 5, 300, 360])
  })
})
