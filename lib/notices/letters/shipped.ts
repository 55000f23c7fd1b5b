import { inLocale, type Locale } from '#lib/kernel/locale.ts'
import type { Letter } from '../model.ts'
import { addressOf, type OrderInLetter, orderLetter } from './order.ts'

const WORDS = {
  zh: {
    subject: (number: string, cooperative: string) => `${cooperative}已寄出订单 ${number}`,
    open: '查看订单',
    what: (cooperative: string) => `${cooperative}已把您的货交给快递。`,
    courier: '快递',
    number: '单号',
    fresh: '是新鲜农产品，请收到后尽快打开。',
  },
  en: {
    subject: (number: string, cooperative: string) => `${cooperative} has sent order ${number}`,
    open: 'See your order',
    what: (cooperative: string) => `${cooperative} has handed your goods to the courier.`,
    courier: 'Courier',
    number: 'Tracking number',
    fresh: 'They are fresh: open the parcel soon after it arrives.',
  },
  fr: {
    subject: (number: string, cooperative: string) => `${cooperative} a expédié la commande ${number}`,
    open: 'Voir la commande',
    what: (cooperative: string) => `${cooperative} a remis vos produits au transporteur.`,
    courier: 'Transporteur',
    number: 'Numéro de suivi',
    fresh: 'Ils sont frais : ouvrez le colis peu après son arrivée.',
  },
} satisfies Record<Locale, object>

/** Handed over to a courier. */
export function shippedLetter(
  locale: Locale,
  order: OrderInLetter,
  parcel: { readonly courier: string; readonly trackingNumber: string },
): Letter {
  const words = WORDS[locale]
  return orderLetter(locale, order, words, [
    { is: 'text', text: words.what(inLocale(order.cooperative, locale)) },
    {
      is: 'rows',
      rows: [
        [words.courier, parcel.courier],
        [words.number, parcel.trackingNumber],
      ],
    },
    addressOf(order, locale),
    { is: 'text', text: words.fresh },
  ])
}
