import 'server-only'
import type { Context } from './context.ts'
import { db } from './db.ts'
import type { Tx } from './transaction.ts'

/** A thing that happened, said in the past tense by the domain that did it: `orders.paid`. Ids, not copies. */
export interface DomainEvent {
  readonly type: `${string}.${string}`
}

/** An event as the worker finds it. */
export interface CarriedEvent<E extends DomainEvent = DomainEvent> {
  /** Its place in the order in which things happened. */
  readonly id: bigint
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

interface OutboxRow {
  readonly id: bigint
  readonly type: DomainEvent['type']
  readonly payload: object
  readonly request_id: string
  readonly at: Date
}

const asCarried = ({ id, type, payload, request_id, at }: OutboxRow): CarriedEvent => ({
  id,
  event: { type, ...payload },
  requestId: request_id,
  at,
})

/**
 * Takes the oldest events out, in the order they were written, for `carry` to hand on in this same transaction.
 * One carrier at a time in the whole house (an advisory lock): the feed's numbers depend on that order.
 */
export async function takeFromOutbox(tx: Tx, limit: number): Promise<CarriedEvent[]> {
  const [lock] = await tx.$queryRaw<{ mine: boolean }[]>`
    select pg_try_advisory_xact_lock(hashtext('cunbo.outbox')) as mine`
  if (!lock?.mine) return []
  const rows = await tx.$queryRaw<OutboxRow[]>`
    with oldest as (select id from outbox where set_aside_at is null order by id limit ${limit} for update)
    delete from outbox o using oldest where o.id = oldest.id
    returning o.id, o.type, o.payload, o.request_id, o.at`
  return rows.sort((a, b) => (a.id < b.id ? -1 : 1)).map(asCarried)
}

/** Lets the others pass it. False when `most` lie aside already, or when it is not there any more. */
export async function setAside(id: bigint, at: Date, most: number): Promise<boolean> {
  const aside = await db().$executeRaw`
    update outbox set set_aside_at = ${at}
    where id = ${id} and (select count(*) from outbox where set_aside_at is not null) < ${most}`
  return aside === 1
}

/** The oldest first. */
export async function findSetAside(limit: number): Promise<bigint[]> {
  const rows = await db().outbox.findMany({
    where: { setAsideAt: { not: null } },
    select: { id: true },
    orderBy: { id: 'asc' },
    take: limit,
  })
  return rows.map(({ id }) => id)
}

/** Takes out one that was set aside, while no carrier is at it; null when somebody else did. */
export async function takeSetAside(tx: Tx, id: bigint): Promise<CarriedEvent | null> {
  await tx.$executeRaw`select pg_advisory_xact_lock(hashtext('cunbo.outbox'))`
  const [row] = await tx.$queryRaw<OutboxRow[]>`
    delete from outbox where id = ${id} and set_aside_at is not null
    returning id, type, payload, request_id, at`
  return row ? asCarried(row) : null
}
