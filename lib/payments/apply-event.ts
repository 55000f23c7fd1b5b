import 'server-only'
import type { Context } from '#lib/kernel/context.ts'
import { applyDispute } from './apply-dispute.ts'
import { applyRefund } from './apply-refund.ts'
import { applySession } from './apply-session.ts'
import { type ProviderFault, readDispute, readRefund, readSession } from './gateway.ts'
import { findEvent, markApplied } from './store.ts'

/**
 * Takes an event as a hint to look, fetches what it is about afresh and applies that. So an event that is late, old,
 * repeated or out of order does what any other would. Throws when the provider does not answer.
 */
export async function applyEvent(context: Context, eventId: string): Promise<void> {
  const event = await findEvent(eventId)
  if (!event || event.appliedAt) return
  if (event.type.startsWith('checkout.session.')) {
    const session = await readSession(event.subject)
    if (session.ok) await applySession(context, session.value)
    else insist(session.fault)
  } else if (event.type.startsWith('refund.')) {
    const refund = await readRefund(event.subject)
    if (refund.ok) await applyRefund(context, refund.value)
    else insist(refund.fault)
  } else if (event.type.startsWith('charge.dispute.')) {
    const dispute = await readDispute(event.subject)
    if (dispute.ok) await applyDispute(context, dispute.value)
    else insist(dispute.fault)
  }
  await markApplied(eventId, context.now())
}

/** No such thing is an answer; no answer is none. */
function insist(fault: ProviderFault): void {
  if (fault.code === 'silent' || fault.reason !== 'resource_missing') throw new Error(fault.detail)
}
