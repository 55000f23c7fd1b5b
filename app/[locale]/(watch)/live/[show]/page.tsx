import type { Metadata } from 'next'
import { notFound } from 'next/navigation'
import { getFormatter, getTranslations } from 'next-intl/server'
import { cache } from 'react'
import { BoughtToast } from '#components/live/bought-toast.tsx'
import { Chat } from '#components/live/chat.tsx'
import { Countdown } from '#components/live/countdown.tsx'
import { LineUp } from '#components/live/line-up.tsx'
import { LiveBar } from '#components/live/live-bar.tsx'
import { PinnedCards } from '#components/live/pinned-cards.tsx'
import { RemindForm } from '#components/live/remind-form.tsx'
import { Stage } from '#components/live/stage.tsx'
import { WatchRoom } from '#components/live/watch-room.tsx'
import { paths } from '#lib/edge/paths.ts'
import { visit } from '#lib/edge/request.ts'
import { availableOf } from '#lib/inventory/queries.ts'
import { inLocale } from '#lib/kernel/locale.ts'
import { isOpenFor } from '#lib/live/model.ts'
import { recentChat, showPage } from '#lib/live/queries.ts'
import { momentsOf } from '#lib/live/replay-queries.ts'
import { askReminder, say } from './actions.ts'
import { presentLine, presentLineUp, presentMoments, presentShow } from './present.ts'
import { watchWords } from './words.ts'

type Props = { params: Promise<{ show: string }> }

// The title and the page below it are made of the same.
const readShow = cache(showPage)

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const [{ show: slug }, { locale }] = await Promise.all([params, visit()])
  const show = await readShow(slug)
  if (!show) return {}
  return {
    title: inLocale(show.title, locale),
    description: inLocale(show.story, locale),
    openGraph: { images: show.poster ? [paths.picture(show.poster.id, 640)] : [] },
  }
}

export default async function LivePage({ params }: Props) {
  const [{ show: slug }, { actor, locale }] = await Promise.all([params, visit()])
  const page = await readShow(slug)
  if (!page) notFound()
  const variantIds = page.lineUp.flatMap(({ variants }) => variants.map(({ id }) => id))
  const [available, chat, moments, t, format] = await Promise.all([
    availableOf(variantIds),
    recentChat(page.id),
    momentsOf(page),
    getTranslations('watch'),
    getFormatter(),
  ])
  const show = presentShow(page, locale)
  const listings = presentLineUp(page, available, locale)
  const words = watchWords(t)
  const checkout = paths.checkout(locale, page.cooperative.slug)
  const productBase = paths.product(locale, '')
  const open = page.pins.filter(({ to }) => to === null)
  const shop = { listings, checkout, productBase, showId: page.id, words }

  return (
    <WatchRoom
      slug={slug}
      feedNumber={page.feedNumber}
      initial={{
        show: page.state,
        viewers: null,
        available: Object.fromEntries(available),
        chat: chat.map(presentLine),
        // Until the player knows its picture, what the host holds up now is the best there is.
        pins: open
          .reverse()
          .map(({ id, productId, from }) => ({ id, productId, from: from.getTime(), to: null })),
        pictureAt: null,
        bought: null,
      }}
    >
      <div className="night relative grid grid-cols-1 lg:h-dvh lg:grid-cols-[22rem_minmax(0,1fr)_24rem] lg:grid-rows-1 lg:overflow-hidden">
        <main id="main" className="contents">
          <Stage
            show={show}
            moments={presentMoments(moments, locale)}
            words={words}
            bar={<LiveBar show={show} home={paths.home(locale)} words={words} />}
            side={
              <>
                <Chat
                  showId={page.id}
                  guest={actor.kind === 'guest'}
                  open={isOpenFor(page.state, 'chat')}
                  say={say}
                  words={words}
                />
                <BoughtToast listings={listings} words={words} />
                <PinnedCards {...shop} />
                <a
                  href="#line-up"
                  className="pointer-events-auto flex min-h-12 items-center justify-center rounded-md border border-night-line bg-night/70 font-semibold lg:hidden"
                >
                  {words.toLineUp}
                </a>
              </>
            }
          >
            {page.state === 'CANCELLED' || page.replayGone ? (
              <p className="text-xl">{page.replayGone ? words.replayGone : words.cancelled}</p>
            ) : (
              <>
                <p className="text-night-soft">
                  {t('startsAt', {
                    date: format.dateTime(page.scheduledAt, { dateStyle: 'full', timeStyle: 'short' }),
                  })}
                </p>
                <Countdown to={show.scheduledAt} words={words} />
                <RemindForm
                  showId={page.id}
                  locale={locale}
                  guest={actor.kind === 'guest'}
                  ask={askReminder}
                  words={words}
                />
              </>
            )}
            <noscript>{words.noScript}</noscript>
          </Stage>
          <div className="relative z-20 col-start-1 rounded-t-lg bg-paper p-4 pb-10 text-ink [color-scheme:light] lg:row-start-1 lg:overflow-y-auto lg:rounded-none">
            <LineUp {...shop} />
            {show.story && (
              <section className="mt-8">
                <h2 className="text-xl">{words.aboutShow}</h2>
                <p className="mt-2 whitespace-pre-line text-soft">{show.story}</p>
                <p className="mt-2 text-faint text-sm">
                  {t('from', { cooperative: show.cooperative.name, village: show.cooperative.village })}
                </p>
              </section>
            )}
          </div>
        </main>
      </div>
    </WatchRoom>
  )
}
