import { expireSession } from './close-session.ts'
import { inRange, listPage, range } from './list-page.ts'
import { makeSession } from './make-session.ts'
import type { SessionRow } from './objects.ts'
import { oneOf, record, required, text } from './params.ts'
import { forbidden, missing } from './refusal.ts'
import { type Call, expandField, pageFields, type Route, route } from './route.ts'
import { SESSION_CREATE } from './session-params.ts'

// https://docs.stripe.com/api/checkout/sessions

const onlyExpand = record(expandField)

function find({ desk, path }: Call): SessionRow {
  const [id = ''] = path
  const row = desk.books.sessions.get(id)
  if (!row) throw missing('checkout.session', id, 'session')
  return row
}

export const SESSION_ROUTES: readonly Route[] = [
  route('POST', '/v1/checkout/sessions', SESSION_CREATE, makeSession),

  route(
    'GET',
    '/v1/checkout/sessions',
    record(
      {
        ...pageFields,
        created: range(),
        customer: text(),
        customer_details: record({ email: required(text()) }),
        payment_intent: text(),
        status: oneOf(['open', 'complete', 'expired']),
      },
      ['customer_account', 'payment_link', 'subscription'],
    ),
    ({ desk }, params) =>
      listPage(desk.books.sessions.all(), params, {
        url: '/v1/checkout/sessions',
        name: 'checkout.session',
        keep: (session) =>
          inRange(session.created, params.created) &&
          (params.status === undefined || session.status === params.status) &&
          (params.customer === undefined || session.customer === params.customer) &&
          (params.payment_intent === undefined || session.payment_intent === params.payment_intent) &&
          (params.customer_details === undefined ||
            session.customer_details?.email === params.customer_details.email),
      }),
  ),

  route('GET', '/v1/checkout/sessions/:id', onlyExpand, (call) => find(call).object),

  route('GET', '/v1/checkout/sessions/:id/line_items', record(pageFields), (call, params) => {
    const row = find(call)
    return listPage(
      row.items.map((object) => ({ object })),
      params,
      { url: `/v1/checkout/sessions/${row.id}/line_items`, name: 'item', oldestFirst: true },
    )
  }),

  route('POST', '/v1/checkout/sessions/:id/expire', onlyExpand, (call) => {
    const row = find(call)
    if (row.object.status !== 'open')
      throw forbidden(
        `Only Checkout Sessions with a status in ["open"] can be expired. This Checkout Session has a status of \`${row.object.status}\`.`,
      )
    expireSession(call.desk, call.cause, row)
    return row.object
  }),
]
