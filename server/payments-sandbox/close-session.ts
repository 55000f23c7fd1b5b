import type { Cause, Desk } from './desk.ts'
import type { SessionRow } from './objects.ts'
import { recordEvent } from './record-event.ts'
import { cancelIntent } from './try-payment.ts'

/** The buyer is through; whether the money is there `paid` says. */
export function completeSession(
  desk: Desk,
  cause: Cause,
  row: SessionRow,
  paid: 'paid' | 'unpaid' | 'no_payment_required',
): void {
  row.object.status = 'complete'
  row.object.payment_status = paid
  row.object.url = null
  desk.books.sessions.put(row)
  desk.books.tasks.remove(`expire ${row.id}`)
  recordEvent(desk, cause, 'checkout.session.completed', row.object)
}

/** From here on nothing that a page still shows can pay it. */
export function expireSession(desk: Desk, cause: Cause, row: SessionRow): void {
  const intent = row.object.payment_intent ? desk.books.intents.get(row.object.payment_intent) : undefined
  if (intent) cancelIntent(desk, cause, intent, 'expired')
  row.object.status = 'expired'
  row.object.url = null
  desk.books.sessions.put(row)
  desk.books.tasks.remove(`expire ${row.id}`)
  recordEvent(desk, cause, 'checkout.session.expired', row.object)
}
