import type { Locale } from './locale.ts'

/** Integer minor units (fen, cents) beside their currency, lower case as ISO 4217 and payment providers write it. */
export interface Money {
  readonly amount: number
  readonly currency: string
}

/**
 * Minor units: eight digits are what Stripe takes at once (https://docs.stripe.com/currencies#minimum-and-maximum-charge-amounts).
 * A price, a total or a refund beyond it is a slip.
 */
export const MOST_MONEY = 99_999_999

const LANGUAGE: Record<Locale, string> = { zh: 'zh-CN', en: 'en-GB', fr: 'fr-FR' }
const formats = new Map<string, Intl.NumberFormat>()

function format(locale: Locale, currency: string) {
  const key = `${locale} ${currency}`
  const known = formats.get(key)
  if (known) return known
  const made = new Intl.NumberFormat(LANGUAGE[locale], {
    style: 'currency',
    currency,
    // "CN¥" would be longer and no clearer in a shop that has one currency.
    currencyDisplay: 'narrowSymbol',
  })
  formats.set(key, made)
  return made
}

/** How many minor units make one: 100 for yuan, 1 for yen. */
function minorUnits(currency: string): number {
  return 10 ** (format('en', currency).resolvedOptions().maximumFractionDigits ?? 2)
}

/** `¥38.00`, in the reader's format. */
export function formatMoney(money: Money, locale: Locale): string {
  return format(locale, money.currency).format(money.amount / minorUnits(money.currency))
}

/** Throws when currencies differ: adding them up is a bug, never a reader's mistake. */
export function addMoney(first: Money, ...others: readonly Money[]): Money {
  let amount = first.amount
  for (const other of others) {
    if (other.currency !== first.currency)
      throw new Error(`cannot add ${other.currency} to ${first.currency}`)
    amount += other.amount
  }
  return wholeMoney(amount, first.currency)
}

export function timesMoney(price: Money, quantity: number): Money {
  return wholeMoney(price.amount * quantity, price.currency)
}

function wholeMoney(amount: number, currency: string): Money {
  if (!Number.isSafeInteger(amount)) throw new Error(`${amount} is not a whole number of minor units`)
  return { amount, currency }
}

/**
 * What a person typed as a price, in minor units: `38`, `38.5`, `38,50`, `¥38.00`. Null when it is not one, is
 * negative, or has more decimals than the currency.
 */
export function parseMoney(typed: string, currency: string): Money | null {
  const units = minorUnits(currency)
  const decimals = Math.log10(units)
  const match = /^[¥￥€$]?\s*(\d{1,9})(?:[.,](\d{1,3}))?$/.exec(typed.trim())
  if (!match) return null
  const fraction = match[2] ?? ''
  if (fraction.length > decimals) return null
  return { amount: Number(match[1]) * units + Number(fraction.padEnd(decimals, '0') || '0'), currency }
}

/** As somebody would type it: `38.00`. What `parseMoney` reads back. */
export function typedMoney(money: Money): string {
  const units = minorUnits(money.currency)
  return (money.amount / units).toFixed(Math.log10(units))
}
