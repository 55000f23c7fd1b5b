import type { MethodType } from './objects.ts'

/**
 * The least that can be charged, in minor units. https://docs.stripe.com/currencies#minimum-and-maximum-charge-amounts
 * Yuan are not on that list: Stripe wants about half a US dollar of them, here a whole number near it.
 */
const LEAST: Readonly<Record<string, number>> = {
  aed: 200,
  aud: 50,
  brl: 50,
  cad: 50,
  chf: 50,
  cny: 400,
  czk: 1500,
  dkk: 250,
  eur: 50,
  gbp: 30,
  hkd: 400,
  huf: 17500,
  inr: 50,
  jpy: 50,
  mxn: 1000,
  myr: 200,
  nok: 300,
  nzd: 50,
  pln: 200,
  ron: 200,
  sek: 300,
  sgd: 50,
  thb: 1000,
  usd: 50,
}

/** https://docs.stripe.com/payments/alipay and https://docs.stripe.com/payments/wechat-pay */
const WALLET_CURRENCIES: Readonly<Record<Exclude<MethodType, 'card'>, readonly string[]>> = {
  alipay: ['aud', 'cad', 'cny', 'eur', 'gbp', 'hkd', 'jpy', 'myr', 'nzd', 'sgd', 'usd'],
  wechat_pay: ['aud', 'cad', 'chf', 'cny', 'dkk', 'eur', 'gbp', 'hkd', 'jpy', 'nok', 'sek', 'sgd', 'usd'],
}

/** Eight digits; Stripe takes no more in any currency. */
export const MOST = 99_999_999

export const CURRENCIES = Object.keys(LEAST)

export function leastAmount(currency: string): number {
  return LEAST[currency] ?? 50
}

export function takesCurrency(type: MethodType, currency: string): boolean {
  return type === 'card' || WALLET_CURRENCIES[type].includes(currency)
}

/** `$4.00 hkd`'s first half, as the API writes amounts into its messages. */
export function amountInWords(amount: number, currency: string): string {
  const format = new Intl.NumberFormat('en-US', {
    style: 'currency',
    currency,
    currencyDisplay: 'narrowSymbol',
  })
  return format.format(amount / 10 ** (format.resolvedOptions().maximumFractionDigits ?? 2))
}
