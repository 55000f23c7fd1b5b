import 'server-only'
import type { Context } from './context.ts'
import { houseNow } from './house-time.ts'
import type { Logger } from './log.ts'
import { type CarriedEvent, findSetAside, setAside, takeFromOutbox, takeSetAside } from './outbox.ts'
import { ok } from './result.ts'
import { inTransaction, type Tx } from './transaction.ts'

/** What becomes of events, in the transaction that takes them out: jobs are due, the feed is numbered. */
export type HandOn = (tx: Tx, events: readonly CarriedEvent[]) => Promise<void>

/** A fetch of 200 keeps the carrying transaction under some tens of milliseconds. */
const OUTBOX_BATCH = 200
/** A database that is away for a moment, or two that met in a deadlock, are back by then. */
const PATIENCE = 3
/**
 * Beyond these it is no longer an event that is broken but the house: then the outbox stands, nothing loses its place,
 * and `/readyz` says so.
 */
const MOST_ASIDE = 20

/** A carrier with its memory of what went wrong: answers when nothing waits any more, throws when it must come again. */
export function outboxCarrier(handOn: HandOn, log: Logger): () => Promise<void> {
  let failures = 0
  return async () => {
    try {
      while ((await carry(handOn, OUTBOX_BATCH)).length === OUTBOX_BATCH);
    } catch (err) {
      failures++
      if (failures < PATIENCE) throw err
      log.error({ err }, 'could not carry the outbox on; looking for the event that it is')
      await carryOneByOne(handOn, log)
    }
    failures = 0
  }
}

async function carry(handOn: HandOn, limit: number, seen?: (event: CarriedEvent) => void) {
  const taken = await inTransaction(async (tx) => {
    const events = await takeFromOutbox(tx, limit)
    for (const event of events) seen?.(event)
    if (events.length > 0) await handOn(tx, events)
    return ok(events)
  })
  return taken.ok ? taken.value : []
}

/** The batch that would not go, each by itself and in its order; one that cannot be handed on makes room for the rest. */
async function carryOneByOne(handOn: HandOn, log: Logger): Promise<void> {
  for (let left = OUTBOX_BATCH; left > 0; left--) {
    const inHand: CarriedEvent[] = []
    try {
      const carried = await carry(handOn, 1, (event) => inHand.push(event))
      if (carried.length === 0) return
    } catch (err) {
      const event = inHand.at(-1)
      if (!event || !(await setAside(event.id, houseNow(), MOST_ASIDE))) throw err
      log.error(
        { err, ...about(event) },
        'an event that cannot be carried on is set aside; it is tried again',
      )
    }
  }
}

/**
 * What was set aside, once more: a newer release or another hour may manage. It comes late, after younger ones; what
 * reacts to events looks at how things stand.
 */
export async function carrySetAside(handOn: HandOn, context: Context, log: Logger): Promise<void> {
  for (const id of await findSetAside(MOST_ASIDE)) {
    let inHand: CarriedEvent | null = null
    try {
      await inTransaction(async (tx) => {
        inHand = await takeSetAside(tx, id)
        if (inHand) await handOn(tx, [inHand])
        return ok()
      })
      if (inHand)
        log.info({ ...about(inHand), tried: context.requestId }, 'an event that was set aside is carried on')
    } catch (err) {
      log.error(
        { err, ...(inHand ? about(inHand) : { outboxId: String(id) }) },
        'an event is still set aside',
      )
    }
  }
}

function about({ id, event, requestId }: CarriedEvent) {
  return { outboxId: String(id), event, requestId }
}
