import { amountInWords } from './currencies.ts'
import type { Cause, Desk } from './desk.ts'
import { makeStripeId } from './ids.ts'
import type { ChargeRow, MethodType, RefundCourse, RefundObject, RefundRow } from './objects.ts'
import { recordEvent } from './record-event.ts'
import { forbidden } from './refusal.ts'
import type { Stripe } from './stripe-types.ts'

// Money on its way back. https://docs.stripe.com/refunds

const FIRST_STATUS: Readonly<Record<RefundCourse, RefundRow['object']['status']>> = {
  succeeds: 'succeeded',
  pends_then_succeeds: 'pending',
  fails_later: 'succeeded',
}

const NEXT_STATUS: Readonly<Record<RefundCourse, RefundRow['next']>> = {
  succeeds: null,
  pends_then_succeeds: 'succeeded',
  fails_later: 'failed',
}

/** `amount` in minor units; undefined gives back all that is left. */
export function makeRefund(
  desk: Desk,
  cause: Cause,
  charge: ChargeRow,
  input: {
    amount: number | undefined
    metadata: Stripe.Metadata
    reason: Stripe.Refund.Reason | null
  },
): RefundObject {
  const { object } = charge
  const left = object.amount - object.amount_refunded
  if (left === 0)
    throw forbidden(`Charge ${charge.id} has already been refunded.`, { code: 'charge_already_refunded' })
  const amount = input.amount ?? left
  if (amount > left)
    throw forbidden(
      `Refund amount (${amountInWords(amount, object.currency)}) is greater than unrefunded amount on charge (${amountInWords(left, object.currency)})`,
      { param: 'amount' },
    )
  const id = makeStripeId(charge.id.startsWith('py_') ? 'pyr' : 're')
  const type = (object.payment_method_details?.type ?? 'card') as MethodType
  const row = desk.books.refunds.put({
    id,
    next: NEXT_STATUS[charge.refunds],
    object: {
      id,
      object: 'refund',
      amount,
      balance_transaction: null,
      charge: charge.id,
      created: desk.clock.seconds(),
      currency: object.currency,
      customer: object.customer,
      customer_account: null,
      destination_details: destination(type),
      metadata: input.metadata,
      payment_intent: object.payment_intent,
      payment_method: object.payment_method,
      ...(FIRST_STATUS[charge.refunds] === 'pending' ? { pending_reason: 'processing' as const } : {}),
      reason: input.reason,
      receipt_number: null,
      source_transfer_reversal: null,
      status: FIRST_STATUS[charge.refunds],
      transfer_reversal: null,
    },
  })
  recordEvent(desk, cause, 'refund.created', row.object)
  countRefunded(desk, charge, amount, (previous) =>
    recordEvent(desk, cause, 'charge.refunded', object, previous),
  )
  if (row.next)
    desk.schedule({
      id: `settle ${id}`,
      kind: 'settle_refund',
      subject: id,
      at: desk.clock.seconds() + desk.refundSeconds,
    })
  return row.object
}

/**
 * A refund that was under way ends. One that fails puts the money back on the charge, which may then be refunded
 * again. https://docs.stripe.com/refunds#failed-refunds
 */
export function settleRefund(desk: Desk, cause: Cause, row: RefundRow, ending: 'succeeded' | 'failed'): void {
  const { object } = row
  const previous = { status: object.status }
  row.next = null
  object.status = ending
  object.pending_reason = undefined
  delete object.pending_reason
  if (ending === 'failed') object.failure_reason = failureReason(object)
  desk.books.refunds.put(row)
  desk.books.tasks.remove(`settle ${row.id}`)
  if (ending === 'failed') {
    const charge = desk.books.charges.get(object.charge)
    if (charge) countRefunded(desk, charge, -object.amount, () => {})
  }
  recordEvent(desk, cause, 'refund.updated', object, previous)
  recordEvent(desk, cause, 'charge.refund.updated', object, previous)
  if (ending === 'failed') recordEvent(desk, cause, 'refund.failed', object)
}

function countRefunded(
  desk: Desk,
  charge: ChargeRow,
  amount: number,
  announce: (previous: Record<string, unknown>) => void,
): void {
  const { object } = charge
  const previous = { amount_refunded: object.amount_refunded, refunded: object.refunded }
  object.amount_refunded += amount
  object.refunded = object.amount_refunded === object.amount
  desk.books.charges.put(charge)
  announce(previous)
}

function destination(type: MethodType): Stripe.Refund.DestinationDetails {
  if (type !== 'card') return { type, [type]: {} }
  return {
    type,
    card: { reference_status: 'pending', reference_type: 'acquirer_reference_number', type: 'refund' },
  }
}

function failureReason(refund: RefundObject): string {
  return refund.destination_details?.type === 'card' ? 'expired_or_canceled_card' : 'declined'
}
