import { inRange, listPage, range } from './list-page.ts'
import { makeRefund } from './make-refund.ts'
import type { ChargeRow } from './objects.ts'
import { integer, mergeMetadata, metadata, oneOf, record, text } from './params.ts'
import { forbidden, invalid, missing } from './refusal.ts'
import { type Call, expandField, pageFields, type Route, route } from './route.ts'

// https://docs.stripe.com/api/refunds

function chargeOf({ desk }: Call, charge: string | undefined, intent: string | undefined): ChargeRow {
  if (charge !== undefined && intent !== undefined)
    throw invalid('You may only specify one of these parameters: charge, payment_intent.')
  if (charge !== undefined) {
    const row = desk.books.charges.get(charge)
    if (!row) throw missing('charge', charge, 'id')
    return successful(row, row.object.payment_intent)
  }
  if (intent === undefined)
    throw invalid(
      'One of the following params should be provided for this request: payment_intent or charge.',
    )
  const row = desk.books.intents.get(intent)
  if (!row) throw missing('payment_intent', intent, 'payment_intent')
  return successful(desk.books.charges.get(row.object.latest_charge ?? ''), intent)
}

function successful(charge: ChargeRow | undefined, intent: string): ChargeRow {
  if (charge?.object.status === 'succeeded') return charge
  throw forbidden(`This PaymentIntent (${intent}) does not have a successful charge to refund.`)
}

export const REFUND_ROUTES: readonly Route[] = [
  route(
    'POST',
    '/v1/refunds',
    record(
      {
        ...expandField,
        amount: integer({ min: 1 }),
        charge: text(),
        metadata: metadata(),
        payment_intent: text(),
        reason: oneOf(['duplicate', 'fraudulent', 'requested_by_customer']),
      },
      ['currency', 'customer', 'instructions_email', 'origin', 'refund_application_fee', 'reverse_transfer'],
    ),
    (call, params) =>
      makeRefund(call.desk, call.cause, chargeOf(call, params.charge, params.payment_intent), {
        amount: params.amount,
        metadata: mergeMetadata({}, params.metadata),
        reason: params.reason ?? null,
      }),
  ),

  route(
    'GET',
    '/v1/refunds',
    record({ ...pageFields, charge: text(), created: range(), payment_intent: text() }),
    ({ desk }, params) =>
      listPage(desk.books.refunds.all(), params, {
        url: '/v1/refunds',
        name: 'refund',
        keep: (refund) =>
          inRange(refund.created, params.created) &&
          (params.charge === undefined || refund.charge === params.charge) &&
          (params.payment_intent === undefined || refund.payment_intent === params.payment_intent),
      }),
  ),

  route('GET', '/v1/refunds/:id', record(expandField), ({ desk, path: [id = ''] }) => {
    const row = desk.books.refunds.get(id)
    if (!row) throw missing('refund', id, 'refund')
    return row.object
  }),
]
