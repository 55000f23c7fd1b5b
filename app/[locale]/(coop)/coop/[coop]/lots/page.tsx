import type { Metadata } from 'next'
import Link from 'next/link'
import { redirect } from 'next/navigation'
import { getFormatter, getTranslations } from 'next-intl/server'
import { LOT_STATE_WORDS } from '#components/inventory/movement-words.ts'
import { Badge, type BadgeTone } from '#components/ui/badge.tsx'
import { ButtonLink } from '#components/ui/button-link.tsx'
import { EmptyState } from '#components/ui/empty-state.tsx'
import { Notice } from '#components/ui/notice.tsx'
import { PageTitle } from '#components/ui/page-title.tsx'
import { Cell, HeadCell, NumberCell, Table } from '#components/ui/table.tsx'
import { paths } from '#lib/edge/paths.ts'
import { type LotState, shelfLife } from '#lib/inventory/model.ts'
import { mayMoveStock, maySeeStock } from '#lib/inventory/policy.ts'
import { lotByCode, lotsOf, stockOf } from '#lib/inventory/queries.ts'
import { inLocale } from '#lib/kernel/locale.ts'
import { Choices } from '../choices.tsx'
import { ListSearch } from '../list-search.tsx'
import { PagesOfList } from '../pages-of-list.tsx'
import { asked, staffVisit } from '../staff-visit.ts'

const TONES: Readonly<Record<LotState, BadgeTone>> = {
  EXPECTED: 'plain',
  RECEIVED: 'plain',
  OPEN: 'good',
  EXHAUSTED: 'plain',
  WRITTEN_OFF: 'urgent',
}

type Props = {
  params: Promise<{ coop: string }>
  searchParams: Promise<Record<'q' | 'variant' | 'open' | 'after', string | string[] | undefined>>
}

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations('inventory')
  return { title: t('lotsTitle') }
}

/** Every harvest that came in. */
export default async function LotsPage({ params, searchParams }: Props) {
  const [{ coop }, question] = await Promise.all([params, searchParams])
  const { actor, locale, context, cooperative } = await staffVisit(coop, maySeeStock)
  const code = asked(question.q)
  const scanned = code ? await lotByCode(cooperative.id, code) : null
  if (scanned) redirect(paths.coopLot(locale, coop, scanned.id))
  const open = asked(question.open) === '1' ? 1 : undefined
  const after = asked(question.after)
  const variant = asked(question.variant)
  const of = variant ? await stockOf(cooperative.id, variant) : null
  const [t, common, format, lots] = await Promise.all([
    getTranslations('inventory'),
    getTranslations('common'),
    getFormatter(),
    lotsOf(cooperative.id, { variantId: of?.variantId, open: open === 1, cursor: after }),
  ])
  const list = (more: { open?: 1; after?: string }) =>
    paths.coopLots(locale, coop, { variant: of?.variantId, ...more })
  const day = (date: string) => format.dateTime(new Date(date), { dateStyle: 'medium' })
  const receive = mayMoveStock(actor, cooperative.id) && !of?.retired && (
    <ButtonLink tone="forward" href={paths.coopReceive(locale, coop, { variant: of?.variantId })}>
      {t('receive')}
    </ButtonLink>
  )
  return (
    <>
      <PageTitle
        title={
          of
            ? t('lotsOf', { title: inLocale(of.title, locale), pack: inLocale(of.pack, locale) })
            : t('lotsTitle')
        }
        lead={t('lotsLead')}
        actions={
          <>
            {of && <ButtonLink href={paths.coopLots(locale, coop)}>{t('allLots')}</ButtonLink>}
            <ButtonLink href={paths.coopProducers(locale, coop)}>{t('producersTitle')}</ButtonLink>
            {receive}
          </>
        }
      />
      {code && (
        <Notice tone="urgent" className="mb-5">
          {t('codeUnknown', { code })}
        </Notice>
      )}
      <div className="mb-5 flex flex-wrap items-center gap-3">
        <div className="w-full sm:w-auto">
          <ListSearch
            action={paths.coopLots(locale, coop)}
            words={{ label: t('codeSearch'), find: t('codeOpen'), working: common('working') }}
            value={code}
          />
        </div>
        <Choices
          label={t('filter')}
          choices={[
            { href: list({}), label: t('everyLot'), current: !open },
            { href: list({ open: 1 }), label: t('openLots'), current: open === 1 },
          ]}
        />
      </div>
      {lots.rows.length === 0 ? (
        <EmptyState title={open ? t('noOpenLots') : t('noLots')} action={receive}>
          {!open && t('noLotsHint')}
        </EmptyState>
      ) : (
        <Table caption={t('lotsTitle')}>
          <thead>
            <tr>
              <HeadCell>{t('code')}</HeadCell>
              <HeadCell>{t('product')}</HeadCell>
              <HeadCell className="text-right">{t('remaining')}</HeadCell>
              <HeadCell className="max-sm:hidden">{t('bestBefore')}</HeadCell>
              <HeadCell className="max-md:hidden">{t('harvestedOn')}</HeadCell>
              <HeadCell className="max-md:hidden">{t('producer')}</HeadCell>
              <HeadCell className="max-sm:hidden">{t('state')}</HeadCell>
            </tr>
          </thead>
          <tbody>
            {lots.rows.map((lot) => {
              const state = <Badge tone={TONES[lot.state]}>{t(LOT_STATE_WORDS[lot.state])}</Badge>
              const life = lot.state === 'OPEN' ? shelfLife(lot.bestBefore, context.now()) : 'good'
              const warning = life !== 'good' && (
                <Badge tone={life === 'over' ? 'urgent' : 'trust'}>{t(life)}</Badge>
              )
              return (
                <tr key={lot.id} className="relative hover:bg-sunken">
                  <Cell className="tabular whitespace-nowrap">
                    <Link
                      href={paths.coopLot(locale, coop, lot.id)}
                      className="font-semibold after:absolute after:inset-0"
                    >
                      {lot.code}
                    </Link>
                    {lot.state !== 'OPEN' && <span className="block pt-1 sm:hidden">{state}</span>}
                  </Cell>
                  <Cell className="sm:min-w-40">
                    <span className="block font-medium">{inLocale(lot.title, locale)}</span>
                    <span className="text-soft">{inLocale(lot.pack, locale)}</span>
                    {warning && <span className="block pt-1 sm:hidden">{warning}</span>}
                  </Cell>
                  <NumberCell>
                    {t('ofReceived', { remaining: lot.remaining, received: lot.received })}
                  </NumberCell>
                  <Cell className="whitespace-nowrap max-sm:hidden">
                    {lot.bestBefore && <time dateTime={lot.bestBefore}>{day(lot.bestBefore)}</time>}
                    {warning && <span className="block pt-1">{warning}</span>}
                  </Cell>
                  <Cell className="whitespace-nowrap max-md:hidden">
                    <time dateTime={lot.harvestedOn}>{day(lot.harvestedOn)}</time>
                  </Cell>
                  <Cell className="max-md:hidden">
                    <span className="block">{lot.producerName}</span>
                    <span className="text-soft">{inLocale(lot.village, locale)}</span>
                  </Cell>
                  <Cell className="max-sm:hidden">{state}</Cell>
                </tr>
              )
            })}
          </tbody>
        </Table>
      )}
      <PagesOfList
        next={lots.next && list({ open, after: lots.next })}
        first={after ? list({ open }) : null}
        words={{ next: t('older'), first: t('newest') }}
      />
    </>
  )
}
