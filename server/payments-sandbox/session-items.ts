import { amountInWords, leastAmount, MOST, takesCurrency } from './currencies.ts'
import { makeStripeId } from './ids.ts'
import type { LineItemObject, MethodType, SessionObject } from './objects.ts'
import { mergeMetadata } from './params.ts'
import { invalid } from './refusal.ts'
import type { LineItemParams, SessionCreate, ShippingOptionParams } from './session-params.ts'
import type { Stripe } from './stripe-types.ts'

/** Makes the session's shipping cost this rate's; the total follows. */
export function chooseShipping(session: SessionObject, rate: Stripe.ShippingRate): void {
  const amount = rate.fixed_amount?.amount ?? 0
  session.shipping_cost = {
    amount_subtotal: amount,
    amount_tax: 0,
    amount_total: amount,
    shipping_rate: rate.id,
  }
  session.total_details = { amount_discount: 0, amount_shipping: amount, amount_tax: 0 }
  session.amount_total = session.amount_subtotal + amount
}

/** The currency of the whole session. */
export function oneCurrency(items: readonly LineItemParams[], params: SessionCreate): string {
  const all = new Set(items.flatMap((item) => item.price_data?.currency ?? []))
  if (params.currency) all.add(params.currency)
  const [currency] = all
  if (all.size > 1) throw invalid('All line items must have the same currency.', 'line_items')
  if (!currency)
    throw invalid(
      'Missing required param: line_items[0][price_data].',
      'line_items[0][price_data]',
      'parameter_missing',
    )
  return currency
}

/** One line as the API shows it; its price and product are made up on the spot. */
export function makeLineItem(item: LineItemParams, index: number, now: number): LineItemObject {
  const at = `line_items[${index}]`
  const { price_data: price, quantity } = item
  if (!price)
    throw invalid(`Missing required param: ${at}[price_data].`, `${at}[price_data]`, 'parameter_missing')
  if (quantity === undefined)
    throw invalid(`Quantity is required. Add \`quantity\` to \`${at}\``, `${at}[quantity]`)
  const { product_data: product, unit_amount: each } = price
  for (const [name, value] of Object.entries({ product_data: product, unit_amount: each }))
    if (value === undefined)
      throw invalid(
        `Missing required param: ${at}[price_data][${name}].`,
        `${at}[price_data][${name}]`,
        'parameter_missing',
      )
  const amount = (each ?? 0) * quantity
  return {
    id: makeStripeId('li'),
    object: 'item',
    adjustable_quantity: null,
    amount_discount: 0,
    amount_subtotal: amount,
    amount_tax: 0,
    amount_total: amount,
    currency: price.currency,
    description: product?.name ?? '',
    metadata: mergeMetadata({}, item.metadata),
    price: {
      id: makeStripeId('price'),
      object: 'price',
      active: false,
      billing_scheme: 'per_unit',
      created: now,
      currency: price.currency,
      custom_unit_amount: null,
      livemode: false,
      lookup_key: null,
      metadata: {},
      nickname: null,
      product: makeStripeId('prod', 14),
      recurring: null,
      tax_behavior: price.tax_behavior ?? 'unspecified',
      tiers_mode: null,
      transform_quantity: null,
      type: 'one_time',
      unit_amount: each ?? 0,
      unit_amount_decimal: String(each ?? 0),
    },
    quantity,
  }
}

export function makeShippingRate(
  option: ShippingOptionParams,
  index: number,
  currency: string,
  now: number,
): Stripe.ShippingRate {
  const at = `shipping_options[${index}][shipping_rate_data]`
  const { shipping_rate_data: data } = option
  if (!data?.fixed_amount)
    throw invalid(`Missing required param: ${at}[fixed_amount].`, `${at}[fixed_amount]`, 'parameter_missing')
  if (data.fixed_amount.currency !== currency)
    throw invalid('The currency of the shipping rate must be that of the line items.', `${at}[fixed_amount]`)
  const { delivery_estimate: estimate } = data
  return {
    id: makeStripeId('shr'),
    object: 'shipping_rate',
    active: true,
    created: now,
    delivery_estimate: estimate
      ? { maximum: estimate.maximum ?? null, minimum: estimate.minimum ?? null }
      : null,
    display_name: data.display_name,
    fixed_amount: { amount: data.fixed_amount.amount, currency },
    livemode: false,
    metadata: mergeMetadata({}, data.metadata),
    tax_behavior: data.tax_behavior ?? 'unspecified',
    tax_code: null,
    type: 'fixed_amount',
  }
}

/** What the page will offer. */
export function methodTypesOf(params: SessionCreate, currency: string): MethodType[] {
  const { allowed_payment_method_types: allowed, excluded_payment_method_types: excluded } = params
  const types = (['card', 'alipay', 'wechat_pay'] as const).filter(
    (type) =>
      (!allowed || allowed.includes(type)) && !excluded?.includes(type) && takesCurrency(type, currency),
  )
  if (types.length > 0) return types
  throw invalid('No valid payment method types for this Checkout Session.')
}

/** https://docs.stripe.com/currencies#minimum-and-maximum-charge-amounts; nothing at all may be had for free. */
export function refuseTotal(total: number, currency: string): void {
  const least = leastAmount(currency)
  if (total > 0 && total < least)
    throw invalid(
      `The Checkout Session's total amount due must add up to at least ${amountInWords(least, currency)} ${currency}`,
      undefined,
      'amount_too_small',
    )
  if (total > MOST)
    throw invalid(
      `The Checkout Session's total amount due must be no more than ${amountInWords(MOST, currency)} ${currency}`,
      undefined,
      'amount_too_large',
    )
}
