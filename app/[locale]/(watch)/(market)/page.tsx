import { redirect } from 'next/navigation'
import { getFormatter, getTranslations } from 'next-intl/server'
import { ComingList } from '#components/shop/coming-list.tsx'
import { ProductGrid, ShowGrid } from '#components/shop/grids.tsx'
import { Shelf } from '#components/shop/shelf.tsx'
import { ShowCard } from '#components/shop/show-card.tsx'
import { ButtonLink } from '#components/ui/button-link.tsx'
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

  const [first] = live
  return (
    <>
      <section className="grid items-center gap-8 pt-8 lg:grid-cols-[minmax(0,1fr)_minmax(0,24rem)] lg:gap-16 lg:pt-12">
        <header className="lg:order-first">
          <h1 className="text-3xl lg:text-5xl">{t('heroTitle')}</h1>
          <p className="mt-3 max-w-xl text-lg text-soft">{t('heroText')}</p>
          {first && (
            <ButtonLink
              href={paths.live(locale, first.slug)}
              tone="hot"
              size="large"
              className="mt-6"
              prefetch={false}
            >
              {t('watch')}
            </ButtonLink>
          )}
          {coming.length > 0 && (
            <div className="mt-8 hidden max-w-xl lg:block">
              <h2 className="text-lg">{t('comingUp')}</h2>
              <ComingList shows={posters(coming.slice(0, 4))} locale={locale} />
            </div>
          )}
        </header>
        {live.length > 0 ? (
          <ul aria-label={t('onAir')} className="grid gap-4">
            {posters(live.slice(0, 1)).map((show) => (
              <li key={show.slug}>
                <ShowCard show={show} href={paths.live(locale, show.slug)} eager heading="h2" />
              </li>
            ))}
          </ul>
        ) : (
          <EmptyState title={t('noShows')}>{t('noShowsHint')}</EmptyState>
        )}
      </section>
      {live.length > 1 && (
        <Shelf title={t('onAir')}>
          <ShowGrid shows={posters(live.slice(1))} locale={locale} />
        </Shelf>
      )}
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
