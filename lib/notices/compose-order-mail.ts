import 'server-only'
import { provinceOf } from '#lib/catalog/regions.ts'
import { paths } from '#lib/edge/paths.ts'
import { parcelsOf } from '#lib/fulfilment/queries.ts'
import { env } from '#lib/kernel/env.ts'
import { inLocale, isLocale, type Locale } from '#lib/kernel/locale.ts'
import { orderKey } from '#lib/orders/order-key.ts'
import type { OrderView } from '#lib/orders/present-order.ts'
import { orderForMail } from '#lib/orders/queries.ts'
import { settledRefund } from '#lib/payments/refund-queries.ts'
import { cancelledLetter } from './letters/cancelled.ts'
import { lateMoneyLetter } from './letters/late-money.ts'
import type { OrderInLetter } from './letters/order.ts'
import { receiptLetter } from './letters/receipt.ts'
import { refundedLetter } from './letters/refunded.ts'
import { shippedLetter } from './letters/shipped.ts'
import type { Letter, OrderCause } from './model.ts'

/** A mail to a buyer about her order, in the language she bought in; null when there is nothing to say. */
export async function composeOrderMail(cause: OrderCause): Promise<{ to: string; letter: Letter } | null> {
  const order = await orderForMail(cause.orderId)
  if (!order) return null
  const locale = isLocale(order.locale) ? order.locale : 'zh'
  const letter = await letterOf(cause, order, presentForLetter(order, locale), locale)
  return letter && { to: order.email, letter }
}

async function letterOf(
  cause: OrderCause,
  order: OrderView,
  told: OrderInLetter,
  locale: Locale,
): Promise<Letter | null> {
  switch (cause.about) {
    case 'receipt':
      return receiptLetter(locale, told)
    case 'cancelled':
      // The buyer knows her own reason.
      return cancelledLetter(locale, told, order.endedReason === 'buyer' ? null : order.endedReason)
    case 'late-money':
      return lateMoneyLetter(locale, told, lapsed(order.endedReason) ? 'gone' : 'givenUp')
    case 'refunded': {
      const refund = await settledRefund(cause.refundId)
      return refund && refundedLetter(locale, told, refund.amount)
    }
    case 'shipped': {
      const parcel = (await parcelsOf(cause.orderId)).find(({ parcelId }) => parcelId === cause.parcelId)
      const { courier, trackingNumber } = parcel ?? {}
      return courier && trackingNumber ? shippedLetter(locale, told, { courier, trackingNumber }) : null
    }
  }
}

/** Its time ran out; otherwise somebody gave it up. */
function lapsed(endedReason: string | null): boolean {
  return endedReason === 'deadline' || endedReason === 'payment-failed'
}

function presentForLetter(order: OrderView, locale: Locale): OrderInLetter {
  const { number, lines, goods, shipping, total, currency, address } = order
  const province = provinceOf(address.province)
  return {
    number,
    cooperative: order.cooperative.name,
    lines,
    goods,
    shipping,
    total,
    currency,
    address: {
      name: address.name,
      street: address.street,
      city: province ? `${inLocale(province.name, locale)} ${address.city}` : address.city,
    },
    // A guest's letter is her key; who has an account signs in.
    url:
      env().publicUrl +
      paths.order(locale, order.orderId, order.buyerId ? undefined : orderKey(order.orderId)),
  }
}
