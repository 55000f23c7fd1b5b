import 'server-only'
import { releaseHold } from '#lib/inventory/release-hold.ts'
import type { Context } from '#lib/kernel/context.ts'
import { emit } from '#lib/kernel/outbox.ts'
import { ok } from '#lib/kernel/result.ts'
import { inTransaction } from '#lib/kernel/transaction.ts'
import { moneyMayCome } from '#lib/payments/queries.ts'
import type { OrdersEvent } from './events.ts'
import { isPayable, type ReleaseReason } from './model.ts'
import { lockOrder, moveOrder } from './store.ts'

/**
 * An unpaid order is given up, its goods are for everyone again: only once the provider has said that no money can
 * come. Who calls has asked it; a payment that is open all the same (a new link, meanwhile) keeps the hold.
 * A reason that was noted before asking stands. True when it is given up now or was before.
 */
export async function releaseOrder(context: Context, orderId: string): Promise<boolean> {
  const released = await inTransaction(async (tx) => {
    const order = await lockOrder(tx, orderId)
    if (!order) throw new Error(`${orderId} is no order`)
    if (!isPayable(order.state)) return ok(order.state === 'RELEASED')
    if (await moneyMayCome(tx, orderId)) return ok(false)
    await releaseHold(tx, context, orderId)
    const lapsed: ReleaseReason = order.deadline <= context.now() ? 'deadline' : 'payment-failed'
    await moveOrder(tx, context, order, 'RELEASED', { endedReason: order.endedReason ?? lapsed })
    await emit<OrdersEvent>(tx, context, { type: 'orders.released', orderId })
    return ok(true)
  })
  return released.ok && released.value
}
