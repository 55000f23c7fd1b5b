import type Stripe from 'stripe'
import type { Sandbox } from '#server/payments-sandbox/sandbox-surface.ts'
import { refusalOf, sessionParams } from '../fixtures/open-sandbox.ts'

const LATER = 3600

/** A walk through everything the stand-in does: each endpoint, each ending of a payment, each event. */
export async function walkThroughEverything(sandbox: Sandbox, stripe: Stripe): Promise<void> {
  const customer = await keepCustomer(stripe)
  await payByCard(sandbox, stripe, customer)
  for (const wallet of ['alipay', 'wechat_pay'] as const) await payByWallet(sandbox, stripe, wallet)
  await payInOneCall(stripe, customer)
  await readBack(sandbox, stripe)
}

async function keepCustomer(stripe: Stripe): Promise<string> {
  const { id } = await stripe.customers.create({
    email: 'mei@example.org',
    name: 'Mei',
    phone: '+86 138 0000 0000',
    preferred_locales: ['zh'],
    metadata: { member: 1 },
    address: { line1: 'East road 1', city: 'Chengdu', country: 'CN' },
    shipping: { name: 'Mei', address: { line1: 'East road 1' } },
  })
  await stripe.customers.update(id, { description: 'buys pears', metadata: { member: '' } })
  const card = await stripe.paymentMethods.attach('pm_card_unionpay', { customer: id })
  await stripe.paymentMethods.detach(card.id)
  return id
}

async function payByCard(sandbox: Sandbox, stripe: Stripe, customer: string): Promise<void> {
  const full = await stripe.checkout.sessions.create(
    sessionParams({
      customer,
      customer_email: undefined,
      client_reference_id: 'ord_1',
      expires_at: sandbox.clock.now() + 1900,
      locale: 'zh',
      metadata: { order: 'ord_1' },
      payment_intent_data: {
        description: 'Pears',
        metadata: { order: 'ord_1' },
        receipt_email: 'mei@example.org',
        setup_future_usage: 'off_session',
        shipping: { name: 'Mei', address: { line1: 'East road 1', country: 'CN' } },
        statement_descriptor_suffix: 'PEARS',
        transfer_group: 'ord_1',
      },
      payment_method_options: {
        alipay: { setup_future_usage: 'none' },
        card: { request_three_d_secure: 'automatic', setup_future_usage: 'off_session' },
        wechat_pay: { client: 'web' },
      },
      saved_payment_method_options: { payment_method_save: 'enabled' },
      excluded_payment_method_types: ['wechat_pay'],
      shipping_options: [
        {
          shipping_rate_data: {
            display_name: 'Cold',
            fixed_amount: { amount: 1200, currency: 'cny' },
            delivery_estimate: { minimum: { unit: 'business_day', value: 2 } },
            type: 'fixed_amount',
          },
        },
      ],
      submit_type: 'pay',
    }),
  )
  sandbox.pay(full.id, { number: '4000000000000002' })
  sandbox.pay(full.id, { number: '4000000000003220', answer: 'fail' })
  sandbox.pay(full.id, { number: '4000002500003155', answer: 'approve' })
  const guest = await stripe.checkout.sessions.create(
    sessionParams({ customer_creation: 'always', allowed_payment_method_types: ['card', 'link'] }),
  )
  sandbox.pay(guest.id, { number: '4000000000005126' })
  const { payment_intent } = await stripe.checkout.sessions.retrieve(guest.id)
  await stripe.refunds.create({
    payment_intent: String(payment_intent),
    amount: 100,
    reason: 'requested_by_customer',
    metadata: { claim: 'c1' },
    expand: ['charge', 'payment_intent.latest_charge'],
  })
  sandbox.clock.advance(LATER)
  const expired = await stripe.checkout.sessions.create(sessionParams())
  sandbox.pay(expired.id, { number: '4000000000003220' })
  await stripe.checkout.sessions.expire(expired.id)
  await refusalOf(stripe.checkout.sessions.expire(expired.id))
  const free = await stripe.checkout.sessions.create(
    sessionParams({
      line_items: [
        { quantity: 1, price_data: { currency: 'cny', unit_amount: 0, product_data: { name: 'Gift' } } },
      ],
    }),
  )
  sandbox.pay(free.id, {})
}

async function payByWallet(sandbox: Sandbox, stripe: Stripe, method: 'alipay' | 'wechat_pay'): Promise<void> {
  for (const ending of ['succeed', 'fail'] as const) {
    const { id } = await stripe.checkout.sessions.create(sessionParams())
    sandbox.pay(id, { method, answer: 'pending' })
    await stripe.checkout.sessions.retrieve(id, { expand: ['payment_intent.latest_charge'] })
    const { payment_intent } = await stripe.checkout.sessions.retrieve(id)
    sandbox.settlePayment(String(payment_intent), ending)
  }
  const { id } = await stripe.checkout.sessions.create(sessionParams())
  sandbox.pay(id, { method })
  await stripe.checkout.sessions.retrieve(id, { expand: ['payment_intent'] })
  sandbox.pay(id, { method, answer: 'approve' })
  const { payment_intent } = await stripe.checkout.sessions.retrieve(id)
  await stripe.refunds.create({ payment_intent: String(payment_intent), amount: 600 })
  sandbox.clock.advance(LATER)
  const { id: refund } = await stripe.refunds.create({ payment_intent: String(payment_intent) })
  sandbox.settleRefund(refund, 'failed')
}

async function payInOneCall(stripe: Stripe, customer: string): Promise<void> {
  const fifty = { amount: 5000, currency: 'cny', customer } as const
  const { data } = await stripe.customers.listPaymentMethods(customer, { type: 'card' })
  const kept = data[0]?.id ?? ''
  await stripe.paymentIntents.create({
    ...fifty,
    confirm: true,
    off_session: true,
    payment_method: kept,
    metadata: { order: 'ord_2' },
    expand: ['latest_charge', 'payment_method', 'customer'],
  })
  const declined = {
    ...fifty,
    confirm: true,
    off_session: true,
    payment_method: 'pm_card_visa_chargeDeclined',
  }
  await refusalOf(stripe.paymentIntents.create(declined))
  const asked = await stripe.paymentIntents.create({
    ...fifty,
    automatic_payment_methods: { enabled: true, allow_redirects: 'never' },
  })
  await stripe.paymentIntents.confirm(asked.id, { payment_method: 'pm_card_threeDSecure2Required' })
  await stripe.paymentIntents.cancel(asked.id, { cancellation_reason: 'abandoned' })
}

async function readBack(sandbox: Sandbox, stripe: Stripe): Promise<void> {
  const created = { gte: sandbox.clock.now() - 24 * 3600, lte: sandbox.clock.now() }
  const whole = { created, limit: 100 }
  const sessions = await stripe.checkout.sessions.list({
    ...whole,
    status: 'complete',
    expand: ['data.payment_intent.latest_charge', 'data.line_items'],
  })
  const intents = await stripe.paymentIntents.list({ ...whole, expand: ['data.latest_charge'] })
  const charges = await stripe.charges.list({ ...whole, expand: ['data.refunds', 'data.payment_intent'] })
  const refunds = await stripe.refunds.list({ ...whole, expand: ['data.charge'] })
  const customers = await stripe.customers.list({ created: sandbox.clock.now(), limit: 100 })
  const methods = await stripe.paymentMethods.list({ customer: idOf(charges.data, 'customer') })
  const events = await stripe.events.list({ limit: 100, types: ['charge.*', 'refund.*'] })
  await stripe.checkout.sessions.listLineItems(sessions.data[0]?.id ?? '', { limit: 1 })
  await stripe.paymentIntents.retrieve(intents.data[0]?.id ?? '')
  await stripe.charges.retrieve(charges.data[0]?.id ?? '', { expand: ['customer'] })
  await stripe.refunds.retrieve(refunds.data[0]?.id ?? '')
  await stripe.customers.retrieve(customers.data[0]?.id ?? idOf(charges.data, 'customer'))
  await stripe.paymentMethods.retrieve(methods.data[0]?.id ?? '')
  await stripe.events.retrieve(events.data[0]?.id ?? '')
}

function idOf(all: readonly { customer: unknown }[], name: 'customer'): string {
  return String(all.find((one) => typeof one[name] === 'string')?.[name])
}
