import type { Metadata } from 'next'
import Link from 'next/link'
import { getFormatter, getTranslations } from 'next-intl/server'
import { ORDER_TONES } from '#components/orders/order-state.ts'
import { Badge } from '#components/ui/badge.tsx'
import { ButtonLink } from '#components/ui/button-link.tsx'
import { EmptyState } from '#components/ui/empty-state.tsx'
import { PageTitle } from '#components/ui/page-title.tsx'
import { paths } from '#lib/edge/paths.ts'
import { visit } from '#lib/edge/request.ts'
import { inLocale } from '#lib/kernel/locale.ts'
import { formatMoney } from '#lib/kernel/money.ts'
import { ordersOfBuyer } from '#lib/orders/queries.ts'

type Props = { searchParams: Promise<{ after?: string | string[] }> }

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations('checkout')
  return { title: t('ordersTitle'), robots: { index: false } }
}

export default async function OrdersPage({ searchParams }: Props) {
  const [{ after }, { actor, locale }, t, common, format] = await Promise.all([
    searchParams,
    visit(),
    getTranslations('checkout'),
    getTranslations('common'),
    getFormatter(),
  ])
  const { rows, next } = await ordersOfBuyer(actor, typeof after === 'string' ? after : null)
  return (
    <>
      <PageTitle title={t('ordersTitle')} />
      {rows.length === 0 &&
        (actor.kind === 'user' ? (
          <EmptyState
            title={t('ordersEmpty')}
            action={
              <ButtonLink href={paths.home(locale)} tone="forward">
                {t('toMarket')}
              </ButtonLink>
            }
          />
        ) : (
          <EmptyState
            title={t('ordersSignIn')}
            action={
              <ButtonLink href={paths.signIn(locale, paths.orders(locale))} tone="forward">
                {common('signIn')}
              </ButtonLink>
            }
          />
        ))}
      <ul className="flex max-w-3xl flex-col gap-3">
        {rows.map((order) => (
          <li key={order.orderId}>
            <Link
              href={paths.order(locale, order.orderId)}
              className="flex flex-wrap items-center justify-between gap-x-6 gap-y-1 rounded-md border border-line bg-raised p-4 hover:bg-sunken"
            >
              <span className="min-w-0">
                <span className="block truncate font-semibold">
                  {order.title ? inLocale(order.title, locale) : order.number}
                </span>
                <span className="block text-sm text-soft">
                  {order.number} · {inLocale(order.cooperativeName, locale)} ·{' '}
                  {t('packs', { count: order.packs })} ·{' '}
                  {format.dateTime(order.createdAt, { dateStyle: 'medium' })}
                </span>
              </span>
              <span className="flex items-center gap-3">
                <Badge tone={ORDER_TONES[order.state]}>{t(`state${order.state}`)}</Badge>
                <span className="tabular font-bold">
                  {formatMoney({ amount: order.total, currency: order.currency }, locale)}
                </span>
              </span>
            </Link>
          </li>
        ))}
      </ul>
      {next && (
        <ButtonLink href={`${paths.orders(locale)}?after=${next}`} rel="next" className="mt-6">
          {t('more')}
        </ButtonLink>
      )}
    </>
  )
}
