import { inRange, listPage, range } from './list-page.ts'
import { record, text } from './params.ts'
import { missing } from './refusal.ts'
import { expandField, pageFields, type Route, route } from './route.ts'

// https://docs.stripe.com/api/charges

export const CHARGE_ROUTES: readonly Route[] = [
  route(
    'GET',
    '/v1/charges',
    record({
      ...pageFields,
      created: range(),
      customer: text(),
      payment_intent: text(),
      transfer_group: text(),
    }),
    ({ desk }, params) =>
      listPage(desk.books.charges.all(), params, {
        url: '/v1/charges',
        name: 'charge',
        keep: (charge) =>
          inRange(charge.created, params.created) &&
          (params.customer === undefined || charge.customer === params.customer) &&
          (params.payment_intent === undefined || charge.payment_intent === params.payment_intent) &&
          (params.transfer_group === undefined || charge.transfer_group === params.transfer_group),
      }),
  ),

  route('GET', '/v1/charges/:id', record(expandField), ({ desk, path: [id = ''] }) => {
    const row = desk.books.charges.get(id)
    if (!row) throw missing('charge', id, 'id')
    return row.object
  }),
]
