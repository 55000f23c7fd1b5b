import type { Metadata } from 'next'
import { notFound } from 'next/navigation'
import { getTranslations } from 'next-intl/server'
import { type PlainField, WordsForm } from '#components/catalog/words-form.tsx'
import { ButtonLink } from '#components/ui/button-link.tsx'
import { Card } from '#components/ui/card.tsx'
import { PageTitle } from '#components/ui/page-title.tsx'
import { paths } from '#lib/edge/paths.ts'
import { inLocale } from '#lib/kernel/locale.ts'
import { mayHost } from '#lib/live/policy.ts'
import { cooperativesOf } from '#lib/members/queries.ts'
import { planShow } from '../../../actions.ts'
import { studioVisit } from '../../../studio-visit.ts'
import { formWords } from '../../../studio-words.ts'
import { asVillageTime } from '../../../village-time.ts'

const HOUR = 3_600_000

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations('studio')
  return { title: t('newShow') }
}

/** A show begins with a time and a title. */
export default async function NewShowPage() {
  const [{ actor, locale, context }, t, words] = await Promise.all([
    studioVisit(),
    getTranslations('studio'),
    formWords(),
  ])
  const places = (await cooperativesOf(actor)).filter(({ id }) => mayHost(actor, id))
  if (places.length === 0) notFound()
  const time: PlainField = {
    name: 'scheduledAt',
    label: t('time'),
    hint: t('timeHint'),
    type: 'datetime-local',
    // The next full hour, so that "now" is one tap away.
    value: asVillageTime(new Date(Math.ceil(context.now().getTime() / HOUR) * HOUR)),
  }
  const where: PlainField = {
    name: 'cooperativeId',
    label: t('cooperative'),
    options: places.map(({ id, name }) => ({ value: id, label: inLocale(name, locale) })),
  }
  return (
    <>
      <PageTitle
        title={t('newShow')}
        lead={t('planLead')}
        actions={<ButtonLink href={paths.studio(locale)}>{t('back')}</ButtonLink>}
      />
      <Card>
        <WordsForm
          id="new"
          locale={locale}
          send={planShow}
          hidden={places.length === 1 ? { cooperativeId: places[0]?.id } : {}}
          plain={places.length === 1 ? [time] : [where, time]}
          localised={[
            { name: 'title', label: t('title'), hint: t('titleHint'), max: 80 },
            { name: 'story', label: t('story'), hint: t('storyHint'), max: 2_000, rows: 4 },
          ]}
          words={words(t('plan'))}
        />
      </Card>
    </>
  )
}
