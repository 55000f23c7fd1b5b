import 'server-only'
import { courierRatesOf } from '#lib/catalog/queries.ts'
import { regionOf } from '#lib/catalog/regions.ts'
import { searchText } from '#lib/catalog/search-text.ts'
import { holdStock } from '#lib/inventory/hold-stock.ts'
import type { Context } from '#lib/kernel/context.ts'
import type { Locale } from '#lib/kernel/locale.ts'
import { emit } from '#lib/kernel/outbox.ts'
import { ok, type Result, refuse } from '#lib/kernel/result.ts'
import type { Tx } from '#lib/kernel/transaction.ts'
import type { Actor } from '#lib/members/model.ts'
import { takeOutOfCart } from './cart-store.ts'
import type { OrdersEvent } from './events.ts'
import { type CheckoutFault, type CheckoutInput, LINK_MINUTES, type NamedLine } from './model.ts'
import { orderNumber } from './order-number.ts'
import { type PricedLine, priceLines } from './price-lines.ts'
import { type Quote, quote } from './quote.ts'
import { findOrderByAttempt, insertLines, insertOrder, type OrderRow } from './store.ts'

export type WrittenCheckout = CheckoutInput & { readonly locale: Locale }

/** Lines that are all on sale in this cooperative, at what they cost now. */
interface Offer {
  readonly lines: readonly (PricedLine & { readonly variant: NonNullable<PricedLine['variant']> })[]
  readonly region: string
  readonly quote: Quote
}

/**
 * Prices it, holds the stock and writes the order, in the caller's transaction. The same attempt once more is the
 * same order, also at the same moment. Stock is taken last: its row is the one that everybody in a show waits for.
 */
export async function writeOrder(
  tx: Tx,
  context: Context,
  actor: Actor,
  input: WrittenCheckout,
): Promise<Result<OrderRow, CheckoutFault>> {
  const buyerId = actor.kind === 'user' ? actor.id : null
  const known = await findOrderByAttempt(tx, input.attemptId)
  if (known) return known.buyerId === buyerId ? ok(known) : refuse({ code: 'attempt-taken' })
  const offered = await offer(tx, input)
  if (!offered.ok) return offered
  const { lines, quote: sums, region } = offered.value
  const currency = lines[0]?.variant.currency
  if (!currency) return refuse({ code: 'empty' })
  const id = context.id('order')
  const number = orderNumber(id)
  const inserted = await insertOrder(tx, context, {
    id,
    number,
    attemptId: input.attemptId,
    cooperativeId: input.cooperativeId,
    buyerId,
    locale: input.locale,
    email: input.email,
    address: { ...input.address, region },
    currency,
    goods: sums.goods,
    shipping: sums.shipping,
    total: sums.total,
    weightGrams: sums.weightGrams,
    deadline: new Date(context.now().getTime() + LINK_MINUTES * 60_000),
    searchText: searchText([`${number} ${input.address.name}`, input.address.phone, input.email]),
  })
  // Somebody was writing the same attempt at this moment and is done now (or, once in a trillion, has our number).
  if (!inserted) return writeOrder(tx, context, actor, input)
  await insertLines(
    tx,
    id,
    lines.map(({ variant, variantId, showId, quantity, unitPrice }) => ({
      id: context.id('line'),
      variantId,
      productId: variant.productId,
      showId,
      title: variant.title,
      pack: variant.pack,
      unitPrice,
      quantity,
      weightGrams: variant.weightGrams,
    })),
  )
  if (input.from === 'cart')
    await takeOutOfCart(
      tx,
      actor,
      lines.map(({ variantId }) => variantId),
    )
  await emit<OrdersEvent>(tx, context, { type: 'orders.held', orderId: id })
  const short = await hold(tx, context, id, lines)
  if (short) return refuse(short)
  const written = await findOrderByAttempt(tx, input.attemptId)
  if (!written) throw new Error(`${id} was written and is not there`)
  return ok(written)
}

async function offer(tx: Tx, input: WrittenCheckout): Promise<Result<Offer, CheckoutFault>> {
  const priced = await priceLines(
    tx,
    input.lines.map(({ variantId, quantity, showId }) => ({ variantId, quantity, showId: showId ?? null })),
  )
  const lines = priced.flatMap((line) =>
    line.forSale && line.variant?.cooperativeId === input.cooperativeId
      ? [{ ...line, variant: line.variant }]
      : [],
  )
  if (lines.length < priced.length) {
    const sold = new Set(lines.map(({ variantId }) => variantId))
    return refuse({
      code: 'variant-gone',
      lines: priced.filter(({ variantId }) => !sold.has(variantId)).map(nameLine),
    })
  }
  const seen = new Map(input.lines.map((line) => [line.variantId, line.seenPrice]))
  const changed = lines.filter(({ variantId, unitPrice }) => seen.get(variantId) !== unitPrice)
  if (changed.length > 0)
    return refuse({
      code: 'price-changed',
      currency: changed[0]?.variant.currency ?? '',
      lines: changed.map((line) => ({
        ...nameLine(line),
        seen: seen.get(line.variantId) ?? 0,
        now: line.unitPrice,
      })),
    })
  const region = regionOf(input.address.province)?.code
  if (!region) return refuse({ code: 'region-unknown' })
  const rates = await courierRatesOf(input.cooperativeId, tx)
  const sums = quote(
    lines.map(({ unitPrice, quantity, variant }) => ({
      unitPrice,
      quantity,
      weightGrams: variant.weightGrams,
    })),
    rates.filter((rate) => rate.region === region),
  )
  return 'code' in sums ? refuse(sums) : ok({ lines, region, quote: sums })
}

async function hold(
  tx: Tx,
  context: Context,
  reference: string,
  lines: Offer['lines'],
): Promise<CheckoutFault | null> {
  const [outcome] = await holdStock(
    tx,
    context,
    lines.map(({ variantId, quantity }) => ({ reference, variantId, quantity })),
  )
  if (!outcome || outcome.ok) return null
  const left = new Map(outcome.short.map(({ variantId, available }) => [variantId, available]))
  return {
    code: 'sold-out',
    lines: lines
      .filter(({ variantId }) => left.has(variantId))
      .map((line) => ({
        ...nameLine(line),
        wanted: line.quantity,
        available: left.get(line.variantId) ?? 0,
      })),
  }
}

function nameLine({ variantId, variant }: PricedLine): NamedLine {
  return { variantId, title: variant?.title ?? null, pack: variant?.pack ?? null }
}
