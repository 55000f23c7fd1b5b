import 'server-only'
import type { Context } from '#lib/kernel/context.ts'
import { inLocale } from '#lib/kernel/locale.ts'
import { ok, type Result } from '#lib/kernel/result.ts'
import { closePayment } from '#lib/payments/close-payment.ts'
import type { PaymentsFault } from '#lib/payments/model.ts'
import { openPayment } from '#lib/payments/open-payment.ts'
import { HOLD_MINUTES, SESSION_MINUTES } from './model.ts'
import { orderKey } from './order-key.ts'
import { findLines, moveDeadline, type OrderRow } from './store.ts'

/**
 * The absolute address of an order's page, which the provider leads the buyer back to. Addresses are written in the
 * house's top floor, so whoever calls brings it along.
 */
export type OrderPageOf = (orderId: string, key: string, back?: 'paid') => string

const SHIPPING_WORDS = { zh: '快递', en: 'Courier', fr: 'Livraison' } as const

/** The link on which a held order is paid. Its hold ends HOLD_MINUTES after the link was there first. */
export async function linkOrder(
  context: Context,
  order: OrderRow,
  pageOf: OrderPageOf,
): Promise<Result<{ payUrl: string }, PaymentsFault>> {
  const { id, locale, email, currency, shipping } = order
  const lines = await findLines(id)
  const key = orderKey(id)
  const opened = await openPayment(context, {
    reference: id,
    locale,
    email,
    currency,
    lines: lines.map(({ title, pack, quantity, unitPrice }) => ({
      name: `${inLocale(title, locale)} · ${inLocale(pack, locale)}`,
      quantity,
      unitAmount: unitPrice,
    })),
    shipping: { name: SHIPPING_WORDS[locale], amount: shipping },
    successUrl: pageOf(id, key, 'paid'),
    cancelUrl: pageOf(id, key),
    expiresInMinutes: SESSION_MINUTES,
  })
  if (!opened.ok) return opened
  const { url, openedAt } = opened.value
  const held = await moveDeadline(id, new Date(openedAt.getTime() + HOLD_MINUTES * 60_000))
  // It was given up while the link was being made: nobody shall pay on it.
  if (!held) await closePayment(context, id)
  return ok({ payUrl: url })
}
