import { methodFor } from './confirm-intent.ts'
import { listPage } from './list-page.ts'
import { attachMethod } from './make-customer.ts'
import type { MethodRow } from './objects.ts'
import { oneOf, record, required, text } from './params.ts'
import { recordEvent } from './record-event.ts'
import { forbidden, missing } from './refusal.ts'
import { type Call, expandField, pageFields, type Route, route } from './route.ts'

// Cards that customers keep. https://docs.stripe.com/api/payment_methods

const listFields = {
  ...pageFields,
  allow_redisplay: oneOf(['always', 'limited', 'unspecified']),
  type: oneOf(['card', 'alipay', 'wechat_pay']),
}

function find({ desk, path }: Call): MethodRow {
  const id = path.at(-1) ?? ''
  const row = desk.books.methods.get(id)
  if (!row) throw missing('PaymentMethod', id, 'payment_method')
  return row
}

function requireCustomer({ desk }: Call, id: string, status: 400 | 404): void {
  if (!desk.books.customers.get(id)) throw missing('customer', id, 'customer', status)
}

function kept(
  { desk }: Call,
  params: Parameters<typeof listPage>[1] & {
    type: string | undefined
    allow_redisplay: string | undefined
  },
  customer: string | undefined,
  url: string,
) {
  return listPage(desk.books.methods.all(), params, {
    url,
    name: 'PaymentMethod',
    // Without a customer Stripe lists none.
    keep: (method) =>
      customer !== undefined &&
      method.customer === customer &&
      (params.type === undefined || method.type === params.type) &&
      (params.allow_redisplay === undefined || method.allow_redisplay === params.allow_redisplay),
  })
}

export const PAYMENT_METHOD_ROUTES: readonly Route[] = [
  route(
    'GET',
    '/v1/payment_methods',
    record({ ...listFields, customer: text() }, ['customer_account']),
    (call, params) => {
      if (params.customer !== undefined) requireCustomer(call, params.customer, 400)
      return kept(call, params, params.customer, '/v1/payment_methods')
    },
  ),

  route('GET', '/v1/customers/:id/payment_methods', record(listFields), (call, params) => {
    const [customer = ''] = call.path
    requireCustomer(call, customer, 404)
    return kept(call, params, customer, `/v1/customers/${customer}/payment_methods`)
  }),

  route('GET', '/v1/payment_methods/:id', record(expandField), (call) => find(call).object),

  route(
    'POST',
    '/v1/payment_methods/:id/attach',
    record({ ...expandField, customer: required(text()) }, ['customer_account']),
    (call, params) => {
      requireCustomer(call, params.customer, 400)
      const method = methodFor(call, call.path[0] ?? '', params.customer)
      attachMethod(call.desk, call.cause, method, params.customer)
      return method.object
    },
  ),

  route('POST', '/v1/payment_methods/:id/detach', record(expandField), (call) => {
    const row = find(call)
    const { customer } = row.object
    if (!customer)
      throw forbidden(
        'The payment method you provided is not attached to a customer so detachment is impossible.',
      )
    row.object.customer = null
    row.setUp = false
    call.desk.books.methods.put(row)
    recordEvent(call.desk, call.cause, 'payment_method.detached', row.object, { customer })
    return row.object
  }),
]
