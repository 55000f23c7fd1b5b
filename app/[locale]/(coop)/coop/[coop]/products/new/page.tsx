import type { Metadata } from 'next'
import { getTranslations } from 'next-intl/server'
import { WordsForm } from '#components/catalog/words-form.tsx'
import { ButtonLink } from '#components/ui/button-link.tsx'
import { Card } from '#components/ui/card.tsx'
import { PageTitle } from '#components/ui/page-title.tsx'
import { CATEGORIES } from '#lib/catalog/model.ts'
import { mayEditCatalog } from '#lib/catalog/policy.ts'
import { paths } from '#lib/edge/paths.ts'
import { staffVisit } from '../../staff-visit.ts'
import { staffWords } from '../../staff-words.ts'
import { createDraft } from '../actions.ts'

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations('catalog')
  return { title: t('newTitle') }
}

/** A product begins with its name. */
export default async function NewProductPage({ params }: { params: Promise<{ coop: string }> }) {
  const { coop } = await params
  const [{ locale, cooperative }, t, words] = await Promise.all([
    staffVisit(coop, mayEditCatalog),
    getTranslations('catalog'),
    staffWords(),
  ])
  return (
    <>
      <PageTitle
        title={t('newTitle')}
        lead={t('newLead')}
        actions={<ButtonLink href={paths.coopProducts(locale, coop)}>{t('back')}</ButtonLink>}
      />
      <Card>
        <WordsForm
          id="new"
          locale={locale}
          send={createDraft}
          hidden={{ cooperativeId: cooperative.id }}
          plain={[
            {
              name: 'category',
              label: t('category'),
              options: CATEGORIES.map(({ code, name }) => ({ value: code, label: name[locale] })),
            },
          ]}
          localised={[
            { name: 'title', label: t('name'), hint: t('nameHint'), max: 80 },
            { name: 'story', label: t('story'), hint: t('storyHint'), max: 4000, rows: 6 },
          ]}
          words={words(t('create'))}
        />
      </Card>
    </>
  )
}
