import 'server-only'
import type { Context } from '#lib/kernel/context.ts'
import { type Db, db, type Prisma } from '#lib/kernel/db.ts'
import type { Tx } from '#lib/kernel/transaction.ts'
import type { RefundState } from './model.ts'
import type { PaymentRow } from './store.ts'

export interface RefundRow {
  readonly id: string
  readonly paymentId: string
  readonly reference: string
  readonly amount: number
  readonly state: RefundState
  readonly tries: number
  readonly providerId: string | null
  readonly sentAt: Date | null
  /** When it is to be sent, tried again or asked after; null when nothing more is to be done. */
  readonly nextTryAt: Date | null
}

const REFUND_COLUMNS = {
  id: true,
  paymentId: true,
  reference: true,
  amount: true,
  state: true,
  tries: true,
  providerId: true,
  sentAt: true,
  nextTryAt: true,
} as const

export async function findRefund(id: string, reader: Db | Tx = db()): Promise<RefundRow | null> {
  return reader.refund.findUnique({ where: { id }, select: REFUND_COLUMNS })
}

export async function findRefundOfProvider(tx: Tx, providerId: string): Promise<RefundRow | null> {
  return tx.refund.findUnique({ where: { providerId }, select: REFUND_COLUMNS })
}

export async function findRefundByCause(tx: Tx, causeKey: string): Promise<RefundRow | null> {
  return tx.refund.findUnique({ where: { causeKey }, select: REFUND_COLUMNS })
}

export async function insertRefund(
  tx: Tx,
  context: Context,
  refund: {
    id: string
    payment: PaymentRow
    causeKey: string
    amount: number
    reason: string
    state?: RefundState
    providerId?: string
  },
): Promise<void> {
  const now = context.now()
  await tx.refund.create({
    data: {
      id: refund.id,
      paymentId: refund.payment.id,
      reference: refund.payment.reference,
      causeKey: refund.causeKey,
      amount: refund.amount,
      reason: refund.reason,
      state: refund.state ?? 'DUE',
      providerId: refund.providerId ?? null,
      createdAt: now,
      nextTryAt: now,
    },
    select: { id: true },
  })
}

export async function updateRefund(tx: Tx, id: string, data: Prisma.RefundUpdateInput): Promise<void> {
  await tx.refund.update({ where: { id }, data, select: { id: true } })
}

/** Minor units: gone back for good, and everything that is gone, under way or will be tried again. */
export async function sumRefunds(
  tx: Tx,
  paymentId: string,
): Promise<{ succeeded: number; promised: number }> {
  const [sums] = await tx.$queryRaw<{ succeeded: number; promised: number }[]>`
    select coalesce(sum(amount) filter (where state = 'SUCCEEDED'), 0)::int as succeeded,
           coalesce(sum(amount) filter (where state <> 'FAILED' or next_try_at is not null), 0)::int as promised
    from refund where payment_id = ${paymentId}`
  return sums ?? { succeeded: 0, promised: 0 }
}

/** Due, to be tried again or to be asked after by now. */
export async function findRefundsToPush(now: Date, limit: number): Promise<RefundRow[]> {
  return db().refund.findMany({
    where: { state: { in: ['DUE', 'SENT', 'FAILED'] }, nextTryAt: { lte: now } },
    select: REFUND_COLUMNS,
    orderBy: { nextTryAt: 'asc' },
    take: limit,
  })
}

export async function findRefundsByProvider(
  providerIds: readonly string[],
): Promise<{ providerId: string | null; state: RefundState }[]> {
  return db().refund.findMany({
    where: { providerId: { in: [...providerIds] } },
    select: { providerId: true, state: true },
  })
}

/** What a buyer may see of them, oldest first. */
export async function findRefundsOf(paymentId: string) {
  const rows = await db().refund.findMany({
    where: { paymentId },
    select: {
      id: true,
      state: true,
      amount: true,
      reason: true,
      createdAt: true,
      settledAt: true,
      nextTryAt: true,
    },
    orderBy: { createdAt: 'asc' },
  })
  return rows.map(({ id, nextTryAt, ...rest }) => ({
    ...rest,
    refundId: id,
    givenUp: rest.state === 'FAILED' && nextTryAt === null,
  }))
}
