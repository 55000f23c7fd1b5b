import { redirect } from 'next/navigation'
import { getFormatter, getTranslations } from 'next-intl/server'
import { ProductGrid, ShowGrid } from '#components/shop/grids.tsx'
import { Shelf } from '#components/shop/shelf.tsx'
import { EmptyState } from '#components/ui/empty-state.tsx'
import { seasonProducts } from '#lib/catalog/queries.ts'
import { productCards, showCards } from '#lib/edge/cards.ts'
import { paths } from '#lib/edge/paths.ts'
import { visit } from '#lib/edge/request.ts'
import { comingUp, onAirNow, replays } from '#lib/live/queries.ts'
import { isHouseEmpty } from '#lib/members/queries.ts'

/** The market: who is on air, who comes next, what was, and what is in season. */
export default async function HomePage() {
  const { locale, context } = await visit()
  if (await isHouseEmpty()) redirect(paths.setup(locale))
  const [t, watch, format, live, coming, past, season] = await Promise.all([
    getTranslations('shop'),
    getTranslations('watch'),
    getFormatter(),
    onAirNow(),
    comingUp(context.now()),
    replays(8),
    seasonProducts(12),
  ])
  const cards = await productCards(season, locale, t)
  const posters = (shows: Parameters<typeof showCards>[0]) => showCards(shows, locale, t, watch, format)

  return (
    <>
      <header className="pt-8 lg:pt-12">
        <h1 className="text-3xl lg:text-4xl">{t('heroTitle')}</h1>
        <p className="mt-2 max-w-xl text-lg text-soft">{t('heroText')}</p>
      </header>
      <Shelf title={t('onAir')}>
        {live.length > 0 ? (
          <ShowGrid shows={posters(live)} locale={locale} eager />
        ) : (
          <EmptyState title={t('noShows')}>{t('noShowsHint')}</EmptyState>
        )}
      </Shelf>
      <Shelf title={t('season')}>
        {cards.length > 0 ? (
          <ProductGrid products={cards} locale={locale} soldOutWord={t('soldOut')} />
        ) : (
          <EmptyState title={t('noProducts')}>{t('noProductsHint')}</EmptyState>
        )}
      </Shelf>
      <Shelf title={t('comingUp')}>
        {coming.length > 0 ? (
          <ShowGrid shows={posters(coming)} locale={locale} />
        ) : (
          <p className="text-soft">{t('noComing')}</p>
        )}
      </Shelf>
      {past.length > 0 && (
        <Shelf title={t('replays')}>
          <ShowGrid shows={posters(past)} locale={locale} />
        </Shelf>
      )}
    </>
  )
}
