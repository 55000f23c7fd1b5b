import 'server-only'
import type { Context } from '#lib/kernel/context.ts'
import { env } from '#lib/kernel/env.ts'
import { ok, type Result, refuse } from '#lib/kernel/result.ts'
import { inTransaction } from '#lib/kernel/transaction.ts'
import type { Actor } from '#lib/members/model.ts'
import { linkOrder, type OrderPageOf } from './link-order.ts'
import { type CheckoutFault, isPayable } from './model.ts'
import { orderKey } from './order-key.ts'
import { type WrittenCheckout, writeOrder } from './write-order.ts'

export interface Started {
  readonly orderId: string
  readonly number: string
  /** Signed right to the order's page, for a guest's link. */
  readonly key: string
  /** Null when the order can not be paid now: its page says why, and has a button to try again. */
  readonly payUrl: string | null
}

/**
 * Hold, then pay: one transaction prices, holds and writes the order under the buyer's attempt, then the provider is
 * asked for a link. Whatever of it is repeated or cut off, one attempt is one order with one link.
 */
export async function startCheckout(
  context: Context,
  actor: Actor,
  input: WrittenCheckout,
  pageOf: OrderPageOf,
): Promise<Result<Started, CheckoutFault>> {
  if (env().payments === 'off') return refuse({ code: 'payments-off' })
  const written = await inTransaction((tx) => writeOrder(tx, context, actor, input))
  if (!written.ok) return written
  const { id: orderId, number, state } = written.value
  const link = isPayable(state) ? await linkOrder(context, written.value, pageOf) : null
  return ok({ orderId, number, key: orderKey(orderId), payUrl: link?.ok ? link.value.payUrl : null })
}
