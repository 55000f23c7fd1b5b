import type { Metadata } from 'next'
import { notFound } from 'next/navigation'
import { getTranslations } from 'next-intl/server'
import { cache } from 'react'
import { WordsForm } from '#components/catalog/words-form.tsx'
import { ButtonLink } from '#components/ui/button-link.tsx'
import { Card } from '#components/ui/card.tsx'
import { PageTitle } from '#components/ui/page-title.tsx'
import { CATEGORIES, categoryName } from '#lib/catalog/model.ts'
import { mayEditCatalog } from '#lib/catalog/policy.ts'
import { staffProduct } from '#lib/catalog/queries.ts'
import { paths } from '#lib/edge/paths.ts'
import { inLocale } from '#lib/kernel/locale.ts'
import { staffVisit } from '../../staff-visit.ts'
import { staffWords } from '../../staff-words.ts'
import { saveWords } from '../actions.ts'
import { PictureList } from './picture-list.tsx'
import { ProductState } from './product-state.tsx'
import { VariantList } from './variant-list.tsx'

type Props = { params: Promise<{ coop: string; product: string }> }

const read = cache(staffProduct)

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const { coop, product: id } = await params
  const { cooperative, locale } = await staffVisit(coop, mayEditCatalog)
  const product = await read(cooperative.id, id)
  return { title: product ? inLocale(product.title, locale) : undefined }
}

/** One product: its state, its words, its pictures, its packs. */
export default async function ProductPage({ params }: Props) {
  const { coop, product: id } = await params
  const [{ locale, cooperative }, t, words] = await Promise.all([
    staffVisit(coop, mayEditCatalog),
    getTranslations('catalog'),
    staffWords(),
  ])
  const product = await read(cooperative.id, id)
  if (!product) notFound()
  return (
    <>
      <PageTitle
        title={inLocale(product.title, locale)}
        lead={inLocale(categoryName(product.category), locale)}
        actions={<ButtonLink href={paths.coopProducts(locale, coop)}>{t('back')}</ButtonLink>}
      />
      <div className="flex flex-col gap-5">
        <ProductState product={product} />
        <PictureList product={product} coop={coop} />
        <VariantList product={product} coop={coop} />
        <Card title={t('words')} lead={t('wordsLead')}>
          <WordsForm
            id="words"
            locale={locale}
            send={saveWords}
            hidden={{ productId: product.id }}
            plain={[
              {
                name: 'category',
                label: t('category'),
                value: product.category,
                options: CATEGORIES.map(({ code, name }) => ({ value: code, label: name[locale] })),
              },
            ]}
            localised={[
              { name: 'title', label: t('name'), max: 80, value: product.title },
              { name: 'story', label: t('story'), max: 4000, rows: 8, value: product.story },
            ]}
            words={words(t('save'))}
          />
        </Card>
      </div>
    </>
  )
}
