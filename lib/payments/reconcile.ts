import 'server-only'
import type { Context } from '#lib/kernel/context.ts'
import type { Logger } from '#lib/kernel/log.ts'
import { pages } from '#lib/kernel/pages.ts'
import { applyEvent } from './apply-event.ts'
import { applyRefund } from './apply-refund.ts'
import { applySession } from './apply-session.ts'
import { findSession } from './close-payment.ts'
import { type Answer, lastMoment, listRefunds, listSessions, readSession } from './gateway.ts'
import { judgeSession, type RefundFacts, type SessionFacts } from './model.ts'
import { sendRefund } from './send-refund.ts'
import { findOpenToCheck, findPaymentsById, findStuckEvents, markChecked, type StuckEvent } from './store.ts'
import { findRefundsByProvider, findRefundsToPush } from './store-refunds.ts'

// The shop is right without a single webhook: everything here asks the provider by itself.

/** One run looks at so many things; what is left over comes round again within the minute. */
const AT_ONCE = 100
/** So many pages of a hundred are a busy hour; more than that in one listing is worth a word in the log. */
const MOST_PAGES = 100

/** Asks again how our open payments stand. */
export async function reconcileOpenPayments(context: Context, log: Logger): Promise<void> {
  for (const payment of await findOpenToCheck(context.now(), AT_ONCE)) {
    await alone(log, { paymentId: payment.id }, async () => {
      if (payment.sessionId) {
        const answer = await readSession(payment.sessionId)
        if (answer.ok) await applySession(context, answer.value)
        else log.warn({ paymentId: payment.id, detail: answer.fault.detail }, 'the provider did not say')
      } else if (seconds(context.now()) > lastMoment(payment.request)) await findSession(context, payment)
    })
    // Also one that contradicts us and moves nothing: it waits for its next turn behind the others.
    await markChecked(payment.id, context.now())
  }
}

/**
 * Walks through the provider's own recent sessions: finds those whose id a crash has lost, and money that nobody
 * told us of. A session of ours takes money for less than an hour; the window is twice that.
 */
export async function reconcileRecentSessions(context: Context, log: Logger): Promise<void> {
  const since = seconds(context.now()) - 2 * 3600
  await walk(
    log,
    (cursor) => listSessions({ since }, cursor),
    async (sessions) => {
      for (const session of await newsOf(sessions))
        await alone(log, { sessionId: session.sessionId }, () => applySession(context, session))
    },
  )
}

/** Those that say something our rows do not. */
async function newsOf(sessions: readonly SessionFacts[]): Promise<SessionFacts[]> {
  const ids = sessions.flatMap(({ paymentId }) => paymentId ?? [])
  const ours = new Map((await findPaymentsById(ids)).map((payment) => [payment.id, payment]))
  return sessions.filter((session) => {
    const payment = ours.get(session.paymentId ?? '')
    if (!payment) return false
    const lost = payment.sessionId === null && payment.state === 'OPEN'
    const stray = payment.sessionId !== session.sessionId && session.paid
    return lost || stray || judgeSession(payment.state, session) !== null
  })
}

/** Sends what is due or failed, asks after what is on its way. */
export async function pushRefunds(context: Context, log: Logger): Promise<void> {
  for (const { id } of await findRefundsToPush(context.now(), AT_ONCE))
    await alone(log, { refundId: id }, () => sendRefund(context, id))
}

/**
 * Walks through the provider's refunds of the last month: a bank may return one that had succeeded for about that
 * long (https://docs.stripe.com/refunds#failed-refunds), and some are made at the provider's own desk.
 */
export async function reconcileRefunds(context: Context, log: Logger): Promise<void> {
  const since = seconds(context.now()) - 31 * 24 * 3600
  await walk(
    log,
    (cursor) => listRefunds(since, cursor),
    async (refunds) => {
      const known = new Map(
        (await findRefundsByProvider(refunds.map(({ providerId }) => providerId))).map((refund) => [
          refund.providerId,
          refund.state,
        ]),
      )
      for (const refund of refunds)
        if (known.get(refund.providerId) !== refund.state)
          await alone(log, { refund: refund.providerId }, () => applyRefund(context, refund))
    },
  )
}

/** Events whose job was lost or gave up. Five minutes are longer than the job's own tries. */
export async function pushEvents(context: Context, log: Logger): Promise<void> {
  const before = new Date(context.now().getTime() - 5 * 60_000)
  for await (const page of pages<StuckEvent>((after, limit) => findStuckEvents(before, after, limit)))
    for (const { id } of page) await alone(log, { eventId: id }, () => applyEvent(context, id))
}

async function walk<T extends SessionFacts | RefundFacts>(
  log: Logger,
  page: (cursor?: string) => Promise<Answer<{ items: T[]; next: string | null }>>,
  look: (items: T[]) => Promise<void>,
): Promise<void> {
  let cursor: string | undefined
  for (let pages = 0; pages < MOST_PAGES; pages++) {
    const answer = await page(cursor)
    if (!answer.ok) return log.warn({ detail: answer.fault.detail }, 'the provider gave no list')
    await look(answer.value.items)
    if (answer.value.next === null) return
    cursor = answer.value.next
  }
  log.error({ pages: MOST_PAGES }, "the provider's list was too long to walk through")
}

/** One that is broken must not keep the others waiting. */
async function alone(log: Logger, about: object, work: () => Promise<unknown>): Promise<void> {
  try {
    await work()
  } catch (err) {
    log.error({ err, ...about }, 'could not reconcile; it comes round again')
  }
}

function seconds(at: Date): number {
  return Math.floor(at.getTime() / 1000)
}
