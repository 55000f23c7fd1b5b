import { inLocale, type Locale } from '#lib/kernel/locale.ts'
import type { Letter } from '../model.ts'
import { billOf, type OrderInLetter, orderLetter } from './order.ts'

const WORDS = {
  zh: {
    subject: (number: string, cooperative: string) => `${cooperative}：订单 ${number} 的货款正退回`,
    open: '查看订单',
    gone: (cooperative: string) => `您给${cooperative}的付款在保留时间过后才到，货已经被别人买走了，很抱歉。`,
    givenUp: (cooperative: string) => `您给${cooperative}的付款到的时候，这个订单已经取消了。`,
    money: '全部货款正原路退回，您什么也不用做。一般几个工作日内到账。',
  },
  en: {
    subject: (number: string, cooperative: string) =>
      `${cooperative}: your money for order ${number} is on its way back`,
    open: 'See your order',
    gone: (cooperative: string) =>
      `Your payment to ${cooperative} came after the goods were no longer kept for you, and somebody else has bought them. We are sorry.`,
    givenUp: (cooperative: string) =>
      `Your payment to ${cooperative} came after the order had been given up.`,
    money:
      'All of your money is on its way back the way it came. You need not do anything; it usually takes a few working days.',
  },
  fr: {
    subject: (number: string, cooperative: string) =>
      `${cooperative} : votre argent pour la commande ${number} vous revient`,
    open: 'Voir la commande',
    gone: (cooperative: string) =>
      `Votre paiement à ${cooperative} est arrivé quand les produits ne vous étaient plus réservés, et quelqu’un d’autre les a achetés. Nous en sommes désolés.`,
    givenUp: (cooperative: string) =>
      `Votre paiement à ${cooperative} est arrivé après l’abandon de la commande.`,
    money:
      'Tout votre argent repart par où il est venu. Vous n’avez rien à faire ; cela prend en général quelques jours ouvrés.',
  },
} satisfies Record<Locale, object>

/** Paid too late: the goods were gone, or nobody wanted them any more. The money goes back by itself. */
export function lateMoneyLetter(locale: Locale, order: OrderInLetter, why: 'gone' | 'givenUp'): Letter {
  const words = WORDS[locale]
  return orderLetter(locale, order, words, [
    { is: 'text', text: words[why](inLocale(order.cooperative, locale)) },
    { is: 'text', text: words.money },
    billOf(order, locale),
  ])
}
