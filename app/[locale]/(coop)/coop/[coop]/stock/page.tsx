import type { Metadata } from 'next'
import Link from 'next/link'
import { getTranslations } from 'next-intl/server'
import { LevelCells, LiveLevels } from '#components/inventory/live-levels.tsx'
import { Badge } from '#components/ui/badge.tsx'
import { ButtonLink } from '#components/ui/button-link.tsx'
import { EmptyState } from '#components/ui/empty-state.tsx'
import { PageTitle } from '#components/ui/page-title.tsx'
import { Cell, HeadCell, Table } from '#components/ui/table.tsx'
import { paths } from '#lib/edge/paths.ts'
import type { StockRow } from '#lib/inventory/model.ts'
import { mayMoveStock, maySeeStock } from '#lib/inventory/policy.ts'
import { stockTable, stockTotals } from '#lib/inventory/queries.ts'
import { inLocale } from '#lib/kernel/locale.ts'
import { ListSearch } from '../list-search.tsx'
import { PagesOfList } from '../pages-of-list.tsx'
import { asked, staffVisit } from '../staff-visit.ts'

type Props = {
  params: Promise<{ coop: string }>
  searchParams: Promise<Record<'q' | 'after', string | string[] | undefined>>
}

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations('inventory')
  return { title: t('stockTitle') }
}

/** What is in the shed, what of it buyers hold, and what is left to sell. */
export default async function StockPage({ params, searchParams }: Props) {
  const [{ coop }, question] = await Promise.all([params, searchParams])
  const { actor, locale, cooperative } = await staffVisit(coop, maySeeStock)
  const q = asked(question.q)
  const after = asked(question.after)
  const [t, common, stock, totals] = await Promise.all([
    getTranslations('inventory'),
    getTranslations('common'),
    stockTable(cooperative.id, { words: q, cursor: after }),
    stockTotals(cooperative.id),
  ])
  const mayMove = mayMoveStock(actor, cooperative.id)
  if (totals.variants === 0)
    return (
      <>
        <PageTitle title={t('stockTitle')} />
        <EmptyState
          title={t('noStock')}
          action={
            <ButtonLink tone="forward" href={paths.coopProducts(locale, coop)}>
              {t('toProducts')}
            </ButtonLink>
          }
        >
          {t('noStockHint')}
        </EmptyState>
      </>
    )
  const initial = Object.fromEntries(
    stock.rows.map(({ variantId, onHand, held }) => [variantId, { onHand, held }]),
  )
  const url = `${paths.coopLevels(locale, coop)}?of=${Object.keys(initial).join(',')}`
  return (
    <>
      <PageTitle
        title={t('stockTitle')}
        lead={t('stockLead', totals)}
        actions={
          mayMove && (
            <ButtonLink tone="forward" href={paths.coopReceive(locale, coop)}>
              {t('receive')}
            </ButtonLink>
          )
        }
      />
      <ListSearch
        action={paths.coopStock(locale, coop)}
        words={{ label: t('search'), find: t('find'), working: common('working') }}
        value={q}
      />
      <p className="no-print mt-3 mb-4 text-sm text-soft">{t('heldHint')}</p>
      {stock.rows.length === 0 ? (
        <EmptyState
          title={t('noneFound')}
          action={<ButtonLink href={paths.coopStock(locale, coop)}>{t('showAll')}</ButtonLink>}
        >
          {t('noneFoundHint')}
        </EmptyState>
      ) : (
        <LiveLevels key={JSON.stringify(initial)} url={url} initial={initial}>
          <Table caption={t('stockTitle')}>
            <thead>
              <tr>
                <HeadCell className="max-sm:px-0">{t('product')}</HeadCell>
                <HeadCell className="text-right">{t('onHand')}</HeadCell>
                <HeadCell className="text-right">{t('held')}</HeadCell>
                <HeadCell className="text-right">{t('available')}</HeadCell>
                {mayMove && (
                  <HeadCell className="no-print max-sm:hidden">
                    <span className="sr-only">{t('deeds')}</span>
                  </HeadCell>
                )}
              </tr>
            </thead>
            {byProduct(stock.rows).map(([first, ...others]) => (
              <tbody key={first.variantId}>
                <tr>
                  <th
                    scope="rowgroup"
                    colSpan={mayMove ? 5 : 4}
                    className="px-3 pt-5 pb-1 text-left font-semibold text-base max-sm:px-0"
                  >
                    {inLocale(first.title, locale)} {!first.published && <Badge>{t('draft')}</Badge>}
                  </th>
                </tr>
                {[first, ...others].map((row) => (
                  <tr key={row.variantId} className="hover:bg-sunken">
                    <Cell className="w-1/2 max-sm:px-0">
                      <Link
                        href={paths.coopLedger(locale, coop, row.variantId)}
                        className="underline decoration-line underline-offset-4 hover:decoration-ink"
                      >
                        {inLocale(row.pack, locale)}
                      </Link>{' '}
                      {row.retired && <Badge>{t('retired')}</Badge>}
                    </Cell>
                    <LevelCells variantId={row.variantId} soldOut={t('soldOut')} />
                    {mayMove && (
                      <Cell className="no-print text-right max-sm:hidden">
                        {!row.retired && (
                          <Link
                            href={paths.coopReceive(locale, coop, { variant: row.variantId })}
                            aria-label={t('receiveOf', {
                              pack: `${inLocale(row.title, locale)}, ${inLocale(row.pack, locale)}`,
                            })}
                            className="font-semibold text-leaf underline underline-offset-4"
                          >
                            {t('receive')}
                          </Link>
                        )}
                      </Cell>
                    )}
                  </tr>
                ))}
              </tbody>
            ))}
          </Table>
        </LiveLevels>
      )}
      <PagesOfList
        next={stock.next && paths.coopStock(locale, coop, { q, after: stock.next })}
        first={after ? paths.coopStock(locale, coop, { q }) : null}
        words={{ next: t('next'), first: t('firstPage') }}
      />
    </>
  )
}

/** Rows of one product together, as they come: the list has them beside each other. */
function byProduct(rows: readonly StockRow[]): [StockRow, ...StockRow[]][] {
  const groups: [StockRow, ...StockRow[]][] = []
  for (const row of rows) {
    const last = groups.at(-1)
    if (last?.[0].productId === row.productId) last.push(row)
    else groups.push([row])
  }
  return groups
}
