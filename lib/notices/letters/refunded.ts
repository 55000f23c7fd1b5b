import { inLocale, type Locale } from '#lib/kernel/locale.ts'
import { formatMoney } from '#lib/kernel/money.ts'
import type { Letter } from '../model.ts'
import { type OrderInLetter, orderLetter } from './order.ts'

const WORDS = {
  zh: {
    subject: (number: string, cooperative: string) => `${cooperative}：订单 ${number} 已退款`,
    open: '查看订单',
    what: (cooperative: string, amount: string) => `${cooperative}已退给您 ${amount}，原路返回。`,
    when: '款项已从我们这里退出；银行或钱包入账可能还要几天。',
  },
  en: {
    subject: (number: string, cooperative: string) => `${cooperative}: money back for order ${number}`,
    open: 'See your order',
    what: (cooperative: string, amount: string) =>
      `${cooperative} has sent you ${amount} back, the way it came.`,
    when: 'It has left us; your bank or wallet may take a few days to show it.',
  },
  fr: {
    subject: (number: string, cooperative: string) => `${cooperative} : remboursement, commande ${number}`,
    open: 'Voir la commande',
    what: (cooperative: string, amount: string) =>
      `${cooperative} vous a remboursé ${amount}, par où l’argent est venu.`,
    when: 'L’argent est parti de chez nous ; votre banque ou portefeuille peut mettre quelques jours à l’afficher.',
  },
} satisfies Record<Locale, object>

/** Money that went back, all or a part; `amount` in minor units of the order's currency. */
export function refundedLetter(locale: Locale, order: OrderInLetter, amount: number): Letter {
  const words = WORDS[locale]
  const money = formatMoney({ amount, currency: order.currency }, locale)
  return orderLetter(locale, order, words, [
    { is: 'text', text: words.what(inLocale(order.cooperative, locale), money) },
    { is: 'text', text: words.when },
  ])
}
