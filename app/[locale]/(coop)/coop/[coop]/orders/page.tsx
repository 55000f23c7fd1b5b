import type { Metadata } from 'next'
import Link from 'next/link'
import { getFormatter, getTranslations } from 'next-intl/server'
import { ORDER_TONES } from '#components/orders/order-state.ts'
import { Badge } from '#components/ui/badge.tsx'
import { Button } from '#components/ui/button.tsx'
import { ButtonLink } from '#components/ui/button-link.tsx'
import { classes } from '#components/ui/classes.ts'
import { EmptyState } from '#components/ui/empty-state.tsx'
import { TextInput } from '#components/ui/field.tsx'
import { PageTitle } from '#components/ui/page-title.tsx'
import { Cell, HeadCell, NumberCell, Table } from '#components/ui/table.tsx'
import { paths } from '#lib/edge/paths.ts'
import { formatMoney } from '#lib/kernel/money.ts'
import { isStaff } from '#lib/members/policy.ts'
import { ORDER_STATES, type OrderState } from '#lib/orders/model.ts'
import { staffOrderCounts, staffOrders } from '#lib/orders/staff-queries.ts'
import { asked, staffVisit } from '../staff-visit.ts'

type Props = {
  params: Promise<{ coop: string }>
  searchParams: Promise<{ q?: string | string[]; state?: string | string[]; after?: string | string[] }>
}

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('orders'))('ordersTitle') }
}

export default async function StaffOrdersPage({ params, searchParams }: Props) {
  const { coop } = await params
  const [{ locale, cooperative }, given, t, words, format] = await Promise.all([
    staffVisit(coop, isStaff),
    searchParams,
    getTranslations('orders'),
    getTranslations('checkout'),
    getFormatter(),
  ])
  const q = asked(given.q) ?? ''
  const state = ORDER_STATES.find((one) => one === asked(given.state))
  const [{ rows, next }, counts] = await Promise.all([
    staffOrders(cooperative.id, { words: q, ...(state && { state }) }, asked(given.after) ?? null),
    staffOrderCounts(cooperative.id, q),
  ])
  const here = (change: { state?: OrderState | undefined; after?: string }) => {
    const query = new URLSearchParams({ ...(q && { q }), ...(change.state && { state: change.state }) })
    if (change.after) query.set('after', change.after)
    return `${paths.coopOrders(locale, coop)}${query.size > 0 ? `?${query}` : ''}`
  }
  const total = ORDER_STATES.reduce((sum, one) => sum + counts[one], 0)
  const tab = (one: OrderState | undefined, label: string, count: number) => (
    <Link
      key={label}
      href={here({ state: one })}
      aria-current={one === state ? 'page' : undefined}
      className={classes(
        'flex min-h-10 items-center gap-2 whitespace-nowrap rounded-full border px-3 text-sm',
        one === state ? 'border-leaf bg-leaf-pale font-semibold' : 'border-line bg-raised hover:bg-sunken',
      )}
    >
      {label} <span className="tabular text-soft">{format.number(count)}</span>
    </Link>
  )

  return (
    <>
      <PageTitle title={t('ordersTitle')} />
      <search className="no-print mb-4">
        <form action={paths.coopOrders(locale, coop)} className="flex max-w-xl gap-2">
          {state && <input type="hidden" name="state" value={state} />}
          <TextInput
            type="search"
            name="q"
            defaultValue={q}
            aria-label={t('searchLabel')}
            placeholder={t('searchLabel')}
          />
          <Button type="submit">{t('search')}</Button>
        </form>
      </search>
      <nav
        aria-label={t('state')}
        className="no-print -mx-4 mb-5 flex gap-2 overflow-x-auto px-4 pb-1 lg:mx-0 lg:flex-wrap lg:px-0"
      >
        {tab(undefined, t('allStates'), total)}
        {ORDER_STATES.filter((one) => counts[one] > 0 || one === state).map((one) =>
          tab(one, words(`state${one}`), counts[one]),
        )}
      </nav>
      {rows.length === 0 ? (
        <EmptyState title={t('ordersEmpty')}>{t('ordersEmptyHint')}</EmptyState>
      ) : (
        <Table caption={t('ordersTitle')}>
          <thead>
            <tr>
              <HeadCell>{t('number')}</HeadCell>
              <HeadCell>{t('buyer')}</HeadCell>
              <HeadCell>{t('state')}</HeadCell>
              <HeadCell className="text-right">{t('contents')}</HeadCell>
              <HeadCell className="text-right">{t('total')}</HeadCell>
              <HeadCell>{t('date')}</HeadCell>
            </tr>
          </thead>
          <tbody>
            {rows.map((order) => (
              <tr key={order.orderId} className="hover:bg-sunken">
                <Cell>
                  <Link
                    href={paths.coopOrder(locale, coop, order.orderId)}
                    className="tabular font-semibold text-leaf underline underline-offset-4"
                  >
                    {order.number}
                  </Link>
                </Cell>
                <Cell>{order.name}</Cell>
                <Cell>
                  <Badge tone={ORDER_TONES[order.state]}>{words(`state${order.state}`)}</Badge>
                </Cell>
                <NumberCell>{t('packs', { count: order.packs })}</NumberCell>
                <NumberCell>
                  {formatMoney({ amount: order.total, currency: order.currency }, locale)}
                </NumberCell>
                <Cell className="tabular whitespace-nowrap">
                  {format.dateTime(order.createdAt, { dateStyle: 'short', timeStyle: 'short' })}
                </Cell>
              </tr>
            ))}
          </tbody>
        </Table>
      )}
      {next && (
        <ButtonLink href={here({ state, after: next })} rel="next" className="no-print mt-6">
          {t('more')}
        </ButtonLink>
      )}
    </>
  )
}
