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
      return released(order, { locale, t })
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

/** Late money for what somebody gave up goes back; for what only lapsed it buys the goods, if they are there. */
function released({ endedReason }: OrderView, { locale, t }: Pick<Tools, 'locale' | 't'>): string {
  const reason = reasonOf(endedReason)
  const lapsed = reason === 'deadline' || reason === 'payment-failed'
  return [releaseReasonWords[reason][locale], t(lapsed ? 'releasedText' : 'givenUpText')].join(
    locale === 'zh' ? '' : ' ',
  )
}

/** What is none of the house's own reasons was written by staff. */
function reasonOf(endedReason: string | null): ReleaseReason | 'staff' {
  if (endedReason === null) return 'deadline'
  return RELEASE_REASONS.find((reason) => reason === endedReason) ?? 'staff'
}
