import type { BadgeTone } from '#components/ui/badge.tsx'
import type { OrderState } from '#lib/orders/model.ts'

/** How an order's state is marked, wherever it is listed. */
export const ORDER_TONES: Readonly<Record<OrderState, BadgeTone>> = {
  HELD: 'trust',
  RELEASED: 'plain',
  PAID: 'good',
  PACKED: 'good',
  SHIPPED: 'good',
  DELIVERED: 'good',
  CANCELLED: 'plain',
  REFUNDING: 'trust',
  REFUNDED: 'plain',
}
