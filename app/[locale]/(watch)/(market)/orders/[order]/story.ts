import type { getTranslations } from 'next-intl/server'
import type { ParcelView } from '#lib/fulfilment/model.ts'
import type { OrderView } from '#lib/orders/present-order.ts'

type Tools = { t: Awaited<ReturnType<typeof getTranslations<'checkout'>>>; time: (date: Date) => string }

/** What happened to the order, what is safe and what to do, in a sentence or two. */
export function orderStory(order: OrderView, parcel: ParcelView | null, { t, time }: Tools): string {
  switch (order.state) {
    case 'HELD':
      return order.payment?.url && order.deadline
        ? t('heldText', { time: time(order.deadline) })
        : t('preparing')
    case 'RELEASED':
      return t('releasedText')
    case 'PAID':
      return t('paidText')
    case 'PACKED':
      return t('packedText')
    case 'SHIPPED':
      return parcel?.courier && parcel.trackingNumber
        ? t('shippedText', { courier: parcel.courier, number: parcel.trackingNumber })
        : t('shippedPlain')
    case 'DELIVERED':
      return t('deliveredText')
    case 'CANCELLED':
      return t('cancelledText')
    case 'REFUNDING':
      return t('refundingText')
    case 'REFUNDED':
      return t('refundedText')
  }
}
