import { systemContext } from '#lib/kernel/context.ts'
import { logger } from '#lib/kernel/log.ts'
import { receiveEvent } from '#lib/payments/receive-event.ts'

/** The provider's largest events are some tens of kilobytes. */
const MOST_BYTES = 1_000_000

/**
 * 200: taken, now or before. 400: not signed by the provider. Anything else, a broken database included, has it sent
 * again later. https://docs.stripe.com/webhooks#handle-events
 */
export async function POST(request: Request): Promise<Response> {
  const context = systemContext(request.headers.get('x-request-id') ?? undefined)
  const log = logger('web').child({ requestId: context.requestId, part: 'webhook' })
  if (Number(request.headers.get('content-length') ?? 0) > MOST_BYTES)
    return new Response('too large\n', { status: 413 })
  try {
    // The raw text: the signature is over its bytes, not over what they mean.
    const body = await request.text()
    const received = await receiveEvent(context, body, request.headers.get('stripe-signature') ?? '')
    if (received.ok) return new Response('taken\n')
    log.warn({ fault: received.fault.code }, 'an event was refused')
    return new Response(`${received.fault.code}\n`, { status: 400 })
  } catch (err) {
    log.error({ err }, 'an event could not be taken')
    return new Response('try again\n', { status: 500 })
  }
}
