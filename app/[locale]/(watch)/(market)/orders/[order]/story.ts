import type { getTranslations } from 'next-intl/server'
import { releaseReasonWords } from '#components/orders/state-words.ts'
import type { ParcelView } from '#lib/fulfilment/model.ts'
import type { Locale } from '#lib/kernel/locale.ts'
import { RELEASE_REASONS, type ReleaseReason } from '#lib/orders/model.ts'
import type { OrderView } from '#lib/orders/present-order.ts'

type Tools = {
  locale: Locale
  t: Awaited<ReturnType<typeof getTranslations<'checkout'>>>
  time: (date: Date) => string
}

/** What happened to the order, what is safe and what to do, in a sentence or two. */
export function orderStory(order: OrderView, parcel: ParcelView | null, { locale, t, time }: Tools): string {
  switch (order.state) {
    case 'HELD':
      return order.payment?.url && order.deadline
        ? t('heldText', { time: time(order.deadline) })
        : t('preparing')
    case 'RELEASED':
      return [releaseReasonWords[reasonOf(order)][locale], t('releasedText')].join(locale === 'zh' ? '' : ' ')
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

/** Staff may have written another one: for the buyer it lapsed. */
function reasonOf({ endedReason }: OrderView): ReleaseReason {
  return RELEASE_REASONS.find((reason) => reason === endedReason) ?? 'deadline'
}
