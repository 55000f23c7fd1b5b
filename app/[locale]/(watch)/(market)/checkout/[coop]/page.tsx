import type { Metadata } from 'next'
import { notFound } from 'next/navigation'
import { getTranslations } from 'next-intl/server'
import { CheckoutForm } from '#components/orders/checkout-form.tsx'
import { OrderLines } from '#components/orders/order-lines.tsx'
import { ButtonLink } from '#components/ui/button-link.tsx'
import { EmptyState } from '#components/ui/empty-state.tsx'
import { Notice } from '#components/ui/notice.tsx'
import { PageTitle } from '#components/ui/page-title.tsx'
import { paths } from '#lib/edge/paths.ts'
import { visit } from '#lib/edge/request.ts'
import { env } from '#lib/kernel/env.ts'
import { inLocale } from '#lib/kernel/locale.ts'
import { formatMoney } from '#lib/kernel/money.ts'
import { cooperativeBySlug } from '#lib/members/queries.ts'
import { checkoutOf } from '#lib/orders/cart-queries.ts'
import { HOLD_MINUTES, putInCartInput } from '#lib/orders/model.ts'
import { placeOrder } from './actions.ts'

type Props = {
  params: Promise<{ coop: string }>
  searchParams: Promise<Record<string, string | string[] | undefined>>
}

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations('checkout')
  return { title: t('title'), robots: { index: false } }
}

export default async function CheckoutPage({ params, searchParams }: Props) {
  const [{ coop }, asked, { actor, locale, context }, t] = await Promise.all([
    params,
    searchParams,
    visit(),
    getTranslations('checkout'),
  ])
  const cooperative = await cooperativeBySlug(coop)
  if (!cooperative) notFound()
  const { variantId, quantity, showId } = asked
  const one = putInCartInput.safeParse({ variantId, quantity, ...(showId && { showId }) })
  const buy = one.success ? { showId: null, ...one.data } : null
  const view = await checkoutOf(actor, cooperative.id, buy)
  const sellable = view?.ready ? view : null

  if (!view || (!sellable && view.lines.length === 0))
    return (
      <>
        <PageTitle title={t('title')} />
        <EmptyState
          title={t('nothing')}
          action={
            <ButtonLink href={paths.home(locale)} tone="forward">
              {t('toMarket')}
            </ButtonLink>
          }
        >
          {t('nothingHint')}
        </EmptyState>
      </>
    )

  const money = (amount: number) => formatMoney({ amount, currency: view.currency }, locale)
  const lines = view.lines.map((line) => ({
    key: line.variantId,
    title: line.title ? inLocale(line.title, locale) : '–',
    pack: line.pack ? inLocale(line.pack, locale) : '',
    picture: line.picture,
    quantity: line.quantity,
    each: t('each', { price: money(line.unitPrice) }),
    total: money(line.total),
    note: line.onAir ? t('onAirPrice') : null,
    problem:
      line.problem === 'gone'
        ? t('problemGone')
        : line.problem === 'sold-out'
          ? t('problemSoldOut')
          : line.problem === 'short'
            ? t('problemShort', { count: line.available })
            : null,
  }))

  return (
    <>
      <PageTitle title={t('title')} lead={inLocale(view.cooperativeName, locale)} />
      <div className="grid gap-10 lg:grid-cols-[minmax(0,3fr)_minmax(0,2fr)]">
        <section aria-labelledby="summary" className="lg:order-last">
          <h2 id="summary" className="mb-3 text-lg">
            {t('summary')}
          </h2>
          <OrderLines lines={lines} />
          {!sellable && (
            <ButtonLink href={paths.cart(locale)} className="mt-4">
              {t('cartTitle')}
            </ButtonLink>
          )}
        </section>
        {env().payments === 'off' ? (
          <Notice tone="trust">{t('payOff')}</Notice>
        ) : (
          sellable && (
            <CheckoutForm
              attemptId={context.secret(18)}
              cooperativeId={view.cooperativeId}
              from={view.from}
              lines={view.lines.map(({ variantId: id, quantity: count, showId: show, unitPrice }) => ({
                variantId: id,
                quantity: count,
                showId: show,
                seenPrice: unitPrice,
              }))}
              goods={money(view.goods)}
              deliveries={view.regions.map(({ region, shipping, total }) => ({
                region: inLocale(region.name, locale),
                provinces: region.provinces.map(({ code, name }) => ({ code, name: inLocale(name, locale) })),
                shipping: money(shipping),
                total: money(total),
              }))}
              known={actor.kind === 'user' ? { email: actor.email, name: actor.name } : {}}
              place={placeOrder}
              words={{
                contact: t('contact'),
                email: t('email'),
                emailHint: t('emailHint'),
                delivery: t('delivery'),
                name: t('name'),
                phone: t('phone'),
                province: t('province'),
                choose: t('choose'),
                city: t('city'),
                street: t('street'),
                postcode: t('postcode'),
                optional: t('optional'),
                fieldWrong: t('fieldWrong'),
                goods: t('goods'),
                shipping: t('shipping'),
                total: t('total'),
                shippingUnknown: t('shippingUnknown'),
                allRegions: t('allRegions'),
                pay: t('pay'),
                working: t('working'),
                payHint: t('payHint', { minutes: HOLD_MINUTES }),
              }}
            />
          )
        )}
      </div>
    </>
  )
}
