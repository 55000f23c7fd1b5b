import 'server-only'
import type { Context } from './context.ts'
import type { Tx } from './transaction.ts'

/** A thing that happened, said in the past tense by the domain that did it: `orders.paid`. Ids, not copies. */
export interface DomainEvent {
  readonly type: `${string}.${string}`
}

/** An event as the worker finds it. */
export interface CarriedEvent<E extends DomainEvent = DomainEvent> {
  readonly event: E
  readonly requestId: string
  readonly at: Date
}

export const OUTBOX_CHANNEL = 'cunbo_outbox'

/** Says it in the same transaction that does it: both are there after the commit, or neither. */
export async function emit<E extends DomainEvent>(tx: Tx, context: Context, event: E): Promise<void> {
  const { type, ...payload } = event
  await tx.$executeRaw`
    insert into outbox (type, payload, request_id, at)
    values (${type}, ${JSON.stringify(payload)}::jsonb, ${context.requestId}, ${context.now()})`
  // Notifications of one transaction with one payload fold into one, at commit.
  await tx.$executeRaw`select pg_notify(${OUTBOX_CHANNEL}, '')`
}

/**
 * Takes the oldest events out, in the order they were written, for `carry` to hand on in this same transaction.
 * One carrier at a time in the whole house (an advisory lock): the feed's numbers depend on that order.
 */
export async function takeFromOutbox(tx: Tx, limit: number): Promise<CarriedEvent[]> {
  const [lock] = await tx.$queryRaw<{ mine: boolean }[]>`
    select pg_try_advisory_xact_lock(hashtext('cunbo.outbox')) as mine`
  if (!lock?.mine) return []
  const rows = await tx.$queryRaw<
    { id: bigint; type: DomainEvent['type']; payload: object; request_id: string; at: Date }[]
  >`
    with oldest as (select id from outbox order by id limit ${limit} for update)
    delete from outbox o using oldest where o.id = oldest.id
    returning o.id, o.type, o.payload, o.request_id, o.at`
  return rows
    .sort((a, b) => (a.id < b.id ? -1 : 1))
    .map(({ type, payload, request_id, at }) => ({ event: { type, ...payload }, requestId: request_id, at }))
}
