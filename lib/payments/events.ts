export type PaymentsEvent =
  /** A provider's event lies in the inbox. */
  | { readonly type: 'payments.event-received'; readonly eventId: string }
  | { readonly type: 'payments.succeeded'; readonly paymentId: string; readonly reference: string }
  /** Expired or failed for good: the provider said that no money can come on it. */
  | { readonly type: 'payments.closed'; readonly paymentId: string; readonly reference: string }
  | { readonly type: 'payments.refund-due'; readonly refundId: string }
  /** The money went back, or came back from the buyer's bank: ask how things stand. */
  | { readonly type: 'payments.refund-settled'; readonly refundId: string; readonly reference: string }
  /** The buyer's bank asks it back, or has decided: ask how things stand. */
  | { readonly type: 'payments.disputed'; readonly paymentId: string; readonly reference: string }
  /** Somebody gave money back at the provider's own desk. */
  | { readonly type: 'payments.refund-found'; readonly refundId: string; readonly reference: string }
  /** Given up after several tries: a person has to look. */
  | { readonly type: 'payments.refund-failed'; readonly refundId: string; readonly reference: string }
