import 'server-only'
import type { Context } from '#lib/kernel/context.ts'
import { env } from '#lib/kernel/env.ts'
import { ok, type Result, refuse } from '#lib/kernel/result.ts'
import { inTransaction, type Tx } from '#lib/kernel/transaction.ts'
import { applySession, failPayment } from './apply-session.ts'
import { createSession, sessionRequest } from './gateway.ts'
import {
  holdsMoney,
  type PaymentLink,
  type PaymentRequest,
  type PaymentsFault,
  SHORTEST_SESSION_MINUTES,
} from './model.ts'
import { findPayment, findPayments, insertPayment, lockReference, type PaymentRow } from './store.ts'
import { takeTurn } from './take-turn.ts'

/**
 * Where the buyer pays for `request.reference`. Asking again, at once or later, from any process, gives the same
 * link for as long as it is open; after it was closed a new one, under the next attempt number.
 */
export async function openPayment(
  context: Context,
  request: PaymentRequest,
): Promise<Result<PaymentLink, PaymentsFault>> {
  if (env().payments === 'off') return refuse({ code: 'payments-off' })
  if (request.expiresInMinutes < SHORTEST_SESSION_MINUTES)
    throw new Error('the provider has no shorter session')
  const claimed = await inTransaction((tx) => claim(tx, context, request))
  return claimed.ok ? linkPayment(context, claimed.value) : claimed
}

/** The open payment of this reference, written before the provider hears of it. */
async function claim(
  tx: Tx,
  context: Context,
  request: PaymentRequest,
): Promise<Result<PaymentRow, PaymentsFault>> {
  await lockReference(tx, request.reference)
  const known = await findPayments(request.reference, tx)
  if (known.some(({ state }) => holdsMoney(state))) return refuse({ code: 'already-paid' })
  const open = known.find(({ state }) => state === 'OPEN')
  if (open) return ok(open)
  const id = context.id('payment')
  const attempt = (known.at(-1)?.attempt ?? 0) + 1
  const asked = sessionRequest(id, request, context.now())
  await insertPayment(tx, context, { id, attempt, request, asked })
  const written = await findPayment(id, tx)
  if (!written) throw new Error(`${id} was written and is not there`)
  return ok(written)
}

/** Finds or makes the session of an open payment: the idempotency key makes the two the same thing. */
export async function linkPayment(
  context: Context,
  payment: PaymentRow,
): Promise<Result<PaymentLink, PaymentsFault>> {
  const there = linkOf(payment)
  if (there) return ok(there)
  if (payment.sessionId === null) {
    if (!(await takeTurn())) return refuse({ code: 'provider-silent' })
    const answer = await createSession(payment.request, payment.id)
    if (answer.ok) await applySession(context, answer.value)
    else if (answer.fault.code === 'silent') return refuse({ code: 'provider-silent' })
    else await failPayment(context, payment.id, answer.fault.detail)
  }
  const now = await findPayment(payment.id)
  const link = now && linkOf(now)
  if (link) return ok(link)
  if (now && holdsMoney(now.state)) return refuse({ code: 'already-paid' })
  // Complete, and the provider is still counting: neither a link nor a no.
  return refuse({ code: now?.state === 'OPEN' ? 'provider-silent' : 'provider-refused' })
}

function linkOf({ id: paymentId, url, openedAt }: PaymentRow): PaymentLink | null {
  return url && openedAt ? { paymentId, url, openedAt } : null
}
