import type { Metadata } from 'next'
import { getFormatter, getTranslations } from 'next-intl/server'
import { Badge } from '#components/ui/badge.tsx'
import { ButtonLink } from '#components/ui/button-link.tsx'
import { EmptyState } from '#components/ui/empty-state.tsx'
import { PageTitle } from '#components/ui/page-title.tsx'
import { Picture } from '#components/ui/picture.tsx'
import { paths } from '#lib/edge/paths.ts'
import { isId } from '#lib/kernel/ids.ts'
import { inLocale } from '#lib/kernel/locale.ts'
import { isOnAir } from '#lib/live/model.ts'
import { mayAssist, mayHost } from '#lib/live/policy.ts'
import { type StudioShow, studioShows } from '#lib/live/studio-queries.ts'
import { studioVisit } from '../studio-visit.ts'
import { STATE_TONES, stateWords } from '../studio-words.ts'

type Props = { searchParams: Promise<{ after?: string | string[] }> }

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations('studio')
  return { title: t('shows') }
}

/** Every show one hosts or assists in: what is on air, what comes, what was. */
export default async function StudioPage({ searchParams }: Props) {
  const [{ actor, locale }, t, { after }] = await Promise.all([
    studioVisit(),
    getTranslations('studio'),
    searchParams,
  ])
  const { shows, next } = await studioShows(actor, isId('show', after) ? after : null)
  const places = actor.memberships.map(({ cooperativeId }) => cooperativeId)
  const hosts = actor.platformAdmin || places.some((place) => mayHost(actor, place))
  if (!hosts && !places.some((place) => mayAssist(actor, place)))
    return (
      <div className="pt-10">
        <EmptyState title={t('noStudio')}>{t('noStudioHint')}</EmptyState>
      </div>
    )

  const plan = hosts && (
    <ButtonLink tone="forward" href={paths.newShow(locale)}>
      {t('newShow')}
    </ButtonLink>
  )
  const groups = [
    { title: t('groupAir'), shows: shows.filter(({ state }) => isOnAir(state)) },
    { title: t('groupNext'), shows: shows.filter(({ state }) => state === 'SCHEDULED').reverse() },
    { title: t('groupPast'), shows: shows.filter(({ state }) => !isOnAir(state) && state !== 'SCHEDULED') },
  ].filter((group) => group.shows.length > 0)
  return (
    <>
      <PageTitle title={t('shows')} lead={t('showsLead')} actions={shows.length > 0 && plan} />
      {shows.length === 0 && (
        <EmptyState title={t('noShows')} action={plan}>
          {t('noShowsHint')}
        </EmptyState>
      )}
      {groups.map(({ title, shows: members }) => (
        <section key={title} className="pb-8">
          <h2 className="pb-3 text-lg text-soft">{title}</h2>
          <ul className="grid gap-3 lg:grid-cols-2">
            {members.map((show) => (
              <ShowRow key={show.id} show={show} />
            ))}
          </ul>
        </section>
      ))}
      {next && (
        <ButtonLink href={`${paths.studio(locale)}?after=${next}`} className="mb-8">
          {t('more')}
        </ButtonLink>
      )}
    </>
  )
}

async function ShowRow({ show }: { show: StudioShow }) {
  const [{ locale }, t, format] = await Promise.all([
    studioVisit(),
    getTranslations('studio'),
    getFormatter(),
  ])
  const onAir = isOnAir(show.state)
  const when = show.startedAt ?? show.scheduledAt
  return (
    <li className="flex gap-4 rounded-md border border-line bg-raised p-3">
      <Picture picture={show.poster} alt="" sizes="84px" className="h-28 w-21 shrink-0 rounded-sm" />
      <div className="flex min-w-0 flex-1 flex-col items-start gap-1">
        <Badge tone={STATE_TONES[show.state]}>{stateWords(t)[show.state]}</Badge>
        <h3 className="line-clamp-2 text-lg">{inLocale(show.title, locale)}</h3>
        <p className="tabular text-soft text-sm">
          {format.dateTime(when, { dateStyle: 'medium', timeStyle: 'short' })} ·{' '}
          {t('listings', { count: show.listings })}
        </p>
        <div className="mt-auto flex flex-wrap gap-2 pt-2">
          {onAir && (
            <ButtonLink tone="hot" href={paths.onAir(locale, show.slug)}>
              {t('toDesk')}
            </ButtonLink>
          )}
          <ButtonLink href={paths.prepareShow(locale, show.slug)}>
            {show.state === 'SCHEDULED' || onAir ? t('prepare') : t('words')}
          </ButtonLink>
        </div>
      </div>
    </li>
  )
}
