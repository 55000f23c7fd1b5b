import type { Metadata } from 'next'
import { notFound } from 'next/navigation'
import { getFormatter, getTranslations } from 'next-intl/server'
import { cache } from 'react'
import { LOT_STATE_WORDS } from '#components/inventory/movement-words.ts'
import { ButtonLink } from '#components/ui/button-link.tsx'
import { Card } from '#components/ui/card.tsx'
import { Notice } from '#components/ui/notice.tsx'
import { PageTitle } from '#components/ui/page-title.tsx'
import { PlainForm } from '#components/ui/plain-form.tsx'
import { paths } from '#lib/edge/paths.ts'
import { mayMoveStock, maySeeStock } from '#lib/inventory/policy.ts'
import { lotOf } from '#lib/inventory/queries.ts'
import { inLocale } from '#lib/kernel/locale.ts'
import { staffVisit } from '../../staff-visit.ts'
import { staffWords } from '../../staff-words.ts'
import { writeOff } from '../actions.ts'

type Props = { params: Promise<{ coop: string; lot: string }> }

const read = cache(lotOf)

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const [{ coop, lot: id }, t] = await Promise.all([params, getTranslations('inventory')])
  const { cooperative } = await staffVisit(coop, maySeeStock)
  const lot = await read(cooperative.id, id)
  return { title: lot ? t('lotTitle', { code: lot.code }) : undefined }
}

/** One harvest: where it is from, what is left, and what spoiled. */
export default async function LotPage({ params }: Props) {
  const { coop, lot: id } = await params
  const { actor, locale, cooperative } = await staffVisit(coop, maySeeStock)
  const lot = await read(cooperative.id, id)
  if (!lot) notFound()
  const [t, format, words] = await Promise.all([getTranslations('inventory'), getFormatter(), staffWords()])
  const day = (date: Date | string) => format.dateTime(new Date(date), { dateStyle: 'long' })
  const facts = [
    [t('producer'), lot.producerName],
    [t('village'), inLocale(lot.village, locale)],
    [t('harvestedOn'), day(lot.harvestedOn)],
    [t('bestBefore'), lot.bestBefore ? day(lot.bestBefore) : '–'],
    [t('received'), day(lot.receivedAt)],
    [t('remaining'), t('ofReceived', { remaining: lot.remaining, received: lot.received })],
    [t('state'), t(LOT_STATE_WORDS[lot.state])],
  ] as const
  const reason = { name: 'reason', label: t('reason'), maxLength: 300, autoComplete: 'off' } as const
  return (
    <>
      <PageTitle
        title={<span className="tabular">{t('lotTitle', { code: lot.code })}</span>}
        lead={t('lotOf', { title: inLocale(lot.title, locale), pack: inLocale(lot.pack, locale) })}
        actions={
          <>
            <ButtonLink href={paths.coopLots(locale, coop)}>{t('backLots')}</ButtonLink>
            <ButtonLink href={paths.coopLedger(locale, coop, lot.variantId)}>{t('toLedger')}</ButtonLink>
          </>
        }
      />
      <div className="grid items-start gap-5 lg:grid-cols-2">
        <dl className="grid grid-cols-[auto_1fr] gap-x-6 rounded-md border border-line bg-raised px-5 py-3">
          {facts.map(([name, value]) => (
            <div
              key={name}
              className="col-span-2 grid grid-cols-subgrid border-line py-2.5 not-first:border-t"
            >
              <dt className="text-soft">{name}</dt>
              <dd className="tabular font-medium">{value}</dd>
            </div>
          ))}
        </dl>
        {mayMoveStock(actor, cooperative.id) && lot.state === 'OPEN' && (
          <Card title={t('spoil')} lead={t('spoilLead')} className="no-print">
            <PlainForm
              id="spoil"
              send={writeOff}
              hidden={{ lotId: lot.id }}
              tone="plain"
              words={words(t('spoilDo'))}
              fields={[
                {
                  name: 'quantity',
                  label: t('spoilQuantity'),
                  inputMode: 'numeric',
                  maxLength: 6,
                  pattern: '[0-9]+',
                  autoComplete: 'off',
                },
                reason,
              ]}
            />
            <div className="border-line border-t pt-3">
              <PlainForm
                id="spoil-all"
                send={writeOff}
                hidden={{ lotId: lot.id }}
                tone="danger"
                words={words(t('spoilAllSure'))}
                fields={[reason]}
                folded={{
                  label: t('spoilAll'),
                  lead: (
                    <Notice
                      tone="urgent"
                      title={t('spoilAllAsk', { code: lot.code, remaining: lot.remaining })}
                      className="mb-4"
                    >
                      {t('spoilAllHint')}
                    </Notice>
                  ),
                }}
              />
            </div>
          </Card>
        )}
      </div>
    </>
  )
}
