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
