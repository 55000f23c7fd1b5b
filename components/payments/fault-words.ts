import type { FaultWords } from '#lib/kernel/locale.ts'
import { formatMoney } from '#lib/kernel/money.ts'
import type { PaymentsFault, RefundFault } from '#lib/payments/model.ts'

export const PAYMENTS_FAULT_WORDS: FaultWords<PaymentsFault | RefundFault> = {
  'payments-off': {
    zh: () => '本店暂时不收款，只能看、不能买。',
    en: () => 'This shop does not take payments at the moment. You can look, but not buy.',
    fr: () => 'Cette boutique n’encaisse pas pour le moment : on peut regarder, pas acheter.',
  },
  'already-paid': {
    zh: () => '这笔订单已经付过了。',
    en: () => 'This has been paid already.',
    fr: () => 'C’est déjà payé.',
  },
  'provider-silent': {
    zh: () => '支付平台没有回应。什么都没丢，请稍后再试一次。',
    en: () => 'The payment provider did not answer. Nothing is lost: please try again in a moment.',
    fr: () => 'Le prestataire de paiement n’a pas répondu. Rien n’est perdu : réessayez dans un instant.',
  },
  'provider-refused': {
    zh: () => '支付平台不接受这笔付款。没有扣款。',
    en: () => 'The payment provider does not accept this payment. Nothing was charged.',
    fr: () => 'Le prestataire refuse ce paiement. Rien n’a été débité.',
  },
  'not-paid': {
    zh: () => '这笔订单没有收到钱，无款可退。',
    en: () => 'No money came in for this, so none can go back.',
    fr: () => 'Rien n’a été encaissé, il n’y a donc rien à rembourser.',
  },
  'refund-too-much': {
    zh: ({ left, currency }) => `最多还能退 ${formatMoney({ amount: left, currency }, 'zh')}。`,
    en: ({ left, currency }) => `At most ${formatMoney({ amount: left, currency }, 'en')} can still go back.`,
    fr: ({ left, currency }) =>
      `On peut encore rembourser ${formatMoney({ amount: left, currency }, 'fr')} au plus.`,
  },
}
