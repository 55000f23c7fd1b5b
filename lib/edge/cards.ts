import 'server-only'
import type { getFormatter, getTranslations } from 'next-intl/server'
import type { ProductCard } from '#lib/catalog/model.ts'
import { availableOf } from '#lib/inventory/queries.ts'
import { inLocale, type Locale } from '#lib/kernel/locale.ts'
import { formatMoney } from '#lib/kernel/money.ts'
import { isOnAir, type ShowCard } from '#lib/live/model.ts'
import { paths } from './paths.ts'

type ShopWords = Awaited<ReturnType<typeof getTranslations<'shop'>>>
type WatchWords = Awaited<ReturnType<typeof getTranslations<'watch'>>>
type Format = Awaited<ReturnType<typeof getFormatter>>

/** Products as the stall shows them, with what is left of each. */
export async function productCards(products: readonly ProductCard[], locale: Locale, t: ShopWords) {
  const available = await availableOf(products.flatMap(({ variantIds }) => variantIds))
  return products.map((product) => ({
    slug: product.slug,
    title: inLocale(product.title, locale),
    village: inLocale(product.village, locale),
    picture: product.picture,
    price: product.from ? t('from', { price: formatMoney(product.from, locale) }) : '',
    soldOut: !product.variantIds.some((id) => (available.get(id) ?? 0) > 0),
  }))
}

/** Shows as posters: a live one says so, the others when. */
export function showCards(
  shows: readonly ShowCard[],
  locale: Locale,
  t: ShopWords,
  watch: WatchWords,
  format: Format,
) {
  return shows.map((show) => ({
    slug: show.slug,
    title: inLocale(show.title, locale),
    by: t('byHost', { host: show.hostName, cooperative: inLocale(show.cooperativeName, locale) }),
    poster: show.poster && paths.picture(show.poster.id, 640),
    color: show.poster?.color ?? '#1b2219',
    badge: watch(`state${show.state}`),
    tone: show.state === 'LIVE' ? ('live' as const) : ('plain' as const),
    when: isOnAir(show.state)
      ? null
      : format.dateTime(show.scheduledAt, {
          month: 'long',
          day: 'numeric',
          hour: 'numeric',
          minute: '2-digit',
        }),
  }))
}
