import 'server-only'
import type { Context } from '#lib/kernel/context.ts'
import { env } from '#lib/kernel/env.ts'
import { emit } from '#lib/kernel/outbox.ts'
import { ok, type Result, refuse } from '#lib/kernel/result.ts'
import { inTransaction } from '#lib/kernel/transaction.ts'
import type { PaymentsEvent } from './events.ts'
import { openEvent } from './gateway.ts'
import { EVENT_TYPES, type WebhookFault } from './model.ts'
import { insertEvent } from './store.ts'

/**
 * The webhook: checks who sent it, puts it in the inbox once, and is done; the worker asks the provider what it
 * means. Events of no interest are taken and forgotten, or the provider would send them for days.
 */
export async function receiveEvent(
  context: Context,
  rawBody: string,
  signature: string,
): Promise<Result<undefined, WebhookFault>> {
  if (env().payments === 'off') return refuse({ code: 'payments-off' })
  const event = openEvent(rawBody, signature)
  if (!event) return refuse({ code: 'bad-signature' })
  if (!EVENT_TYPES.some((type) => type === event.type)) return ok()
  return inTransaction(async (tx) => {
    if (await insertEvent(tx, context, event))
      await emit<PaymentsEvent>(tx, context, { type: 'payments.event-received', eventId: event.id })
    return ok()
  })
}
