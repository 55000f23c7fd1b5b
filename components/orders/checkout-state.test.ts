import { expect, test } from 'vitest'
import { LOCALES } from '#lib/kernel/locale.ts'
import { refusedCheckout } from './checkout-state.ts'

function form(): FormData {
  const sent = new FormData()
  sent.set('attemptId', 'the-attempt-of-the-page')
  sent.set('email', 'lin@example.org')
  sent.set('address.city', '成都')
  sent.set('lines.0.variantId', 'var_1')
  sent.set('$ACTION_1:0', 'x')
  return sent
}

const broken = { code: 'broken', requestId: 'req_1' } as const

test('what broke may have been written: the same attempt is sent again, and the words say that it is safe', () => {
  for (const locale of LOCALES) {
    const state = refusedCheckout(broken, form(), locale)
    expect(state).toMatchObject({ attemptId: 'the-attempt-of-the-page', unsure: true })
    expect(state?.problem).toMatch(/同一笔订单|the same order|la même commande/)
    expect(state?.problem).not.toMatch(/没有改动|nothing was changed|rien n’a été changé/)
    expect(state?.problem).toContain('req_1')
  }
})

test('a later refusal says nothing of an earlier try, so the attempt stays', () => {
  for (const fault of [
    { code: 'too-many', seconds: 9 },
    { code: 'input', fields: { email: 'invalid' } },
    { code: 'payments-off' },
    { code: 'sold-out', lines: [] },
  ] as const)
    expect(refusedCheckout(fault, form(), 'en')).toMatchObject({
      attemptId: 'the-attempt-of-the-page',
      unsure: false,
    })
})

test('another buyer’s attempt is not tried again', () => {
  expect(refusedCheckout({ code: 'attempt-taken' }, form(), 'en')).toMatchObject({ attemptId: null })
})

test('keeps the person’s own words and nothing of the lines', () => {
  const fault = { code: 'input', fields: { 'address.phone': 'missing' } } as const
  expect(refusedCheckout(fault, form(), 'en')).toMatchObject({
    wrong: ['address.phone'],
    typed: { email: 'lin@example.org', 'address.city': '成都' },
  })
  expect(refusedCheckout(fault, null, 'en')).toMatchObject({ typed: {}, attemptId: null })
})
