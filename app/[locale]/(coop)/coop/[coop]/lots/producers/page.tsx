import type { Metadata } from 'next'
import { getTranslations } from 'next-intl/server'
import { WordsForm } from '#components/catalog/words-form.tsx'
import { ButtonLink } from '#components/ui/button-link.tsx'
import { EmptyState } from '#components/ui/empty-state.tsx'
import { PageTitle } from '#components/ui/page-title.tsx'
import { Picture } from '#components/ui/picture.tsx'
import { mayEditProducers, maySeeCatalog } from '#lib/catalog/policy.ts'
import { producersOf } from '#lib/catalog/queries.ts'
import { paths } from '#lib/edge/paths.ts'
import { inLocale } from '#lib/kernel/locale.ts'
import { staffVisit } from '../../staff-visit.ts'
import { staffWords } from '../../staff-words.ts'
import { keepProducer } from '../actions.ts'
import { producerFields } from '../producer-fields.ts'

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations('inventory')
  return { title: t('producersTitle') }
}

/** Those who grow what the cooperative sells. */
export default async function ProducersPage({ params }: { params: Promise<{ coop: string }> }) {
  const { coop } = await params
  const { actor, locale, cooperative } = await staffVisit(coop, maySeeCatalog)
  const [t, words, producers] = await Promise.all([
    getTranslations('inventory'),
    staffWords(),
    producersOf(cooperative.id),
  ])
  const mayEdit = mayEditProducers(actor, cooperative.id)
  return (
    <>
      <PageTitle
        title={t('producersTitle')}
        lead={t('producersLead')}
        actions={<ButtonLink href={paths.coopLots(locale, coop)}>{t('backLots')}</ButtonLink>}
      />
      {producers.length === 0 && <EmptyState title={t('noProducers')}>{t('noProducersHint')}</EmptyState>}
      <ul className="rounded-md border border-line bg-raised empty:hidden">
        {producers.map((producer) => (
          <li key={producer.id} className="border-line p-5 not-first:border-t">
            <div className="flex gap-4">
              <Picture
                picture={producer.portrait}
                alt={producer.name}
                sizes="72px"
                className="size-18 shrink-0 rounded-md"
              />
              <div className="min-w-0">
                <h2 className="text-lg">{producer.name}</h2>
                <p className="text-sm text-soft">{inLocale(producer.village, locale)}</p>
                <p className="mt-2 max-w-3xl">{inLocale(producer.story, locale)}</p>
              </div>
            </div>
            {mayEdit && (
              <div className="no-print mt-2">
                <WordsForm
                  id={producer.id}
                  locale={locale}
                  send={keepProducer}
                  hidden={{ cooperativeId: cooperative.id, producerId: producer.id }}
                  {...producerFields(t, producer)}
                  words={words(t('saveProducer'))}
                  folded={{ label: t('editProducer', { name: producer.name }) }}
                />
              </div>
            )}
          </li>
        ))}
      </ul>
      {mayEdit && (
        <div
          key={producers.length}
          className="no-print mt-5 rounded-md border border-line bg-raised px-5 py-3"
        >
          <WordsForm
            id="new-producer"
            locale={locale}
            send={keepProducer}
            hidden={{ cooperativeId: cooperative.id }}
            {...producerFields(t)}
            words={words(t('saveProducer'))}
            folded={{ label: t('newProducer'), tone: 'plain', open: producers.length === 0 }}
          />
        </div>
      )}
    </>
  )
}
