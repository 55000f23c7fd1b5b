import 'server-only'
import { db } from '#lib/kernel/db.ts'

/** A refund that is with the buyer for good; null while it is on its way, or when her bank returned it. */
export async function settledRefund(
  refundId: string,
): Promise<{ reference: string; amount: number; currency: string } | null> {
  const refund = await db().refund.findUnique({
    where: { id: refundId },
    select: { reference: true, amount: true, state: true, payment: { select: { currency: true } } },
  })
  if (refund?.state !== 'SUCCEEDED') return null
  return { reference: refund.reference, amount: refund.amount, currency: refund.payment.currency }
}

/** What goes back, in minor units, on its way or there. */
export async function refundOf(refundId: string): Promise<{ amount: number; currency: string } | null> {
  const refund = await db().refund.findUnique({
    where: { id: refundId },
    select: { amount: true, payment: { select: { currency: true } } },
  })
  return refund && { amount: refund.amount, currency: refund.payment.currency }
}

/**
 * Payments of which a refund was decided between two moments, by the provider or by a bank that sent it back, and
 * whether all of the money is with the buyer now: for a sweep that follows what was missed.
 */
export async function refundedBetween(
  from: Date,
  until: Date,
): Promise<{ paymentId: string; reference: string; whole: boolean }[]> {
  return db().$queryRaw<{ paymentId: string; reference: string; whole: boolean }[]>`
    select distinct p.id as "paymentId", p.reference, p.state = 'REFUNDED' as whole
    from refund r join payment p on p.id = r.payment_id
    where r.settled_at >= ${from} and r.settled_at < ${until}`
}
