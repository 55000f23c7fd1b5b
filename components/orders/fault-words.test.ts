import { expect, test } from 'vitest'
import { LOCALES } from '#lib/kernel/locale.ts'
import { ORDERS_FAULT_WORDS } from './fault-words.ts'

const line = {
  variantId: 'var_1',
  title: { zh: '脐橙', en: 'Oranges', fr: 'Oranges' },
  pack: { zh: '5 斤', en: '5 kg', fr: '5 kg' },
}

test('a price that changed names the old one and the new', () => {
  const fault = {
    code: 'price-changed',
    currency: 'cny',
    lines: [{ ...line, seen: 2980, now: 3980 }],
  } as const
  expect(ORDERS_FAULT_WORDS['price-changed'].en(fault)).toBe(
    'The price has changed, please confirm again. Oranges (5 kg): was ¥29.80, is now ¥39.80.',
  )
  for (const locale of LOCALES) {
    const words = ORDERS_FAULT_WORDS['price-changed'][locale](fault)
    expect(words).toMatch(/29[.,]80/)
    expect(words).toMatch(/39[.,]80/)
  }
})

test('what is sold out says how many there are', () => {
  const fault = (available: number) =>
    ({ code: 'sold-out', lines: [{ ...line, wanted: 4, available }] }) as const
  expect(ORDERS_FAULT_WORDS['sold-out'].en(fault(2))).toBe('Only 2 left of Oranges (5 kg); you asked for 4.')
  expect(ORDERS_FAULT_WORDS['sold-out'].en(fault(0))).toBe('Oranges (5 kg) is sold out.')
  expect(ORDERS_FAULT_WORDS['sold-out'].zh(fault(2))).toBe('脐橙 (5 斤)只剩 2 件，您要 4 件。')
})

test('what nobody knows is named all the same', () => {
  const fault = { code: 'variant-gone', lines: [{ variantId: 'var_2', title: null, pack: null }] } as const
  for (const locale of LOCALES) expect(ORDERS_FAULT_WORDS['variant-gone'][locale](fault)).not.toMatch(/null/)
})
