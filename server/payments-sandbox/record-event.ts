import { copy } from './copy.ts'
import { API_VERSION, type Cause, type Desk } from './desk.ts'
import { makeStripeId } from './ids.ts'
import type { Announced } from './objects.ts'
import type { Stripe } from './stripe-types.ts'

/**
 * Writes an event with a snapshot of its object and puts it on its way.
 * `previous` holds what the changed fields were before, where Stripe says so. https://docs.stripe.com/api/events
 */
export function recordEvent(
  desk: Desk,
  cause: Cause,
  type: Stripe.Event.Type,
  object: Announced,
  previous?: Readonly<Record<string, unknown>>,
): void {
  const id = makeStripeId('evt')
  desk.books.events.put({
    id,
    object: {
      id,
      object: 'event',
      api_version: API_VERSION,
      created: desk.clock.seconds(),
      data: {
        object: copy(object),
        ...(previous ? { previous_attributes: copy(previous) } : {}),
      },
      livemode: false,
      pending_webhooks: desk.listeners(),
      request: { id: cause.request, idempotency_key: cause.idempotencyKey },
      type,
    },
  })
  desk.announce(id)
}
