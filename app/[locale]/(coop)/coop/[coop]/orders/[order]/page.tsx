import type { Metadata } from 'next'
import { notFound } from 'next/navigation'
import { getFormatter, getTranslations } from 'next-intl/server'
import { OrderLines } from '#components/orders/order-lines.tsx'
import { ORDER_TONES } from '#components/orders/order-state.ts'
import { Badge } from '#components/ui/badge.tsx'
import { Notice } from '#components/ui/notice.tsx'
import { PageTitle } from '#components/ui/page-title.tsx'
import { PlainForm } from '#components/ui/plain-form.tsx'
import { CHINA_REGIONS } from '#lib/catalog/regions.ts'
import { mayPack } from '#lib/fulfilment/policy.ts'
import { parcelsOf } from '#lib/fulfilment/queries.ts'
import { inLocale } from '#lib/kernel/locale.ts'
import { formatMoney } from '#lib/kernel/money.ts'
import { isStaff } from '#lib/members/policy.ts'
import { isRefundable, orderMayBecome } from '#lib/orders/model.ts'
import { mayCancelFor, mayRefund } from '#lib/orders/policy.ts'
import { staffOrder } from '#lib/orders/staff-queries.ts'
import { staffVisit } from '../../staff-visit.ts'
import { cancelForBuyer, deliverNow, packNow, refundPart, shipNow } from '../actions.ts'

type Props = { params: Promise<{ coop: string; order: string }> }

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('orders'))('order') }
}

export default async function StaffOrderPage({ params }: Props) {
  const { coop, order: orderId } = await params
  const [{ actor, locale, context, cooperative }, t, words, common, format] = await Promise.all([
    staffVisit(coop, isStaff),
    getTranslations('orders'),
    getTranslations('checkout'),
    getTranslations('common'),
    getFormatter(),
  ])
  const order = await staffOrder(cooperative.id, orderId)
  if (!order) notFound()
  const parcel = (await parcelsOf(orderId)).at(-1)
  const money = (amount: number) => formatMoney({ amount, currency: order.currency }, locale)
  const moment = (date: Date) => format.dateTime(date, { dateStyle: 'medium', timeStyle: 'short' })
  const province = CHINA_REGIONS.flatMap(({ provinces }) => provinces).find(
    ({ code }) => code === order.address.province,
  )
  const form = (submit: string) => ({
    submit,
    working: t('working'),
    fieldWrong: common('fieldWrong'),
    optional: common('optional'),
  })
  const packs = mayPack(actor, cooperative.id)
  const refundable = order.payment?.refundable ?? 0
  const dispute = order.payment?.dispute

  return (
    <>
      <PageTitle
        title={words('orderTitle', { number: order.number })}
        lead={moment(order.createdAt)}
        actions={<Badge tone={ORDER_TONES[order.state]}>{words(`state${order.state}`)}</Badge>}
      />
      {dispute && (
        <Notice tone={dispute.state === 'WON' ? 'good' : 'urgent'} className="mb-6">
          {t(`dispute${dispute.state}`, {
            amount: money(dispute.amount),
            reason: dispute.reason.replaceAll('_', ' '),
          })}
        </Notice>
      )}
      <div className="grid gap-10 lg:grid-cols-[minmax(0,3fr)_minmax(0,2fr)]">
        <div className="flex flex-col gap-8">
          <section>
            <h2 className="mb-2 text-lg">{t('lines')}</h2>
            <OrderLines
              lines={order.lines.map((line) => ({
                key: line.variantId,
                title: inLocale(line.title, locale),
                pack: inLocale(line.pack, locale),
                quantity: line.quantity,
                each: words('each', { price: money(line.unitPrice) }),
                total: money(line.total),
              }))}
            />
          </section>
          <section>
            <h2 className="mb-2 text-lg">{t('money')}</h2>
            <dl className="tabular grid max-w-sm grid-cols-[1fr_auto] gap-y-1">
              <dt>{t('goods')}</dt>
              <dd className="text-right">{money(order.goods)}</dd>
              <dt>{t('shipping')}</dt>
              <dd className="text-right">{money(order.shipping)}</dd>
              <dt className="font-bold">{t('total')}</dt>
              <dd className="text-right font-bold">{money(order.total)}</dd>
              {order.payment && (
                <>
                  <dt>{t('paymentState')}</dt>
                  <dd className="text-right">{t(`payment${order.payment.state}`)}</dd>
                </>
              )}
              {order.payment?.refunds.map((refund) => (
                <div key={refund.refundId} className="contents">
                  <dt className="text-soft">
                    {refund.reason} ({refund.givenUp ? t('refundGivenUp') : t(`refund${refund.state}`)})
                  </dt>
                  <dd className="text-right">−{money(refund.amount)}</dd>
                </div>
              ))}
            </dl>
            {order.endedReason && (
              <p className="mt-3 text-soft">{words('reason', { reason: order.endedReason })}</p>
            )}
          </section>
          <section className="grid gap-6 sm:grid-cols-2">
            <div>
              <h2 className="mb-2 text-lg">{t('address')}</h2>
              <address className="not-italic leading-relaxed">
                {order.address.name}
                <br />
                {[province && inLocale(province.name, locale), order.address.city].filter(Boolean).join(', ')}
                <br />
                {order.address.street} {order.address.postcode}
              </address>
            </div>
            <div>
              <h2 className="mb-2 text-lg">{t('contact')}</h2>
              <p>
                <a href={`tel:${order.address.phone}`}>{order.address.phone}</a>
                <br />
                <a href={`mailto:${order.email}`}>{order.email}</a>
              </p>
            </div>
          </section>
        </div>

        <div className="no-print flex flex-col gap-8">
          {packs && orderMayBecome(order.state, 'PACKED') && (
            <PlainForm id="pack" send={packNow} fields={[]} hidden={{ orderId }} words={form(t('pack'))} />
          )}
          {packs && (order.state === 'PACKED' || order.state === 'SHIPPED') && (
            <section>
              <h2 className="mb-3 text-lg">{t('shipTitle')}</h2>
              <PlainForm
                id="ship"
                send={shipNow}
                hidden={{ orderId }}
                fields={[
                  {
                    name: 'courier',
                    label: t('courier'),
                    maxLength: 60,
                    defaultValue: parcel?.courier ?? '',
                  },
                  {
                    name: 'trackingNumber',
                    label: t('trackingNumber'),
                    maxLength: 40,
                    defaultValue: parcel?.trackingNumber ?? '',
                  },
                ]}
                words={form(order.state === 'SHIPPED' ? t('correct') : t('ship'))}
              />
            </section>
          )}
          {packs && orderMayBecome(order.state, 'DELIVERED') && (
            <PlainForm
              id="deliver"
              send={deliverNow}
              fields={[]}
              hidden={{ orderId }}
              words={form(t('delivered'))}
              tone="plain"
            />
          )}
          {mayRefund(actor, cooperative.id) && isRefundable(order.state) && refundable > 0 && (
            <details className="rounded-md border border-line bg-raised p-4">
              <summary className="font-semibold">{t('refundTitle')}</summary>
              <p className="my-3 text-sm text-soft">{t('refundHint', { amount: money(refundable) })}</p>
              <PlainForm
                id="refund"
                send={refundPart}
                hidden={{ orderId, currency: order.currency, attemptId: context.secret(18) }}
                fields={[
                  { name: 'amount', label: t('amount'), inputMode: 'decimal', maxLength: 20 },
                  { name: 'reason', label: t('reason'), maxLength: 300 },
                ]}
                words={form(t('refund'))}
              />
            </details>
          )}
          {mayCancelFor(actor, cooperative.id) && order.can.cancel && (
            <details className="rounded-md border border-line bg-raised p-4">
              <summary className="font-semibold">{t('cancelTitle')}</summary>
              <p className="my-3 text-sm text-soft">{t('cancelHint')}</p>
              <PlainForm
                id="cancel"
                send={cancelForBuyer}
                hidden={{ orderId }}
                fields={[{ name: 'reason', label: t('reason'), maxLength: 300 }]}
                words={form(t('cancel'))}
                tone="danger"
              />
            </details>
          )}
        </div>
      </div>
    </>
  )
}
