import { inLocale, type Locale } from '#lib/kernel/locale.ts'
import type { Letter } from '../model.ts'
import { billOf, type OrderInLetter, orderLetter } from './order.ts'

const WORDS = {
  zh: {
    subject: (number: string, cooperative: string) => `${cooperative}：订单 ${number} 已取消`,
    open: '查看订单',
    what: (cooperative: string) => `您在${cooperative}的订单已取消，不会再寄出。`,
    money: '货款正原路退回，一般几个工作日内到账；到账前我们会再写信给您。',
    reason: '原因',
  },
  en: {
    subject: (number: string, cooperative: string) => `${cooperative}: order ${number} is cancelled`,
    open: 'See your order',
    what: (cooperative: string) => `Your order from ${cooperative} is cancelled; nothing will be sent.`,
    money:
      'Your money is on its way back the way it came, usually within a few working days. We write again when it has left us.',
    reason: 'Reason',
  },
  fr: {
    subject: (number: string, cooperative: string) => `${cooperative} : commande ${number} annulée`,
    open: 'Voir la commande',
    what: (cooperative: string) => `Votre commande chez ${cooperative} est annulée ; rien ne sera envoyé.`,
    money:
      'Votre argent repart par où il est venu, en général en quelques jours ouvrés. Nous vous écrirons quand il sera parti.',
    reason: 'Motif',
  },
} satisfies Record<Locale, object>

/** Cancelled after it was paid. `reason` is what staff wrote, if staff did it. */
export function cancelledLetter(locale: Locale, order: OrderInLetter, reason: string | null): Letter {
  const words = WORDS[locale]
  return orderLetter(locale, order, words, [
    { is: 'text', text: words.what(inLocale(order.cooperative, locale)) },
    ...(reason ? [{ is: 'rows', rows: [[words.reason, reason]] } as const] : []),
    billOf(order, locale),
    { is: 'text', text: words.money },
  ])
}
