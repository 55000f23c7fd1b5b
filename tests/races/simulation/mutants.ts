import type { Context } from '#lib/kernel/context.ts'
import type { Tx } from '#lib/kernel/transaction.ts'
import type { Shelf } from '../inventory-shelf.ts'
import { trouble } from './trouble.ts'

// The verbs that mutants replace; without a mutant they are what they were.

export function withHoldStock<M>(actual: M): M {
  const { holdStock } = actual as Pick<Shelf, 'holdStock'>
  const wrapped: Shelf['holdStock'] = (...args) => (trouble.holdStock ?? holdStock)(...args)
  return { ...actual, holdStock: wrapped }
}

interface SettlementModule {
  settlementOf(order: { paymentId: string | null }, payment: unknown): string
}

export function withSettlement<M>(actual: M): M {
  const { settlementOf } = actual as SettlementModule
  const wrapped: SettlementModule['settlementOf'] = (order, payment) => {
    if (trouble.mutant === 'no-payment-uniqueness')
      return settlementOf({ ...order, paymentId: null }, payment)
    return settlementOf(order, payment)
  }
  return { ...actual, settlementOf: wrapped }
}

interface ClosingModule {
  closePayment(context: Context, reference: string): Promise<string>
}

/** The mutant gives the goods away first and asks the provider afterwards. */
export function withClosePayment<M>(actual: M, forget: (reference: string) => Promise<unknown>): M {
  const { closePayment } = actual as ClosingModule
  const wrapped: ClosingModule['closePayment'] = async (context, reference) => {
    if (trouble.mutant !== 'release-first') return closePayment(context, reference)
    await forget(reference)
    return 'closed'
  }
  return { ...actual, closePayment: wrapped }
}

interface RefundModule {
  requestRefund(tx: Tx, context: Context, request: { causeKey: string }): Promise<unknown>
}

/** One mutant keeps what came late or twice; another asks the provider before the commit, to be quick. */
export function withRequestRefund<M>(actual: M, ask: () => Promise<unknown>): M {
  const { requestRefund } = actual as unknown as RefundModule
  const wrapped: RefundModule['requestRefund'] = async (tx, context, request) => {
    if (trouble.mutant === 'no-late-refund' && request.causeKey.startsWith('settle:'))
      return { ok: true, value: { refundId: null, amount: 0, left: 0 } }
    const requested = await requestRefund(tx, context, request)
    if (trouble.mutant === 'refund-at-once') await ask()
    return requested
  }
  return { ...actual, requestRefund: wrapped }
}
