import type { Metadata } from 'next'
import { notFound } from 'next/navigation'
import { getFormatter, getTranslations } from 'next-intl/server'
import { KeepFresh } from '#components/orders/keep-fresh.tsx'
import { OrderDeeds } from '#components/orders/order-deeds.tsx'
import { OrderLines } from '#components/orders/order-lines.tsx'
import { ORDER_TONES } from '#components/orders/order-state.ts'
import { Badge } from '#components/ui/badge.tsx'
import { Notice } from '#components/ui/notice.tsx'
import { PageTitle } from '#components/ui/page-title.tsx'
import { CHINA_REGIONS } from '#lib/catalog/regions.ts'
import { visit } from '#lib/edge/request.ts'
import { parcelsOf } from '#lib/fulfilment/queries.ts'
import { inLocale } from '#lib/kernel/locale.ts'
import { formatMoney } from '#lib/kernel/money.ts'
import { orderPage } from '#lib/orders/queries.ts'
import { cancelNow, payNow } from './actions.ts'
import { orderStory } from './story.ts'

type Props = {
  params: Promise<{ order: string }>
  searchParams: Promise<{ key?: string | string[]; back?: string | string[] }>
}

// Other sites are not told the key in the address. With `no-referrer` the forms here would send no origin and be refused.
export const metadata: Metadata = { robots: { index: false }, referrer: 'same-origin' }

/** A provider's page that stayed open is paid on within the hour; after that nobody need watch for it. */
const LATE_MONEY_MS = 60 * 60_000

export default async function OrderPage({ params, searchParams }: Props) {
  const [{ order: orderId }, { key: given, back }, { actor, locale, context }, t, format] = await Promise.all(
    [params, searchParams, visit(), getTranslations('checkout'), getFormatter()],
  )
  const key = typeof given === 'string' ? given : undefined
  const order = await orderPage(actor, orderId, key)
  if (!order) notFound()
  const parcel = (await parcelsOf(orderId)).findLast(({ trackingNumber }) => trackingNumber)
  const money = (amount: number) => formatMoney({ amount, currency: order.currency }, locale)
  const moment = (date: Date) => format.dateTime(date, { dateStyle: 'medium', timeStyle: 'short' })
  const province = CHINA_REGIONS.flatMap(({ provinces }) => provinces).find(
    ({ code }) => code === order.address.province,
  )
  // She has paid, says the address; the provider says so some seconds later. Until then she is not asked to pay again.
  const confirming = order.state === 'HELD' && back === 'paid'
  const waits = order.state === 'HELD' || order.state === 'REFUNDING'
  // Whoever paid too late comes here before her money does.
  const lapsedLately =
    order.state === 'RELEASED' && context.now().getTime() - order.createdAt.getTime() < LATE_MONEY_MS

  return (
    <>
      {(waits || lapsedLately) && <KeepFresh seconds={3} />}
      <PageTitle
        title={t('orderTitle', { number: order.number })}
        lead={t('ordered', { date: moment(order.createdAt) })}
        actions={
          <Badge tone={ORDER_TONES[order.state]}>
            {confirming ? t('stateConfirming') : t(`state${order.state}`)}
          </Badge>
        }
      />
      <div className="grid gap-10 lg:grid-cols-[minmax(0,3fr)_minmax(0,2fr)]">
        <div className="flex flex-col gap-6">
          <Notice tone={waits ? 'trust' : order.state === 'PAID' ? 'good' : 'plain'}>
            {confirming
              ? t('confirmingText')
              : orderStory(order, parcel ?? null, {
                  locale,
                  t,
                  time: (date) => format.dateTime(date, { timeStyle: 'short' }),
                })}
            {order.endedReason && !['deadline', 'payment-failed', 'buyer'].includes(order.endedReason) && (
              <p className="mt-1">{t('reason', { reason: order.endedReason })}</p>
            )}
          </Notice>
          <OrderDeeds
            orderId={orderId}
            guestKey={key}
            pay={order.can.pay ? payNow : null}
            payTone={confirming ? 'plain' : 'hot'}
            cancel={order.can.cancel ? cancelNow : null}
            words={{
              payNow: t(confirming ? 'payAfterAll' : 'payNow', { total: money(order.total) }),
              cancel: t('cancel'),
              cancelAsk: t('cancelAsk'),
              cancelHint: t('cancelHint'),
              cancelYes: t('cancelYes'),
              working: t('working'),
            }}
          />
          <section>
            <h2 className="mb-3 text-lg">{inLocale(order.cooperative.name, locale)}</h2>
            <OrderLines
              lines={order.lines.map((line) => ({
                key: line.variantId,
                title: inLocale(line.title, locale),
                pack: inLocale(line.pack, locale),
                quantity: line.quantity,
                each: t('each', { price: money(line.unitPrice) }),
                total: money(line.total),
              }))}
            />
            <dl className="tabular mt-3 grid grid-cols-[1fr_auto] gap-y-1">
              <dt>{t('goods')}</dt>
              <dd className="text-right">{money(order.goods)}</dd>
              <dt>{t('shipping')}</dt>
              <dd className="text-right">{money(order.shipping)}</dd>
              <dt className="font-bold text-lg">{t('total')}</dt>
              <dd className="text-right font-bold text-lg">{money(order.total)}</dd>
            </dl>
          </section>
          {order.payment && order.payment.refunds.length > 0 && (
            <section>
              <h2 className="text-lg">{t('refunded')}</h2>
              <ul className="mt-2">
                {order.payment.refunds.map((refund) => (
                  <li key={refund.refundId} className="py-1">
                    {t(
                      refund.state === 'SUCCEEDED'
                        ? 'refundDone'
                        : refund.givenUp
                          ? 'refundFailed'
                          : 'refundDue',
                      { amount: money(refund.amount) },
                    )}
                  </li>
                ))}
              </ul>
            </section>
          )}
        </div>
        <section>
          <h2 className="text-lg">{t('deliverTo')}</h2>
          <address className="mt-2 not-italic leading-relaxed">
            {order.address.name}
            <br />
            {order.address.phone}
            <br />
            {[province && inLocale(province.name, locale), order.address.city, order.address.street]
              .filter(Boolean)
              .join(', ')}
            {order.address.postcode && ` ${order.address.postcode}`}
          </address>
          {key && <p className="mt-6 text-sm text-soft">{t('keepLink')}</p>}
        </section>
      </div>
    </>
  )
}
