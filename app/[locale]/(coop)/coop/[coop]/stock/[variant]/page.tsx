import type { Metadata } from 'next'
import { notFound } from 'next/navigation'
import { getFormatter, getTranslations } from 'next-intl/server'
import { LevelFigures, LiveLevels } from '#components/inventory/live-levels.tsx'
import { ButtonLink } from '#components/ui/button-link.tsx'
import { PageTitle } from '#components/ui/page-title.tsx'
import { PlainForm } from '#components/ui/plain-form.tsx'
import { paths } from '#lib/edge/paths.ts'
import { mayMoveStock, maySeeStock } from '#lib/inventory/policy.ts'
import { ledgerOf, lotsOf, stockOf } from '#lib/inventory/queries.ts'
import { inLocale } from '#lib/kernel/locale.ts'
import { asked, staffVisit } from '../../staff-visit.ts'
import { staffWords } from '../../staff-words.ts'
import { correctCount } from '../actions.ts'
import { LedgerTable } from './ledger-table.tsx'

type Props = {
  params: Promise<{ coop: string; variant: string }>
  searchParams: Promise<Record<'after', string | string[] | undefined>>
}

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations('inventory')
  return { title: t('ledger') }
}

/** One variant: what there is, what moved, and the correction of a wrong count. */
export default async function LedgerPage({ params, searchParams }: Props) {
  const [{ coop, variant: variantId }, question] = await Promise.all([params, searchParams])
  const { actor, locale, cooperative } = await staffVisit(coop, maySeeStock)
  const stock = await stockOf(cooperative.id, variantId)
  if (!stock) notFound()
  const after = asked(question.after)
  const mayMove = mayMoveStock(actor, cooperative.id)
  const [t, format, words, ledger, lots] = await Promise.all([
    getTranslations('inventory'),
    getFormatter(),
    staffWords(),
    ledgerOf(variantId, after ?? null),
    mayMove ? lotsOf(cooperative.id, { variantId, open: true }) : { rows: [] },
  ])
  const title = inLocale(stock.title, locale)
  const pack = inLocale(stock.pack, locale)
  const initial = { [variantId]: { onHand: stock.onHand, held: stock.held } }
  return (
    <>
      <PageTitle
        title={t('ledgerTitle', { title, pack })}
        actions={
          <>
            <ButtonLink href={paths.coopStock(locale, coop)}>{t('back')}</ButtonLink>
            <ButtonLink href={paths.coopLots(locale, coop, { variant: variantId })}>
              {t('lotsTitle')}
            </ButtonLink>
            {mayMove && !stock.retired && (
              <ButtonLink tone="forward" href={paths.coopReceive(locale, coop, { variant: variantId })}>
                {t('receive')}
              </ButtonLink>
            )}
          </>
        }
      />
      <LiveLevels
        key={JSON.stringify(initial)}
        url={`${paths.coopLevels(locale, coop)}?of=${variantId}`}
        initial={initial}
        remake={!after}
      >
        <LevelFigures
          variantId={variantId}
          words={{ onHand: t('onHand'), held: t('held'), available: t('available') }}
        />
      </LiveLevels>
      {mayMove && (
        <div className="no-print mt-4 rounded-md border border-line bg-raised px-4 py-1">
          <PlainForm
            id="adjust"
            send={correctCount}
            hidden={{ variantId }}
            words={words(t('adjustDo'))}
            tone="plain"
            folded={{
              label: t('adjust'),
              className: 'max-w-xl',
              lead: <p className="mb-4 text-soft">{t('adjustLead')}</p>,
            }}
            fields={[
              {
                name: 'direction',
                label: t('direction'),
                options: [
                  { value: 'fewer', label: t('fewer') },
                  { value: 'more', label: t('more') },
                ],
              },
              {
                name: 'quantity',
                label: t('packsCount'),
                inputMode: 'numeric',
                maxLength: 6,
                pattern: '[0-9]+',
                autoComplete: 'off',
              },
              {
                name: 'lotId',
                label: t('whichLot'),
                optional: true,
                options: [
                  { value: '', label: t('anyLot') },
                  ...lots.rows.map((lot) => ({
                    value: lot.id,
                    label: t('lotOption', {
                      code: lot.code,
                      remaining: lot.remaining,
                      date: format.dateTime(new Date(lot.harvestedOn), { dateStyle: 'medium' }),
                    }),
                  })),
                ],
              },
              {
                name: 'reason',
                label: t('reason'),
                hint: t('reasonHint'),
                maxLength: 300,
                autoComplete: 'off',
              },
            ]}
          />
        </div>
      )}
      <div className="mt-8">
        <h2 className="text-xl">{t('ledger')}</h2>
        <p className="mt-1 mb-3 text-soft">{t('ledgerLead')}</p>
        <LedgerTable ledger={ledger} coop={coop} variantId={variantId} paged={Boolean(after)} />
      </div>
    </>
  )
}
