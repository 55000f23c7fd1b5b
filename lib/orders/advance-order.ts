import 'server-only'
import type { Context } from '#lib/kernel/context.ts'
import { ok, type Result, refuse } from '#lib/kernel/result.ts'
import type { Tx } from '#lib/kernel/transaction.ts'
import type { OrderState, OrderUnknown } from './model.ts'
import { orderMayBecome } from './model.ts'
import { lockOrder, moveOrder } from './store.ts'

export type AdvanceFault =
  | OrderUnknown
  | { readonly code: 'not-allowed' }
  /** Cancelled, or further on, since the page was shown. */
  | { readonly code: 'order-moved'; readonly state: OrderState }

/**
 * A paid order goes on: packed, shipped, delivered. `may` judges the cooperative that the locked row names.
 * Answers whether it moved now or was there before (a double tap).
 */
export async function advanceOrder(
  tx: Tx,
  context: Context,
  orderId: string,
  to: 'PACKED' | 'SHIPPED' | 'DELIVERED',
  may: { see(cooperativeId: string): boolean; move(cooperativeId: string): boolean },
): Promise<Result<{ moved: boolean; cooperativeId: string; number: string }, AdvanceFault>> {
  const order = await lockOrder(tx, orderId)
  if (!order || !may.see(order.cooperativeId)) return refuse({ code: 'order-unknown' })
  const { cooperativeId, state, number } = order
  if (!may.move(cooperativeId)) return refuse({ code: 'not-allowed' })
  if (state === to) return ok({ moved: false, cooperativeId, number })
  if (!orderMayBecome(state, to)) return refuse({ code: 'order-moved', state })
  await moveOrder(tx, context, order, to)
  return ok({ moved: true, cooperativeId, number })
}
