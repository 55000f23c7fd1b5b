import 'server-only'
import type { Context } from '#lib/kernel/context.ts'
import { applySession, failPayment } from './apply-session.ts'
import { expireSession, lastMoment, listSessions, readSession } from './gateway.ts'
import { holdsMoney, type PaymentState } from './model.ts'
import { linkPayment } from './open-payment.ts'
import { findPayment, findPayments, type PaymentRow } from './store.ts'

export type Closing = 'closed' | 'succeeded' | 'unknown'

/**
 * Asks the provider to take no more money for `reference`, and says what it answered: `closed` when none can come
 * any more, `succeeded` when it is there already, `unknown` when it did not answer or is still at it. Only `closed`
 * allows to give the goods to somebody else.
 */
export async function closePayment(context: Context, reference: string): Promise<Closing> {
  const payments = await findPayments(reference)
  if (payments.some(({ state }) => holdsMoney(state))) return 'succeeded'
  const open = payments.find(({ state }) => state === 'OPEN')
  return open ? closeOpen(context, open) : 'closed'
}

async function closeOpen(context: Context, payment: PaymentRow): Promise<Closing> {
  const sessionId = payment.sessionId ?? (await findSession(context, payment))
  if (sessionId) {
    const expired = await expireSession(sessionId)
    // Not open any more: paid meanwhile, or closed already.
    const answer = !expired.ok && expired.fault.code === 'refused' ? await readSession(sessionId) : expired
    if (answer.ok) await applySession(context, answer.value)
  }
  const now = await findPayment(payment.id)
  return now ? closingOf(now.state) : 'unknown'
}

function closingOf(state: PaymentState): Closing {
  if (holdsMoney(state)) return 'succeeded'
  return state === 'OPEN' ? 'unknown' : 'closed'
}

/**
 * The session of a payment whose answer was lost. Within the request's time, sending it again under its key finds
 * the session or makes one to be closed at once; after that no session can be made any more, so the provider's
 * list is the last word. Null when there is none, or no answer.
 */
export async function findSession(context: Context, payment: PaymentRow): Promise<string | null> {
  if (seconds(context.now()) <= lastMoment(payment.request)) {
    await linkPayment(context, payment)
    return (await findPayment(payment.id))?.sessionId ?? null
  }
  let cursor: string | undefined
  do {
    const page = await listSessions(
      { since: seconds(payment.createdAt) - 60, until: lastMoment(payment.request) },
      cursor,
    )
    if (!page.ok) return null
    const found = page.value.items.find(({ paymentId }) => paymentId === payment.id)
    if (found) {
      await applySession(context, found)
      return found.sessionId
    }
    cursor = page.value.next ?? undefined
  } while (cursor)
  await failPayment(context, payment.id, 'the provider never opened a session for it')
  return null
}

function seconds(at: Date): number {
  return Math.floor(at.getTime() / 1000)
}
