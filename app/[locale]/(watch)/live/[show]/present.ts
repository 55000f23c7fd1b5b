import type { ChatLine, ListingView, MomentView, ShowView } from '#components/live/watch-view.ts'
import { clock } from '#components/player/clock.ts'
import { paths } from '#lib/edge/paths.ts'
import { inLocale, type Locale } from '#lib/kernel/locale.ts'
import { formatMoney } from '#lib/kernel/money.ts'
import type { ShowPage, ChatLine as StoredLine } from '#lib/live/model.ts'
import type { Moment } from '#lib/live/replay-queries.ts'

/** What a viewer's page may know of a show, in her language. */
export function presentShow(show: ShowPage, locale: Locale): ShowView {
  return {
    id: show.id,
    slug: show.slug,
    state: show.state,
    title: inLocale(show.title, locale),
    story: inLocale(show.story, locale),
    hostName: show.hostName,
    cooperative: {
      slug: show.cooperative.slug,
      name: inLocale(show.cooperative.name, locale),
      village: inLocale(show.cooperative.village, locale),
    },
    poster: show.poster && paths.picture(show.poster.id, 640),
    scheduledAt: show.scheduledAt.toISOString(),
    playlist: paths.playlist(show.slug),
    captions: show.captions && {
      src: paths.captions(show.captions.id),
      language: show.captions.language,
    },
    feedNumber: show.feedNumber,
  }
}

export function presentLineUp(
  show: ShowPage,
  available: ReadonlyMap<string, number>,
  locale: Locale,
): readonly ListingView[] {
  const { currency } = show.cooperative
  return show.lineUp.map((product) => {
    const title = inLocale(product.title, locale)
    return {
      productId: product.id,
      slug: product.slug,
      title,
      picture: product.picture,
      alt: product.picture ? inLocale(product.picture.alt, locale) || title : title,
      variants: product.variants.map((variant) => ({
        id: variant.id,
        pack: inLocale(variant.pack, locale),
        price: formatMoney({ amount: variant.price, currency }, locale),
        amount: variant.price,
        // Only a price that was higher is worth crossing out.
        usual:
          variant.usualPrice !== null && variant.usualPrice > variant.price
            ? formatMoney({ amount: variant.usualPrice, currency }, locale)
            : null,
        available: available.get(variant.id) ?? 0,
      })),
    }
  })
}

/** The replay's product moments, each with its place in the film. */
export function presentMoments(moments: readonly Moment[], locale: Locale): readonly MomentView[] {
  return moments.map(({ pinId, productId, title, at, seconds }) => ({
    pinId,
    productId,
    title: inLocale(title, locale),
    at: at.getTime(),
    offset: clock(seconds),
  }))
}

/** A line as everyone may read it. */
export function presentLine({ id, authorId, nickname, part, text }: StoredLine): ChatLine {
  return { id, authorId, nickname, part: part === 'host' || part === 'assistant' ? part : 'viewer', text }
}
