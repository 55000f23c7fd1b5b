import type { Metadata } from 'next'
import { getTranslations } from 'next-intl/server'
import { AirDesk } from '#components/live/air-desk.tsx'
import { paths } from '#lib/edge/paths.ts'
import { availableOf } from '#lib/inventory/queries.ts'
import { inLocale, type Locale } from '#lib/kernel/locale.ts'
import { formatMoney } from '#lib/kernel/money.ts'
import { isOnAir, isOpenFor } from '#lib/live/model.ts'
import { recentChat } from '#lib/live/queries.ts'
import { mutedAuthors, type PreparedShow } from '#lib/live/studio-queries.ts'
import { finish } from '../../../actions.ts'
import { showVisit } from '../../../studio-visit.ts'
import { mute, pin, remove, say, unmute, unpin } from './actions.ts'
import { deskWords } from './desk-words.ts'

type Props = { params: Promise<{ show: string }> }

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const [{ show, locale }, t] = await Promise.all([
    params.then(({ show }) => showVisit(show)),
    getTranslations('studio'),
  ])
  return { title: `${t('desk')} · ${inLocale(show.title, locale)}` }
}

/** The desk, for the host and whoever assists her. */
export default async function OnAirPage({ params }: Props) {
  const { show, locale, hosts } = await showVisit((await params).show)
  const products = presentProducts(show, locale)
  const [available, chat, muted, words] = await Promise.all([
    availableOf(products.flatMap(({ variantIds }) => variantIds)),
    recentChat(show.id),
    mutedAuthors(show.id),
    deskWords(),
  ])
  return (
    <AirDesk
      show={{
        id: show.id,
        slug: show.slug,
        title: inLocale(show.title, locale),
        playlist: paths.playlist(show.slug),
        poster: show.poster && paths.picture(show.poster.id, 640),
        chatOpen: isOpenFor(show.state, 'chat'),
      }}
      hosts={hosts}
      initial={{
        show: show.state,
        viewers: null,
        available: Object.fromEntries(available),
        chat: chat.map(({ id, authorId, nickname, part, text }) => ({
          id,
          authorId,
          nickname,
          part: part === 'host' || part === 'assistant' ? part : 'viewer',
          text,
        })),
        pins: [],
        pictureAt: null,
        bought: null,
        open: show.openPins.map(({ productId }) => productId),
      }}
      feedNumber={show.feedNumber}
      products={products}
      muted={muted}
      nowUrl={`${paths.onAir(locale, show.slug)}/now`}
      prepareUrl={paths.prepareShow(locale, show.slug)}
      deeds={{ pin, unpin, say, remove, mute, unmute, finish }}
      words={words}
    />
  )
}

/** What can be pinned: published, with something on sale, at the lowest price that counts now. */
function presentProducts(show: PreparedShow, locale: Locale) {
  return show.lineUp
    .filter(({ published, variants }) => published && variants.length > 0)
    .map((listing) => {
      const prices = listing.variants.map(({ price, onAirPrice }) =>
        isOnAir(show.state) ? (onAirPrice ?? price) : price,
      )
      return {
        id: listing.productId,
        title: inLocale(listing.title, locale),
        picture: listing.picture,
        price: formatMoney({ amount: Math.min(...prices), currency: show.currency }, locale),
        variantIds: listing.variants.map(({ id }) => id),
      }
    })
}
