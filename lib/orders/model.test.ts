import { describe, expect, test } from 'vitest'
import {
  addressInput,
  checkoutInput,
  HOLD_MINUTES,
  isCancellable,
  isPaid,
  LINK_MINUTES,
  ORDER_STATES,
  type OrderState,
  orderMayBecome,
  PAID_STATES,
  putInCartInput,
  SESSION_MINUTES,
  settlementOf,
} from './model.ts'

describe('the order table', () => {
  test('is this one', () => {
    const table = Object.fromEntries(
      ORDER_STATES.map((from) => [from, ORDER_STATES.filter((to) => orderMayBecome(from, to))]),
    )
    expect(table).toEqual({
      HELD: ['RELEASED', 'PAID'],
      RELEASED: ['PAID', 'REFUNDING'],
      PAID: ['PACKED', 'CANCELLED'],
      PACKED: ['SHIPPED'],
      SHIPPED: ['DELIVERED'],
      DELIVERED: [],
      CANCELLED: [],
      REFUNDING: ['REFUNDED'],
      REFUNDED: ['REFUNDING'],
    })
  })

  test('only what is not packed can be cancelled', () => {
    expect(ORDER_STATES.filter(isCancellable)).toEqual(['HELD', 'PAID'])
    expect(ORDER_STATES.filter(isPaid)).toEqual([...PAID_STATES])
  })

  test('the link lives longer than the hold, however late it came', () => {
    expect(SESSION_MINUTES).toBeGreaterThanOrEqual(30 + LINK_MINUTES)
    expect(HOLD_MINUTES).toBeLessThan(30)
  })
})

describe('what money means for an order', () => {
  const money = { paymentId: 'pay_1', state: 'SUCCEEDED' } as const
  const order = (state: OrderState, paymentId: string | null = null, endedReason: string | null = null) => ({
    state,
    paymentId,
    endedReason,
  })

  test.each([
    [order('HELD'), 'sell'],
    [order('RELEASED', null, 'deadline'), 'retake'],
    [order('RELEASED', null, 'payment-failed'), 'retake'],
    // She left; she wants no crate any more.
    [order('RELEASED', null, 'buyer'), 'give-back'],
    [order('RELEASED', null, 'the frost took the kiwis'), 'give-back'],
    [order('PAID', 'pay_1'), 'nothing'],
    [order('SHIPPED', 'pay_1'), 'nothing'],
    [order('REFUNDING', 'pay_1'), 'nothing'],
    [order('PAID', 'pay_0'), 'give-back'],
    [order('CANCELLED', 'pay_0'), 'give-back'],
    [order('REFUNDED', 'pay_0'), 'give-back'],
  ] as const)('%o: %s', (before, settlement) => {
    expect(settlementOf(before, money)).toBe(settlement)
  })

  test.each(['OPEN', 'FAILED', 'EXPIRED', 'REFUNDED'] as const)('%s is no money', (state) => {
    expect(settlementOf(order('HELD'), { paymentId: 'pay_1', state })).toBe('nothing')
  })
})

describe('what a form may say', () => {
  const id = (prefix: string) => `${prefix}_01kb2x4q9ms7f3c1h8r0va`
  const good = {
    attemptId: 'a2f1c5b4-0000-4000-8000-000000000000',
    cooperativeId: id('cop'),
    from: 'now',
    lines: [{ variantId: id('var'), quantity: '2', seenPrice: '3800' }],
    email: ' Lin@Example.org ',
    address: {
      name: '林小满',
      phone: '+86 138 0000 0000',
      province: 'CN-SC',
      city: '成都',
      street: '人民路 1 号',
    },
  }

  test('numbers of a plain form are numbers, an address is tidied', () => {
    const parsed = checkoutInput.parse(good)
    expect(parsed.lines[0]).toMatchObject({ quantity: 2, seenPrice: 3800 })
    expect(parsed.email).toBe('lin@example.org')
  })

  test.each([
    '0',
    '-1',
    '1e9',
    '1.5',
    '1000',
    '',
    'two',
    '0x10',
    ' ',
    '١',
    0,
    -1,
    1.5,
    1e9,
    Number.NaN,
    true,
    null,
  ])('a quantity of %s is refused', (quantity) => {
    expect(putInCartInput.safeParse({ variantId: id('var'), quantity }).success).toBe(false)
    expect(checkoutInput.safeParse({ ...good, lines: [{ ...good.lines[0], quantity }] }).success).toBe(false)
  })

  test.each([
    ['a total', { ...good, total: 1 }],
    ['a price', { ...good, lines: [{ ...good.lines[0], price: 1 }] }],
    ['a shipping of her own', { ...good, shipping: 0 }],
    ['a region of her own', { ...good, address: { ...good.address, region: 'southwest' } }],
    ['no lines', { ...good, lines: [] }],
    ['one variant twice', { ...good, lines: [good.lines[0], good.lines[0]] }],
    ['another kind of id', { ...good, lines: [{ ...good.lines[0], variantId: id('pro') }] }],
    ['a short attempt', { ...good, attemptId: 'x' }],
    ['an attempt with quotes', { ...good, attemptId: "'; drop table --------" }],
    ['no mail', { ...good, email: 'lin' }],
  ])('%s is refused', (_, input) => {
    expect(checkoutInput.safeParse(input).success).toBe(false)
  })

  test.each([
    ['a name that turns round', { name: 'lin\u202egnil' }],
    ['a line break in a street', { street: 'a\nb' }],
    ['a phone of words', { phone: 'call me' }],
    ['a province of its own', { province: 'Sichuan' }],
  ])('%s is refused in an address', (_, part) => {
    expect(addressInput.safeParse({ ...good.address, ...part }).success).toBe(false)
  })
})
