import type { Books } from './books.ts'
import { copy } from './copy.ts'

/** The provider's own books, for whoever checks a shop's against them. Amounts in minor units. */
export interface Ledger {
  readonly sessions: readonly {
    readonly id: string
    readonly status: string
    readonly payment_status: string
    readonly amount_total: number
    readonly currency: string
    readonly client_reference_id: string | null
    readonly payment_intent: string | null
    readonly metadata: Readonly<Record<string, string>>
  }[]
  readonly charges: readonly {
    readonly id: string
    readonly status: string
    readonly amount: number
    readonly amount_captured: number
    /** Refunds that are pending count, those that failed do not. */
    readonly amount_refunded: number
    readonly currency: string
    readonly payment_intent: string
    readonly client_reference_id: string | null
    readonly metadata: Readonly<Record<string, string>>
  }[]
  readonly refunds: readonly {
    readonly id: string
    readonly status: string
    readonly amount: number
    readonly currency: string
    readonly charge: string
    readonly payment_intent: string
    readonly metadata: Readonly<Record<string, string>>
  }[]
  /** By currency: what came in, and what of it went or is going back. */
  readonly totals: Readonly<Record<string, { readonly captured: number; readonly refunded: number }>>
}

export function readLedger(books: Books): Ledger {
  const totals: Record<string, { captured: number; refunded: number }> = {}
  const charges = books.charges.all().map(({ object }) => {
    const total = totals[object.currency] ?? { captured: 0, refunded: 0 }
    total.captured += object.amount_captured
    total.refunded += object.amount_refunded
    totals[object.currency] = total
    const session = books.sessions.get(books.intents.get(object.payment_intent)?.session ?? '')
    return {
      id: object.id,
      status: object.status,
      amount: object.amount,
      amount_captured: object.amount_captured,
      amount_refunded: object.amount_refunded,
      currency: object.currency,
      payment_intent: object.payment_intent,
      client_reference_id: session?.object.client_reference_id ?? null,
      metadata: object.metadata,
    }
  })
  const sessions = books.sessions.all().map(({ object }) => ({
    id: object.id,
    status: object.status ?? '',
    payment_status: object.payment_status,
    amount_total: object.amount_total,
    currency: object.currency,
    client_reference_id: object.client_reference_id,
    payment_intent: object.payment_intent,
    metadata: object.metadata,
  }))
  const refunds = books.refunds.all().map(({ object }) => ({
    id: object.id,
    status: object.status,
    amount: object.amount,
    currency: object.currency,
    charge: object.charge,
    payment_intent: object.payment_intent,
    metadata: object.metadata ?? {},
  }))
  return copy({ sessions, charges, refunds, totals })
}
