import { getTranslations } from 'next-intl/server'
import type { AirNow } from '#components/live/air-state.ts'
import { visit } from '#lib/edge/request.ts'
import { inLocale, isLocale, type Locale } from '#lib/kernel/locale.ts'
import { formatMoney } from '#lib/kernel/money.ts'
import { mayAssist } from '#lib/live/policy.ts'
import { deskShow } from '#lib/live/studio-queries.ts'
import { type Signal, signalOf } from '#lib/media/queries.ts'
import { salesOfShow } from '#lib/orders/queries.ts'

type Params = { params: Promise<{ locale: string; show: string }> }

/** One-second segments arrive about every second; a viewer's player runs dry after some six. */
const LATE_SECONDS = 4
const GONE_SECONDS = 10

/** How the signal is and what was sold, for those at the desk. */
export async function GET(_request: Request, { params }: Params): Promise<Response> {
  const [{ locale: asked, show: slug }, { actor, context }] = await Promise.all([params, visit()])
  const locale = isLocale(asked) ? asked : 'zh'
  const show = actor.kind === 'user' ? await deskShow(slug) : null
  if (!show || !mayAssist(actor, show.cooperativeId)) return new Response(null, { status: 404 })
  const [signal, sales, t] = await Promise.all([
    signalOf(show.id),
    salesOfShow(show.id),
    getTranslations({ locale, namespace: 'studio' }),
  ])
  const now: AirNow = {
    signal: {
      ...describeSignal(signal, context.now(), locale, t),
      gaps: signal && signal.recentGaps > 0 ? t('gaps', { count: signal.recentGaps }) : null,
    },
    sales: {
      packs: t('soldSoFar', { packs: sales.packs }),
      goods: sales.packs > 0 ? formatMoney({ amount: sales.goods, currency: show.currency }, locale) : null,
      held: sales.heldPacks > 0 ? t('inCarts', { packs: sales.heldPacks }) : null,
      latest: sales.latest.map(({ orderId, title, quantity }, at) => ({
        key: `${orderId} ${at}`,
        words: `${quantity} × ${inLocale(title, locale)}`,
      })),
    },
  }
  return Response.json(now, { headers: { 'Cache-Control': 'private, no-store' } })
}

function describeSignal(
  signal: Signal | null,
  now: Date,
  locale: Locale,
  t: Awaited<ReturnType<typeof getTranslations<'studio'>>>,
): Omit<AirNow['signal'], 'gaps'> {
  if (!signal) return { tone: 'late', words: t('signalNone') }
  const age = Math.max(0, Math.round((now.getTime() - signal.lastSegmentAt.getTime()) / 1_000))
  if (!signal.open && age > GONE_SECONDS) return { tone: 'gone', words: t('signalOver') }
  if (age > GONE_SECONDS) return { tone: 'gone', words: t('signalGone', { age }) }
  const rate = new Intl.NumberFormat(locale, { minimumFractionDigits: 1, maximumFractionDigits: 1 }).format(
    signal.bitsPerSecond / 1_000_000,
  )
  return age > LATE_SECONDS
    ? { tone: 'late', words: t('signalLate', { rate, age }) }
    : { tone: 'good', words: t('signalGood', { rate, age }) }
}
