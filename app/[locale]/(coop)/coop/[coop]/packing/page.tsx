import type { Metadata } from 'next'
import Link from 'next/link'
import { getFormatter, getTranslations } from 'next-intl/server'
import { PrintButton } from '#components/fulfilment/print-button.tsx'
import { KeepFresh } from '#components/orders/keep-fresh.tsx'
import { Badge } from '#components/ui/badge.tsx'
import { ButtonLink } from '#components/ui/button-link.tsx'
import { classes } from '#components/ui/classes.ts'
import { EmptyState } from '#components/ui/empty-state.tsx'
import { PageTitle } from '#components/ui/page-title.tsx'
import { PlainForm } from '#components/ui/plain-form.tsx'
import { Cell, HeadCell, NumberCell, Table } from '#components/ui/table.tsx'
import { CHINA_REGIONS } from '#lib/catalog/regions.ts'
import { paths } from '#lib/edge/paths.ts'
import type { GroupToPack, OrderToPack, PackingBy } from '#lib/fulfilment/model.ts'
import { mayPack } from '#lib/fulfilment/policy.ts'
import { packingList } from '#lib/fulfilment/queries.ts'
import { inLocale } from '#lib/kernel/locale.ts'
import { isStaff } from '#lib/members/policy.ts'
import { packNow } from '../orders/actions.ts'
import { asked, staffVisit } from '../staff-visit.ts'

type Props = {
  params: Promise<{ coop: string }>
  searchParams: Promise<Partial<Record<'by' | 'show' | 'product' | 'after', string | string[]>>>
}

const BY = ['order', 'show', 'product'] as const satisfies readonly PackingBy[]
const BY_WORDS = { order: 'byOrder', show: 'byShow', product: 'byProduct' } as const
/** Somebody packs while the show goes on: new orders come in by themselves. */
const FRESH_SECONDS = 15

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('orders'))('packingTitle') }
}

export default async function PackingPage({ params, searchParams }: Props) {
  const { coop } = await params
  const [{ actor, locale, cooperative }, given, t, common, format] = await Promise.all([
    staffVisit(coop, isStaff),
    searchParams,
    getTranslations('orders'),
    getTranslations('common'),
    getFormatter(),
  ])
  const by = BY.find((one) => one === asked(given.by)) ?? 'order'
  const showId = asked(given.show)
  const productId = asked(given.product)
  const within = { ...(showId && { showId }), ...(productId && { productId }) }
  const list = await packingList(cooperative.id, by, asked(given.after) ?? null, within)
  const base = paths.coopPacking(locale, coop)
  const more = new URLSearchParams({
    by,
    ...(showId && { show: showId }),
    ...(productId && { product: productId }),
    after: list.next ?? '',
  })
  const orders = list.rows.filter((row): row is OrderToPack => row.by === 'order')
  const groups = list.rows.filter((row): row is GroupToPack => row.by !== 'order')
  const provinces = new Map(
    CHINA_REGIONS.flatMap((region) => region.provinces).map(({ code, name }) => [
      code,
      inLocale(name, locale),
    ]),
  )
  const can = mayPack(actor, cooperative.id)

  return (
    <>
      <KeepFresh seconds={FRESH_SECONDS} />
      <PageTitle
        title={t('packingTitle')}
        lead={t('packingLead', { orders: list.orders, packs: list.packs })}
        actions={
          <>
            <ButtonLink href={paths.coopOrders(locale, coop, 'PACKED')}>{t('toShip')}</ButtonLink>
            <PrintButton label={t('print')} hint={t('printHint')} />
          </>
        }
      />
      <nav className="no-print mb-5 flex flex-wrap gap-2" aria-label={t('packingTitle')}>
        {BY.map((one) => (
          <Link
            key={one}
            href={`${base}?by=${one}`}
            aria-current={one === by ? 'page' : undefined}
            className={classes(
              'flex min-h-12 items-center rounded-full border px-4',
              one === by ? 'border-leaf bg-leaf-pale font-semibold' : 'border-line bg-raised hover:bg-sunken',
            )}
          >
            {t(BY_WORDS[one])}
          </Link>
        ))}
        {(showId || productId) && (
          <Link
            href={`${base}?by=order`}
            className="flex min-h-12 items-center px-3 text-leaf underline underline-offset-4"
          >
            {t('all')}
          </Link>
        )}
      </nav>
      {list.rows.length === 0 && <EmptyState title={t('packingEmpty')}>{t('packingEmptyHint')}</EmptyState>}
      {groups.length > 0 && (
        <ul className="flex flex-col gap-4">
          {groups.map((group) => (
            <li
              key={group.id ?? 'none'}
              className="break-inside-avoid rounded-md border border-line bg-raised p-4"
            >
              <div className="flex flex-wrap items-baseline justify-between gap-x-6">
                <h2 className="text-lg">{group.title ? inLocale(group.title, locale) : t('outsideShow')}</h2>
                <p className="tabular text-soft">
                  {t('ordersCount', { count: group.orders })} · {t('packs', { count: group.packs })}
                </p>
              </div>
              <ul className="mt-2 divide-y divide-line">
                {group.variants.map((variant) => (
                  <li key={variant.variantId} className="flex justify-between gap-4 py-1.5">
                    <span>
                      {inLocale(variant.title, locale)} · {inLocale(variant.pack, locale)}
                    </span>
                    <strong className="tabular">{format.number(variant.packs)}</strong>
                  </li>
                ))}
              </ul>
              {group.id && (
                <Link
                  href={`${base}?by=order&${group.by}=${group.id}`}
                  className="no-print mt-2 inline-flex min-h-12 items-center text-leaf underline underline-offset-4"
                >
                  {t('openGroup')}
                </Link>
              )}
            </li>
          ))}
        </ul>
      )}
      {orders.length > 0 && (
        <Table caption={t('packingTitle')}>
          <thead>
            <tr>
              <HeadCell>{t('order')}</HeadCell>
              <HeadCell>{t('contents')}</HeadCell>
              <HeadCell>{t('to')}</HeadCell>
              <HeadCell className="text-right">{t('weight', { weight: 'kg' })}</HeadCell>
              {can && <HeadCell className="no-print">{t('deed')}</HeadCell>}
            </tr>
          </thead>
          <tbody>
            {orders.map((order) => (
              <tr key={order.orderId} className="break-inside-avoid">
                <Cell>
                  <Link
                    href={paths.coopOrder(locale, coop, order.orderId)}
                    className="tabular font-semibold text-leaf underline underline-offset-4"
                  >
                    {order.number}
                  </Link>
                  <span className="tabular block whitespace-nowrap text-faint text-xs">
                    {format.dateTime(order.paidAt, { dateStyle: 'short', timeStyle: 'short' })}
                  </span>
                  {order.disputed && <Badge tone="urgent">{t('disputedMark')}</Badge>}
                </Cell>
                <Cell className="min-w-44">
                  <ul>
                    {order.lines.map((line) => (
                      <li key={line.variantId}>
                        <strong className="tabular">{line.packs} ×</strong> {inLocale(line.title, locale)} ·{' '}
                        {inLocale(line.pack, locale)}
                      </li>
                    ))}
                  </ul>
                </Cell>
                <Cell className="min-w-44">
                  {order.name}, {order.phone}
                  <span className="block text-soft">
                    {provinces.get(order.province) ?? order.province}, {order.city}, {order.street}{' '}
                    {order.postcode}
                  </span>
                </Cell>
                <NumberCell>
                  {format.number(order.weightGrams / 1000, {
                    maximumFractionDigits: 2,
                    minimumFractionDigits: 2,
                  })}
                </NumberCell>
                {can && (
                  <Cell className="no-print">
                    <PlainForm
                      id={order.orderId}
                      send={packNow}
                      fields={[]}
                      hidden={{ orderId: order.orderId }}
                      words={{
                        submit: t('pack'),
                        working: t('working'),
                        fieldWrong: common('fieldWrong'),
                        optional: common('optional'),
                      }}
                    />
                  </Cell>
                )}
              </tr>
            ))}
          </tbody>
        </Table>
      )}
      {list.next && (
        <ButtonLink href={`${base}?${more}`} rel="next" className="no-print mt-6">
          {t('more')}
        </ButtonLink>
      )}
    </>
  )
}
