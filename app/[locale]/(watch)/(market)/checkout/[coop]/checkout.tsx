import type { Metadata } from 'next'
import { notFound } from 'next/navigation'
import { getTranslations } from 'next-intl/server'
import { CheckoutForm } from '#components/orders/checkout-form.tsx'
import { OrderLines } from '#components/orders/order-lines.tsx'
import { ButtonLink } from '#components/ui/button-link.tsx'
import { EmptyState } from '#components/ui/empty-state.tsx'
import { Notice } from '#components/ui/notice.tsx'
import { paths } from '#lib/edge/paths.ts'
import { visit } from '#lib/edge/request.ts'
import { env } from '#lib/kernel/env.ts'
import { inLocale } from '#lib/kernel/locale.ts'
import { formatMoney } from '#lib/kernel/money.ts'
import { cooperativeBySlug } from '#lib/members/queries.ts'
import { checkoutOf } from '#lib/orders/cart-queries.ts'
import { putInCartInput } from '#lib/orders/model.ts'
import { placeOrder } from './actions.ts'
import { WhatIsLeft } from './what-is-left.tsx'
import { checkoutWords } from './words.ts'

export type CheckoutAsked = {
  params: Promise<{ coop: string }>
  searchParams: Promise<Record<string, string | string[] | undefined>>
}

/** The tab says the same, whichever way the checkout is shown. */
export async function checkoutMetadata(): Promise<Metadata> {
  const t = await getTranslations('checkout')
  return { title: t('title'), robots: { index: false } }
}

/** What is bought, where it goes and what it costs: the inside of the checkout page and of the sheet over a picture. */
export async function Checkout({ params, searchParams }: CheckoutAsked) {
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

  if (!view || view.lines.length === 0)
    return (
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
    )

  const money = (amount: number) => formatMoney({ amount, currency: view.currency }, locale)
  const now = view.from === 'now'
  const problems = {
    gone: () => t(now ? 'problemGoneNow' : 'problemGone'),
    'sold-out': () => t(now ? 'problemSoldOutNow' : 'problemSoldOut'),
    short: (available: number) => t('problemShort', { count: available }),
  }
  const lines = view.lines.map((line) => ({
    key: line.variantId,
    title: line.title ? inLocale(line.title, locale) : '–',
    pack: line.pack ? inLocale(line.pack, locale) : '',
    picture: line.picture,
    quantity: line.quantity,
    each: t('each', { price: money(line.unitPrice) }),
    total: money(line.total),
    note: line.onAir ? t('onAirPrice') : null,
    problem: line.problem && problems[line.problem](line.available),
  }))

  return (
    <div className="@container">
      <div className="grid @3xl:grid-cols-[minmax(0,3fr)_minmax(0,2fr)] gap-x-10 gap-y-6">
        <section aria-labelledby="summary" className="@3xl:order-last">
          <h2 id="summary" className="text-lg">
            {t('summary')}
          </h2>
          <p className="mb-3 text-sm text-soft">{inLocale(view.cooperativeName, locale)}</p>
          <OrderLines lines={lines} />
          {!view.ready &&
            (now ? (
              view.lines.map((line) => <WhatIsLeft key={line.variantId} line={line} coop={coop} />)
            ) : (
              <ButtonLink href={paths.cart(locale)} className="mt-4">
                {t('cartTitle')}
              </ButtonLink>
            ))}
        </section>
        {env().payments === 'off' ? (
          <Notice tone="trust">{t('payOff')}</Notice>
        ) : (
          <CheckoutForm
            attemptId={context.secret(18)}
            cooperativeId={view.cooperativeId}
            from={view.from}
            ready={view.ready}
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
            words={checkoutWords(t)}
          />
        )}
      </div>
    </div>
  )
}
