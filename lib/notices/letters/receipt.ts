import { inLocale, type Locale } from '#lib/kernel/locale.ts'
import type { Letter } from '../model.ts'
import { addressOf, billOf, type OrderInLetter, orderLetter } from './order.ts'

const WORDS = {
  zh: {
    subject: (number: string, cooperative: string) => `${cooperative}收到您的货款，订单 ${number}`,
    open: '查看订单',
    thanks: (cooperative: string) => `谢谢您！${cooperative}已经收到货款，正在为您备货。`,
    cancel: '打包之前您都可以取消：货款原路退回。',
  },
  en: {
    subject: (number: string, cooperative: string) => `Your receipt from ${cooperative}, order ${number}`,
    open: 'See your order',
    thanks: (cooperative: string) => `Thank you! ${cooperative} has your payment and gets your goods ready.`,
    cancel: 'Until it is packed you can cancel it: the money goes back the way it came.',
  },
  fr: {
    subject: (number: string, cooperative: string) => `Votre reçu de ${cooperative}, commande ${number}`,
    open: 'Voir la commande',
    thanks: (cooperative: string) => `Merci ! ${cooperative} a reçu votre paiement et prépare vos produits.`,
    cancel: 'Tant que le colis n’est pas fait, vous pouvez annuler : l’argent repart par où il est venu.',
  },
} satisfies Record<Locale, object>

/** Paid: what was bought, what it cost, where it goes. */
export function receiptLetter(locale: Locale, order: OrderInLetter): Letter {
  const words = WORDS[locale]
  return orderLetter(locale, order, words, [
    { is: 'text', text: words.thanks(inLocale(order.cooperative, locale)) },
    billOf(order, locale),
    addressOf(order, locale),
    { is: 'text', text: words.cancel },
  ])
}
