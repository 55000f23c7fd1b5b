import type { Metadata } from 'next'
import { getFormatter, getTranslations } from 'next-intl/server'
import { ProductGrid, ShowGrid } from '#components/shop/grids.tsx'
import { Shelf } from '#components/shop/shelf.tsx'
import { ButtonLink } from '#components/ui/button-link.tsx'
import { EmptyState } from '#components/ui/empty-state.tsx'
import { PageTitle } from '#components/ui/page-title.tsx'
import { searchProducts } from '#lib/catalog/queries.ts'
import { productCards, showCards } from '#lib/edge/cards.ts'
import { paths } from '#lib/edge/paths.ts'
import { visit } from '#lib/edge/request.ts'
import { searchShows } from '#lib/live/queries.ts'

type Props = { searchParams: Promise<{ q?: string | string[]; after?: string | string[] }> }

const one = (value: string | string[] | undefined) => (Array.isArray(value) ? value[0] : value) ?? ''

export const metadata: Metadata = { robots: { index: false } }

export default async function SearchPage({ searchParams }: Props) {
  const [{ locale }, asked] = await Promise.all([visit(), searchParams])
  const words = one(asked.q).trim().slice(0, 80)
  const after = one(asked.after) || null
  const [t, watch, format, products, shows] = await Promise.all([
    getTranslations('shop'),
    getTranslations('watch'),
    getFormatter(),
    searchProducts(words, after),
    // Shows come once, above the first page of products.
    after ? [] : searchShows(words),
  ])
  const cards = await productCards(products.rows, locale, t)
  const nothing = words !== '' && cards.length === 0 && shows.length === 0

  return (
    <>
      <PageTitle title={words ? t('searchFor', { words }) : t('searchAsk')} />
      {nothing && <EmptyState title={t('searchNothing', { words })}>{t('searchNothingHint')}</EmptyState>}
      {shows.length > 0 && (
        <Shelf title={t('shows')}>
          <ShowGrid shows={showCards(shows, locale, t, watch, format)} locale={locale} />
        </Shelf>
      )}
      {cards.length > 0 && (
        <Shelf title={t('products')}>
          <ProductGrid products={cards} locale={locale} soldOutWord={t('soldOut')} />
        </Shelf>
      )}
      {products.next && (
        <ButtonLink href={paths.search(locale, words, products.next)} className="mt-8" rel="next">
          {t('more')}
        </ButtonLink>
      )}
    </>
  )
}
