import type { Metadata } from 'next'
import Link from 'next/link'
import { getTranslations } from 'next-intl/server'
import { WordsForm } from '#components/catalog/words-form.tsx'
import { ButtonLink } from '#components/ui/button-link.tsx'
import { Card } from '#components/ui/card.tsx'
import { EmptyState } from '#components/ui/empty-state.tsx'
import { PageTitle } from '#components/ui/page-title.tsx'
import { PlainForm } from '#components/ui/plain-form.tsx'
import { mayEditProducers } from '#lib/catalog/policy.ts'
import { producersOf } from '#lib/catalog/queries.ts'
import { paths } from '#lib/edge/paths.ts'
import { mayMoveStock } from '#lib/inventory/policy.ts'
import { stockOf, stockTable } from '#lib/inventory/queries.ts'
import { inLocale } from '#lib/kernel/locale.ts'
import { ListSearch } from '../../list-search.tsx'
import { PagesOfList } from '../../pages-of-list.tsx'
import { asked, staffVisit } from '../../staff-visit.ts'
import { staffWords } from '../../staff-words.ts'
import { keepProducer, receive } from '../actions.ts'
import { producerFields } from '../producer-fields.ts'

type Props = {
  params: Promise<{ coop: string }>
  searchParams: Promise<Record<'q' | 'variant' | 'after', string | string[] | undefined>>
}

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations('inventory')
  return { title: t('receiveTitle') }
}

/** A harvest comes in: first what it is, then whose, how many and of which day. */
export default async function ReceivePage({ params, searchParams }: Props) {
  const [{ coop }, question] = await Promise.all([params, searchParams])
  const { locale, context, cooperative, actor } = await staffVisit(coop, mayMoveStock)
  const asks = asked(question.variant)
  const variant = asks ? await stockOf(cooperative.id, asks) : null
  const [t, words] = await Promise.all([getTranslations('inventory'), staffWords()])
  const back = <ButtonLink href={paths.coopLots(locale, coop)}>{t('backLots')}</ButtonLink>
  if (!variant || variant.retired)
    return (
      <>
        <PageTitle title={t('receiveTitle')} lead={t('chooseVariant')} actions={back} />
        <ChooseVariant
          cooperativeId={cooperative.id}
          coop={coop}
          q={asked(question.q)}
          after={asked(question.after)}
        />
      </>
    )
  const producers = await producersOf(cooperative.id)
  const today = new Intl.DateTimeFormat('en-CA', { timeZone: 'Asia/Shanghai' }).format(context.now())
  return (
    <>
      <PageTitle
        title={`${inLocale(variant.title, locale)}, ${inLocale(variant.pack, locale)}`}
        lead={t('receiveLead')}
        actions={
          <>
            {back}
            <ButtonLink href={paths.coopReceive(locale, coop)}>{t('otherVariant')}</ButtonLink>
          </>
        }
      />
      <div className="grid items-start gap-5 lg:grid-cols-[1fr_24rem]">
        <Card title={t('receiveTitle')}>
          {producers.length === 0 ? (
            <EmptyState title={t('noProducers')}>{t('noProducersHint')}</EmptyState>
          ) : (
            <PlainForm
              id="receive"
              send={receive}
              hidden={{ cooperativeId: cooperative.id, variantId: variant.variantId }}
              words={words(t('receiveDo'))}
              fields={[
                {
                  name: 'quantity',
                  label: t('quantity'),
                  inputMode: 'numeric',
                  maxLength: 6,
                  pattern: '[0-9]+',
                  autoComplete: 'off',
                },
                {
                  name: 'producerId',
                  label: t('producer'),
                  options: producers.map(({ id, name, village }) => ({
                    value: id,
                    label: inLocale(village, locale) ? `${name}, ${inLocale(village, locale)}` : name,
                  })),
                },
                { name: 'harvestedOn', label: t('harvestedOn'), type: 'date', defaultValue: today },
                { name: 'bestBefore', label: t('bestBefore'), type: 'date', optional: true },
                {
                  name: `village.${locale}`,
                  label: t('village'),
                  hint: t('villageHint'),
                  optional: true,
                  maxLength: 120,
                },
              ]}
            />
          )}
        </Card>
        {mayEditProducers(actor, cooperative.id) && (
          <div key={producers.length} className="rounded-md border border-line bg-raised px-5 py-3">
            <WordsForm
              id="producer"
              locale={locale}
              send={keepProducer}
              hidden={{ cooperativeId: cooperative.id }}
              {...producerFields(t)}
              words={words(t('saveProducer'))}
              narrow
              folded={{ label: t('newProducer'), open: producers.length === 0 }}
            />
          </div>
        )}
      </div>
    </>
  )
}

type ChooseProps = { cooperativeId: string; coop: string; q: string | undefined; after: string | undefined }

async function ChooseVariant({ cooperativeId, coop, q, after }: ChooseProps) {
  const [{ locale }, t, common, stock] = await Promise.all([
    staffVisit(coop, mayMoveStock),
    getTranslations('inventory'),
    getTranslations('common'),
    stockTable(cooperativeId, { words: q, cursor: after }),
  ])
  const rows = stock.rows.filter(({ retired }) => !retired)
  return (
    <>
      <ListSearch
        action={paths.coopReceive(locale, coop)}
        words={{ label: t('search'), find: t('find'), working: common('working') }}
        value={q}
      />
      {rows.length === 0 ? (
        <div className="mt-5">
          <EmptyState
            title={q ? t('noneFound') : t('noStock')}
            action={
              <ButtonLink href={q ? paths.coopReceive(locale, coop) : paths.coopProducts(locale, coop)}>
                {q ? t('showAll') : t('toProducts')}
              </ButtonLink>
            }
          >
            {q ? t('noneFoundHint') : t('noStockHint')}
          </EmptyState>
        </div>
      ) : (
        <ul className="mt-5 rounded-md border border-line bg-raised">
          {rows.map(({ variantId, title, pack, available }) => (
            <li key={variantId} className="border-line not-first:border-t">
              <Link
                href={paths.coopReceive(locale, coop, { variant: variantId })}
                className="grid min-h-14 grid-cols-[1fr_auto] items-center gap-x-4 px-4 py-2 hover:bg-sunken sm:grid-cols-[1fr_1fr_auto]"
              >
                <span className="font-semibold">{inLocale(title, locale)}</span>
                <span className="text-soft max-sm:col-start-1">{inLocale(pack, locale)}</span>
                <span className="tabular text-sm text-soft max-sm:row-span-2 max-sm:row-start-1 max-sm:col-start-2">
                  {t('available')} {available}
                </span>
              </Link>
            </li>
          ))}
        </ul>
      )}
      <PagesOfList
        next={stock.next && `${paths.coopReceive(locale, coop, { q })}${q ? '&' : '?'}after=${stock.next}`}
        first={after ? paths.coopReceive(locale, coop, { q }) : null}
        words={{ next: t('next'), first: t('firstPage') }}
      />
    </>
  )
}
