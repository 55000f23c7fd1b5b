import 'server-only'
import type { Context } from '#lib/kernel/context.ts'
import { type Db, db, type Prisma } from '#lib/kernel/db.ts'
import type { Tx } from '#lib/kernel/transaction.ts'
import type { SessionRequest } from './gateway.ts'
import { amountOf, type DisputeState, type PaymentRequest, type PaymentState } from './model.ts'

export interface PaymentRow {
  readonly id: string
  readonly reference: string
  readonly attempt: number
  readonly state: PaymentState
  readonly currency: string
  readonly amount: number
  readonly refunded: number
  readonly request: SessionRequest
  readonly sessionId: string | null
  readonly intentId: string | null
  readonly url: string | null
  readonly createdAt: Date
  readonly openedAt: Date | null
  readonly disputeId: string | null
  readonly disputeState: DisputeState | null
  readonly disputeAmount: number | null
  readonly disputeReason: string | null
}

const PAYMENT_COLUMNS = {
  id: true,
  reference: true,
  attempt: true,
  state: true,
  currency: true,
  amount: true,
  refunded: true,
  request: true,
  sessionId: true,
  intentId: true,
  url: true,
  createdAt: true,
  openedAt: true,
  disputeId: true,
  disputeState: true,
  disputeAmount: true,
  disputeReason: true,
} as const

type StoredPayment = Omit<PaymentRow, 'request' | 'disputeState'> & {
  request: Prisma.JsonValue
  disputeState: string | null
}

const asPayment = (row: StoredPayment): PaymentRow => ({
  ...row,
  request: row.request as SessionRequest,
  disputeState: row.disputeState as DisputeState | null,
})

// ---------------------------------------------------------------- payments

/** Oldest first. */
export async function findPayments(reference: string, reader: Db | Tx = db()): Promise<PaymentRow[]> {
  const rows = await reader.payment.findMany({
    where: { reference },
    select: PAYMENT_COLUMNS,
    orderBy: { attempt: 'asc' },
  })
  return rows.map(asPayment)
}

export async function findPayment(id: string, reader: Db | Tx = db()): Promise<PaymentRow | null> {
  const row = await reader.payment.findUnique({ where: { id }, select: PAYMENT_COLUMNS })
  return row && asPayment(row)
}

/**
 * One at a time says what becomes of a reference's money: whether a payment is begun for it, or whether none can come.
 * There may be no row yet to lock.
 */
export async function lockReference(tx: Tx, reference: string): Promise<void> {
  await tx.$executeRaw`select pg_advisory_xact_lock(hashtextextended(${`payments.${reference}`}, 0))`
}

/** Waits until nobody else moves it. */
export async function lockPayment(tx: Tx, id: string): Promise<PaymentRow | null> {
  await tx.$queryRaw`select id from payment where id = ${id} for update`
  return findPayment(id, tx)
}

export async function lockPaymentOfIntent(tx: Tx, intentId: string): Promise<PaymentRow | null> {
  const [row] = await tx.$queryRaw<{ id: string }[]>`
    select id from payment where intent_id = ${intentId} for update`
  return row ? findPayment(row.id, tx) : null
}

/** Under the reference's lock; the database refuses a second open one as well. */
export async function insertPayment(
  tx: Tx,
  context: Context,
  payment: { id: string; attempt: number; request: PaymentRequest; asked: SessionRequest },
): Promise<void> {
  const { id, attempt, request, asked } = payment
  await tx.payment.create({
    data: {
      id,
      reference: request.reference,
      attempt,
      currency: request.currency,
      amount: amountOf(request),
      request: asked as Prisma.InputJsonObject,
      createdAt: context.now(),
    },
    select: { id: true },
  })
}

export async function updatePayment(tx: Tx, id: string, data: Prisma.PaymentUpdateInput): Promise<void> {
  await tx.payment.update({ where: { id }, data, select: { id: true } })
}

/**
 * Open payments that are due to be asked after: at least a minute after the last time and no more often than at
 * every quarter more of their age, so that a lost event is found soon and an old link costs little.
 */
export async function findOpenToCheck(now: Date, limit: number): Promise<PaymentRow[]> {
  const rows = await db().$queryRaw<{ id: string }[]>`
    select id from payment
    where state = 'OPEN'
      and coalesce(checked_at, created_at)
          + greatest(interval '1 minute', (coalesce(checked_at, created_at) - created_at) * 0.25) <= ${now}
    order by coalesce(checked_at, created_at)
    limit ${limit}`
  return findPaymentsById(rows.map(({ id }) => id))
}

export async function findPaymentsById(ids: readonly string[]): Promise<PaymentRow[]> {
  if (ids.length === 0) return []
  const rows = await db().payment.findMany({ where: { id: { in: [...ids] } }, select: PAYMENT_COLUMNS })
  return rows.map(asPayment)
}

export async function findPaidBetween(from: Date, until: Date) {
  const rows = await db().payment.findMany({
    where: { state: { in: ['SUCCEEDED', 'PARTLY_REFUNDED'] }, succeededAt: { gte: from, lt: until } },
    select: { id: true, reference: true },
  })
  return rows.map(({ id, reference }) => ({ paymentId: id, reference }))
}

export async function markChecked(paymentId: string, now: Date): Promise<void> {
  await db().payment.updateMany({ where: { id: paymentId }, data: { checkedAt: now } })
}

// ---------------------------------------------------------------- inbox

/** False when this event was there before. */
export async function insertEvent(
  tx: Tx,
  context: Context,
  event: { id: string; type: string; subject: string },
): Promise<boolean> {
  const inserted = await tx.$executeRaw`
    insert into provider_event (id, type, subject, received_at)
    values (${event.id}, ${event.type}, ${event.subject}, ${context.now()})
    on conflict do nothing`
  return inserted === 1
}

export async function findEvent(
  id: string,
): Promise<{ type: string; subject: string; appliedAt: Date | null } | null> {
  return db().providerEvent.findUnique({
    where: { id },
    select: { type: true, subject: true, appliedAt: true },
  })
}

export async function markApplied(eventId: string, now: Date): Promise<void> {
  await db().providerEvent.updateMany({ where: { id: eventId, appliedAt: null }, data: { appliedAt: now } })
}

export interface StuckEvent {
  readonly id: string
  readonly receivedAt: Date
}

/**
 * Received a while ago and still not applied: its job was lost or gave up. The oldest first; `after` is the last one
 * of the page before.
 */
export async function findStuckEvents(
  before: Date,
  after: StuckEvent | null,
  limit: number,
): Promise<StuckEvent[]> {
  return db().providerEvent.findMany({
    where: {
      appliedAt: null,
      receivedAt: { lt: before },
      ...(after && {
        OR: [
          { receivedAt: { gt: after.receivedAt } },
          { receivedAt: after.receivedAt, id: { gt: after.id } },
        ],
      }),
    },
    select: { id: true, receivedAt: true },
    orderBy: [{ receivedAt: 'asc' }, { id: 'asc' }],
    take: limit,
  })
}

/** What was applied long ago; what never was stays, because somebody has to look. How many there were. */
export async function forgetAppliedEvents(before: Date, limit: number): Promise<number> {
  return db().$executeRaw`
    delete from provider_event where id in (
      select id from provider_event where applied_at < ${before} limit ${limit} for update skip locked)`
}

// ---------------------------------------------------------------- turns

/**
 * Takes the next free turn in a line that all processes share: milliseconds to wait for it, or null when the line
 * is longer than `longestMs`. `burst` turns may be used at once after a quiet time. In the database's clock, which
 * is the one that all of them have in common.
 */
export async function takeTurnInLine(line: {
  name: string
  stepMs: number
  burst: number
  longestMs: number
}): Promise<number | null> {
  const { name, stepMs, burst, longestMs } = line
  const credit = (burst - 1) * stepMs
  const [turn] = await db().$queryRaw<{ wait: number }[]>`
    with clock as materialized (select (extract(epoch from clock_timestamp()) * 1000)::bigint as ms)
    insert into rate_limit as line (key, points, expire)
    select ${name}, 0, ms - ${credit}::bigint + ${stepMs}::bigint from clock
    on conflict (key) do update
      set expire = greatest(line.expire, (select ms from clock) - ${credit}::bigint) + ${stepMs}::bigint
      where line.expire - (select ms from clock) < ${longestMs}::bigint
    returning greatest(expire - ${stepMs}::bigint - (select ms from clock), 0)::int as wait`
  return turn?.wait ?? null
}
