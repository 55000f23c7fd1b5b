import 'server-only'
import { availableOf } from '#lib/inventory/queries.ts'
import type { CarriedEvent } from '#lib/kernel/outbox.ts'
import type { Tx } from '#lib/kernel/transaction.ts'
import { feedFacts, showsWith } from '#lib/live/queries.ts'
import { appendEvents, notifyLevels, soldFromShows } from './store.ts'
import { translate, wantedFor } from './translate.ts'

/**
 * Numbers what viewers must hear, in the transaction that takes the events out of the outbox: they are told exactly
 * once and, because one carrier works at a time, in the order in which they happened.
 */
export async function observeOutbox(tx: Tx, carried: readonly CarriedEvent[]): Promise<void> {
  const events = carried.map(({ event }) => event)
  const wanted = wantedFor(events)
  const available = await availableOf(wanted.variantIds, tx)
  const now = carried.at(-1)?.at ?? new Date()
  const told = translate(events, {
    ...(await feedFacts(wanted, tx)),
    shown: await showsWith(wanted.variantIds, now, tx),
    available,
    sold: await soldFromShows(wanted.orderIds, tx),
  })
  // Always in the same order: two that lock several shows must not wait for each other.
  for (const showId of [...told.keys()].sort()) await appendEvents(tx, showId, told.get(showId) ?? [], now)
  if (available.size > 0) await notifyLevels(tx, available)
}
