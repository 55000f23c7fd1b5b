import { inLocale, type Locale, type Localised } from '#lib/kernel/locale.ts'
import { formatMoney } from '#lib/kernel/money.ts'
import type { Letter } from '../model.ts'
import { letter, type Part } from './letter.ts'

/** An order as its letters tell it. Amounts are minor units. */
export interface OrderInLetter {
  readonly number: string
  readonly cooperative: Localised
  readonly lines: readonly {
    readonly title: Localised
    readonly pack: Localised
    readonly quantity: number
    readonly total: number
  }[]
  readonly goods: number
  readonly shipping: number
  readonly total: number
  readonly currency: string
  readonly address: { readonly name: string; readonly city: string; readonly street: string }
  /** Its page, with the key of who bought as a guest. */
  readonly url: string
}

export interface OrderWords {
  readonly subject: (number: string, cooperative: string) => string
  readonly open: string
}

const BILL: Record<Locale, { shipping: string; total: string; to: string }> = {
  zh: { shipping: '运费', total: '合计', to: '寄往' },
  en: { shipping: 'Delivery', total: 'Total', to: 'Goes to' },
  fr: { shipping: 'Livraison', total: 'Total', to: 'Livré à' },
}

/** What was bought, line by line, with delivery and the sum. */
export function billOf(order: OrderInLetter, locale: Locale): Part {
  const money = (amount: number) => formatMoney({ amount, currency: order.currency }, locale)
  const words = BILL[locale]
  return {
    is: 'rows',
    sum: true,
    rows: [
      ...order.lines.map(
        (line) =>
          [
            `${inLocale(line.title, locale)}, ${inLocale(line.pack, locale)} × ${line.quantity}`,
            money(line.total),
          ] as const,
      ),
      [words.shipping, money(order.shipping)],
      [words.total, money(order.total)],
    ],
  }
}

export function addressOf(order: OrderInLetter, locale: Locale): Part {
  const { name, street, city } = order.address
  const place = locale === 'zh' ? `${city} ${street}` : `${street}, ${city}`
  return { is: 'rows', rows: [[BILL[locale].to, `${name}, ${place}`]] }
}

/** A letter about an order: its parts, then the link to its page. */
export function orderLetter(
  locale: Locale,
  order: OrderInLetter,
  words: OrderWords,
  parts: readonly Part[],
): Letter {
  return letter(locale, words.subject(order.number, inLocale(order.cooperative, locale)), [
    ...parts,
    { is: 'link', words: words.open, url: order.url },
  ])
}
