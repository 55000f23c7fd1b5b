export interface OrdersEvent {
  /**
   * held: priced, held and written down, not paid. released: the time to pay ran out or the buyer left, the goods are
   * for everyone again. cancelled: before packing, goods and money go back. refunding: paid when the goods were gone.
   */
  readonly type:
    | 'orders.held'
    | 'orders.paid'
    | 'orders.released'
    | 'orders.cancelled'
    | 'orders.refunding'
    | 'orders.refunded'
  readonly orderId: string
}
