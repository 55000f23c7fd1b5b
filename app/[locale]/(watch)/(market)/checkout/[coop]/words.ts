import type { getTranslations } from 'next-intl/server'
import { HOLD_MINUTES } from '#lib/orders/model.ts'

const PLAIN = [
  'contact',
  'email',
  'emailHint',
  'delivery',
  'name',
  'phone',
  'province',
  'choose',
  'city',
  'street',
  'postcode',
  'optional',
  'fieldWrong',
  'goods',
  'shipping',
  'total',
  'shippingUnknown',
  'allRegions',
  'pay',
  'working',
  'notReady',
] as const

type Translate = Awaited<ReturnType<typeof getTranslations<'checkout'>>>

/** The checkout form's words as plain strings: its browser half carries no translation machinery. */
export function checkoutWords(t: Translate) {
  const plain = Object.fromEntries(PLAIN.map((word) => [word, t(word)])) as Record<
    (typeof PLAIN)[number],
    string
  >
  return { ...plain, payHint: t('payHint', { minutes: HOLD_MINUTES }) }
}
