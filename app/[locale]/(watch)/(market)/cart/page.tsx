import type { Metadata } from 'next'
import { getTranslations } from 'next-intl/server'
import { CartLine } from '#components/orders/cart-line.tsx'
import { ButtonLink } from '#components/ui/button-link.tsx'
import { EmptyState } from '#components/ui/empty-state.tsx'
import { PageTitle } from '#components/ui/page-title.tsx'
import { paths } from '#lib/edge/paths.ts'
import { visit } from '#lib/edge/request.ts'
import { inLocale } from '#lib/kernel/locale.ts'
import { formatMoney } from '#lib/kernel/money.ts'
import { cartOf } from '#lib/orders/cart-queries.ts'
import { changePacks, takeOut } from './actions.ts'

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations('checkout')
  return { title: t('cartTitle'), robots: { index: false } }
}

export default async function CartPage() {
  const { actor, locale } = await visit()
  const [t, groups] = await Promise.all([getTranslations('checkout'), cartOf(actor)])
  const words = {
    quantity: t('quantity'),
    change: t('change'),
    remove: t('remove'),
    onAirPrice: t('onAirPrice'),
  }
  const problem = (line: (typeof groups)[number]['lines'][number]) =>
    line.problem === null
      ? null
      : line.problem === 'gone'
        ? t('problemGone')
        : line.problem === 'sold-out'
          ? t('problemSoldOut')
          : t('problemShort', { count: line.available })

  return (
    <>
      <PageTitle title={t('cartTitle')} lead={groups.length > 1 ? t('groupHint') : undefined} />
      {groups.length === 0 && (
        <EmptyState
          title={t('cartEmpty')}
          action={
            <ButtonLink href={paths.home(locale)} tone="forward">
              {t('toMarket')}
            </ButtonLink>
          }
        >
          {t('cartEmptyHint')}
        </EmptyState>
      )}
      <div className="flex max-w-3xl flex-col gap-10">
        {groups.map((group) => {
          const money = (amount: number) => formatMoney({ amount, currency: group.currency }, locale)
          return (
            <section key={group.cooperativeId} aria-labelledby={group.cooperativeId}>
              <h2 id={group.cooperativeId} className="text-xl">
                {inLocale(group.cooperativeName, locale)}
              </h2>
              <ul className="mt-2 divide-y divide-line border-line border-y">
                {group.lines.map((line) => (
                  <CartLine
                    key={line.variantId}
                    line={{
                      variantId: line.variantId,
                      quantity: line.quantity,
                      title: line.title ? inLocale(line.title, locale) : '–',
                      pack: line.pack ? inLocale(line.pack, locale) : '',
                      picture: line.picture,
                      href: line.productSlug ? paths.product(locale, line.productSlug) : null,
                      each: t('each', { price: money(line.unitPrice) }),
                      total: money(line.total),
                      onAir: line.onAir,
                      problem: problem(line),
                    }}
                    change={changePacks}
                    remove={takeOut}
                    words={words}
                  />
                ))}
              </ul>
              <div className="mt-4 flex flex-wrap items-center justify-between gap-4">
                <p className="tabular">
                  {t('goods')} <strong className="text-lg">{money(group.goods)}</strong>
                </p>
                {group.ready && (
                  <ButtonLink href={paths.checkout(locale, group.cooperativeSlug)} tone="hot" size="large">
                    {t('checkout')}
                  </ButtonLink>
                )}
              </div>
            </section>
          )
        })}
      </div>
    </>
  )
}
