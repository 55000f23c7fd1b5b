import 'server-only'
import { db } from '#lib/kernel/db.ts'
import type { Localised } from '#lib/kernel/locale.ts'
import type { DisputeView, PaymentState } from '#lib/payments/model.ts'
import { paymentOf, type RefundView } from '#lib/payments/queries.ts'
import { type AddressInput, isCancellable, isPayable, type OrderState } from './model.ts'

export interface OrderLineView {
  readonly variantId: string
  readonly productId: string
  readonly showId: string | null
  readonly title: Localised
  readonly pack: Localised
  /** Minor units, as bought. */
  readonly unitPrice: number
  readonly quantity: number
  readonly total: number
}

export interface OrderView {
  readonly orderId: string
  readonly number: string
  readonly state: OrderState
  readonly cooperative: { readonly id: string; readonly slug: string; readonly name: Localised }
  readonly buyerId: string | null
  readonly locale: string
  readonly email: string
  readonly address: AddressInput & { readonly region: string }
  readonly currency: string
  readonly goods: number
  readonly shipping: number
  readonly total: number
  readonly lines: readonly OrderLineView[]
  readonly createdAt: Date
  readonly paidAt: Date | null
  /** Until then the goods are kept for the buyer; null once that is decided. */
  readonly deadline: Date | null
  readonly endedAt: Date | null
  /** `deadline`, `payment-failed`, `buyer`, or what staff wrote. */
  readonly endedReason: string | null
  readonly payment: {
    readonly state: PaymentState
    /** Where to pay, while that is possible. */
    readonly url: string | null
    readonly refunded: number
    /** What is neither back nor on its way. */
    readonly refundable: number
    readonly refunds: readonly RefundView[]
    /** For staff: the buyer's bank asked it back. */
    readonly dispute: DisputeView | null
  } | null
  readonly can: { readonly pay: boolean; readonly cancel: boolean }
}

/** An order whole, for those who were found to be allowed to see it. */
export async function presentOrder(orderId: string): Promise<OrderView | null> {
  const [row, payment] = await Promise.all([
    db().order.findUnique({
      where: { id: orderId },
      include: {
        lines: { orderBy: { position: 'asc' } },
        cooperative: { select: { id: true, slug: true, name: true } },
      },
    }),
    paymentOf(orderId),
  ])
  if (!row) return null
  const promised = (payment?.refunds ?? [])
    .filter(({ givenUp }) => !givenUp)
    .reduce((sum, { amount }) => sum + amount, 0)
  return {
    orderId: row.id,
    number: row.number,
    state: row.state,
    cooperative: { ...row.cooperative, name: row.cooperative.name as unknown as Localised },
    buyerId: row.buyerId,
    locale: row.locale,
    email: row.email,
    address: row.address as unknown as OrderView['address'],
    currency: row.currency,
    goods: row.goods,
    shipping: row.shipping,
    total: row.total,
    lines: row.lines.map((line) => ({
      variantId: line.variantId,
      productId: line.productId,
      showId: line.showId,
      title: line.title as unknown as Localised,
      pack: line.pack as unknown as Localised,
      unitPrice: line.unitPrice,
      quantity: line.quantity,
      total: line.total,
    })),
    createdAt: row.createdAt,
    paidAt: row.paidAt,
    deadline: isPayable(row.state) ? row.deadline : null,
    endedAt: row.endedAt,
    endedReason: row.endedReason,
    payment: payment && {
      state: payment.state,
      url: isPayable(row.state) ? payment.url : null,
      refunded: payment.refunded,
      refundable: row.paymentId === payment.paymentId ? payment.amount - promised : 0,
      refunds: payment.refunds,
      dispute: payment.dispute,
    },
    can: { pay: isPayable(row.state), cancel: isCancellable(row.state) },
  }
}
