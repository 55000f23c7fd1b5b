import Link from 'next/link'
import { getFormatter, getTranslations } from 'next-intl/server'
import { MOVEMENT_WORDS } from '#components/inventory/movement-words.ts'
import { EmptyState } from '#components/ui/empty-state.tsx'
import { Cell, HeadCell, NumberCell, Table } from '#components/ui/table.tsx'
import { paths } from '#lib/edge/paths.ts'
import { visit } from '#lib/edge/request.ts'
import type { LedgerRow, Page } from '#lib/inventory/model.ts'
import { isId } from '#lib/kernel/ids.ts'
import { PagesOfList } from '../../pages-of-list.tsx'

type Props = { ledger: Page<LedgerRow>; coop: string; variantId: string; paged: boolean }

/** Every movement with what it left behind. */
export async function LedgerTable({ ledger, coop, variantId, paged }: Props) {
  const [{ locale }, t, format] = await Promise.all([visit(), getTranslations('inventory'), getFormatter()])
  if (ledger.rows.length === 0)
    return <EmptyState title={t('ledgerEmpty')}>{t('ledgerEmptyHint')}</EmptyState>

  function why({ kind, cause, reason }: LedgerRow) {
    if (isId('order', cause)) {
      const order = (
        <Link
          href={paths.coopOrder(locale, coop, cause)}
          className="underline decoration-line underline-offset-4"
        >
          {t('order')}
        </Link>
      )
      return kind === 'SPOILAGE' ? (
        <>
          {order}, {t('spoiledWithLot')}
        </>
      ) : (
        order
      )
    }
    return reason ?? ''
  }

  return (
    <>
      <Table caption={t('ledger')}>
        <thead>
          <tr>
            <HeadCell>{t('when')}</HeadCell>
            <HeadCell>{t('what')}</HeadCell>
            <HeadCell className="text-right">{t('change')}</HeadCell>
            <HeadCell className="text-right">{t('after')}</HeadCell>
            <HeadCell className="text-right">{t('heldChange')}</HeadCell>
            <HeadCell>{t('lot')}</HeadCell>
            <HeadCell>{t('why')}</HeadCell>
            <HeadCell>{t('who')}</HeadCell>
          </tr>
        </thead>
        <tbody>
          {ledger.rows.map((row) => (
            <tr key={row.id}>
              <Cell className="whitespace-nowrap">
                <time dateTime={row.at.toISOString()}>
                  {format.dateTime(row.at, { dateStyle: 'short', timeStyle: 'short' })}
                </time>
              </Cell>
              <Cell className="whitespace-nowrap font-medium">{t(MOVEMENT_WORDS[row.kind])}</Cell>
              <NumberCell>{signed(row.onHand)}</NumberCell>
              <NumberCell className="font-semibold">{row.onHandAfter}</NumberCell>
              <NumberCell className="text-soft">{signed(row.held)}</NumberCell>
              <Cell className="tabular whitespace-nowrap">{row.lotCode}</Cell>
              <Cell className="min-w-56">{why(row)}</Cell>
              <Cell className="whitespace-nowrap text-soft">{row.actorName ?? t('theHouse')}</Cell>
            </tr>
          ))}
        </tbody>
      </Table>
      <PagesOfList
        next={ledger.next && paths.coopLedger(locale, coop, variantId, ledger.next)}
        first={paged ? paths.coopLedger(locale, coop, variantId) : null}
        words={{ next: t('older'), first: t('newest') }}
      />
    </>
  )
}

/** `+3`, `−3` with a true minus, nothing for nothing. */
function signed(change: number): string {
  if (change === 0) return ''
  return change > 0 ? `+${change}` : `−${-change}`
}
