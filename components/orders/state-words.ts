import type { Locale } from '#lib/kernel/locale.ts'
import type { OrderState, ReleaseReason } from '#lib/orders/model.ts'

export const orderStateWords: Readonly<Record<OrderState, Readonly<Record<Locale, string>>>> = {
  HELD: { zh: '待付款', en: 'waiting for payment', fr: 'en attente de paiement' },
  RELEASED: { zh: '已失效', en: 'lapsed', fr: 'expirée' },
  PAID: { zh: '已付款', en: 'paid', fr: 'payée' },
  PACKED: { zh: '已打包', en: 'packed', fr: 'emballée' },
  SHIPPED: { zh: '已发货', en: 'shipped', fr: 'expédiée' },
  DELIVERED: { zh: '已送达', en: 'delivered', fr: 'livrée' },
  CANCELLED: { zh: '已取消', en: 'cancelled', fr: 'annulée' },
  REFUNDING: { zh: '退款中', en: 'being refunded', fr: 'en cours de remboursement' },
  REFUNDED: { zh: '已退款', en: 'refunded', fr: 'remboursée' },
}

/** Why an unpaid order was given up, said to its buyer; staff's own words stand beside it. */
export const releaseReasonWords: Readonly<Record<ReleaseReason | 'staff', Readonly<Record<Locale, string>>>> =
  {
    deadline: {
      zh: '付款时间已过，货已放回给大家。',
      en: 'The time to pay has run out, and the goods are for everyone again.',
      fr: 'Le délai de paiement est passé : la marchandise est de nouveau à tous.',
    },
    'payment-failed': {
      zh: '付款没有成功，货已放回给大家。没有扣款。',
      en: 'The payment did not succeed, and the goods are for everyone again. Nothing was charged.',
      fr: 'Le paiement n’a pas abouti : la marchandise est de nouveau à tous. Rien n’a été débité.',
    },
    buyer: {
      zh: '您取消了这笔订单。没有扣款。',
      en: 'You cancelled this order. Nothing was charged.',
      fr: 'Vous avez annulé cette commande. Rien n’a été débité.',
    },
    staff: {
      zh: '这笔订单付款之前，合作社把它取消了，货已放回给大家。没有扣款。',
      en: 'The cooperative called this order off before it was paid, and the goods are for everyone again. Nothing was charged.',
      fr: 'La coopérative a annulé cette commande avant son paiement : la marchandise est de nouveau à tous. Rien n’a été débité.',
    },
  }
