import 'server-only'
import { availableOf } from '#lib/inventory/queries.ts'
import { houseNow } from '#lib/kernel/house-time.ts'
import type { CarriedEvent } from '#lib/kernel/outbox.ts'
import type { Tx } from '#lib/kernel/transaction.ts'
import { feedFacts, showsWith } from '#lib/live/queries.ts'
import { boughtIn } from '#lib/orders/queries.ts'
import { appendEvents, forgetLines, notifyLevels } from './store.ts'
import { type Facts, translate, wantedFor } from './translate.ts'

/**
 * Numbers what viewers must hear, in the transaction that takes the events out of the outbox: they are told exactly
 * once and, because one carrier works at a time, in the order in which they happened.
 */
export async function observeOutbox(tx: Tx, carried: readonly CarriedEvent[]): Promise<void> {
  const events = carried.map(({ event }) => event)
  const wanted = wantedFor(events)
  const available = await availableOf(wanted.variantIds, tx)
  const now = carried.at(-1)?.at ?? houseNow()
  const told = translate(events, {
    ...(await feedFacts(wanted, tx)),
    shown: await showsWith(wanted.variantIds, now, tx),
    available,
    sold: await sold(tx, wanted.orderIds),
  })
  // Always in the same order: two that lock several shows must not wait for each other.
  for (const showId of [...told.keys()].sort()) {
    const here = told.get(showId) ?? []
    await appendEvents(tx, showId, here, now)
    const deleted = here.flatMap((event) => (event.type === 'chat-deleted' ? event.ids : []))
    if (deleted.length > 0) await forgetLines(tx, showId, deleted)
  }
  if (available.size > 0) await notifyLevels(tx, available)
}

/** What was bought from shows, a product once an order. Orders are paid one by one, so this asks once or twice. */
async function sold(tx: Tx, orderIds: readonly string[]): Promise<Facts['sold']> {
  const all: Facts['sold'][number][] = []
  for (const orderId of orderIds) {
    const packs = new Map<string, Facts['sold'][number]>()
    for (const { showId, productId, quantity } of await boughtIn(orderId, tx)) {
      if (!showId) continue
      const key = `${showId} ${productId}`
      packs.set(key, { orderId, showId, productId, quantity: quantity + (packs.get(key)?.quantity ?? 0) })
    }
    all.push(...packs.values())
  }
  return all
}
