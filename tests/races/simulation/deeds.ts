import { packOrder } from '#lib/fulfilment/pack-order.ts'
import { db } from '#lib/kernel/db.ts'
import { cancelOrder } from '#lib/orders/cancel-order.ts'
import { payOrder } from '#lib/orders/pay-order.ts'
import { refundOrder } from '#lib/orders/refund-order.ts'
import { startCheckout } from '#lib/orders/start-checkout.ts'
import { receiveEvent } from '#lib/payments/receive-event.ts'
import { pageOf } from '../../fixtures/market.ts'
import { takeDueJobs } from '../../fixtures/worker.ts'
import { DOMAINS, SWEEPS, watch, work } from './house.ts'
import { type Buyer, count, newAttempt, type Shop } from './shop.ts'
import { asLife, trouble } from './trouble.ts'

// What people, the provider and the house's own processes do. Each deed is one process's run: it may die anywhere.

/** Ways to pay on the provider's page, good and bad. */
const WAYS = [
  {},
  {},
  {},
  {},
  { number: '4000000000007726' },
  { number: '4000000000000002' },
  { number: '4000000000009995' },
  { number: '4000000000003220', answer: 'approve' },
  { number: '4000000000003220', answer: 'fail' },
  { method: 'alipay', answer: 'approve' },
  { method: 'alipay', answer: 'fail' },
  { method: 'wechat_pay', answer: 'approve' },
] as const

const SLOW_WAYS = [
  { method: 'wechat_pay', answer: 'pending' },
  { method: 'alipay', answer: 'pending' },
] as const

const anyOrder = (shop: Shop) => {
  const buyer = shop.chance.pick(shop.buyers)
  const order = buyer && shop.chance.pick([...buyer.orders])
  return buyer && order ? { buyer, orderId: order[0], key: order[1] } : null
}

async function anyPaid(shop: Shop): Promise<string | undefined> {
  const rows = await db().order.findMany({ where: { state: 'PAID' }, select: { id: true } })
  return shop.chance.pick(rows)?.id
}

async function checkOut(shop: Shop, buyer: Buyer): Promise<void> {
  const started = await asLife(() => startCheckout(shop.context, buyer.actor, buyer.input, pageOf))
  if (started?.ok) buyer.orders.set(started.value.orderId, started.value.key)
  else if (started) {
    count(shop, started.fault.code)
    if (started.fault.code !== 'sold-out') trouble.violations.push(`a checkout was ${started.fault.code}`)
  }
}

export const deeds: Readonly<Record<string, (shop: Shop) => Promise<unknown>>> = {
  async 'check out'(shop) {
    const buyer = shop.chance.pick(shop.buyers)
    if (buyer) await checkOut(shop, buyer)
  },

  async 'tap twice'(shop) {
    const buyer = shop.chance.pick(shop.buyers)
    if (buyer) await Promise.all([checkOut(shop, buyer), checkOut(shop, buyer)])
  },

  /** The host says the price: everybody at once. */
  async 'a rush'(shop) {
    const first = shop.chance.below(shop.buyers.length)
    const some = [...shop.buyers, ...shop.buyers].slice(first, first + 4)
    await Promise.all(
      some.map((buyer) => {
        if (buyer.orders.size > 0 && buyer.orders.size < 4) newAttempt(buyer)
        return checkOut(shop, buyer)
      }),
    )
  },

  async 'come again'(shop) {
    const buyer = shop.chance.pick(shop.buyers)
    if (!buyer || buyer.orders.size > 3) return
    newAttempt(buyer)
    await checkOut(shop, buyer)
  },

  /** Frozen between order and link, it wakes up when the order is given up, makes a link and may die of it. */
  async 'a process wakes up late'(shop) {
    const buyer = shop.chance.pick(shop.buyers)
    if (!buyer || buyer.orders.size > 3) return
    newAttempt(buyer)
    const isFrozen = Promise.withResolvers<void>()
    const wakes = Promise.withResolvers<void>()
    const dies =
      shop.chance.pick(['with the session', 'with the link', 'with the link', null] as const) ?? null
    const freeze = () => {
      isFrozen.resolve()
      return wakes.promise
    }
    const started = asLife(() => startCheckout(shop.context, buyer.actor, buyer.input, pageOf), {
      freeze,
      dies,
    })
    await Promise.race([isFrozen.promise, started])
    shop.provider.clock.advance(12 * 60)
    await deeds['the deadline sweep']?.(shop)
    // Others were waiting for just these crates.
    if (shop.chance.is(0.6)) await deeds['a rush']?.(shop)
    wakes.resolve()
    const order = await started
    if (order?.ok) buyer.orders.set(order.value.orderId, order.value.key)
    if (shop.chance.is(0.7)) await payLate(shop)
  },

  async 'ask for the link'(shop) {
    const found = anyOrder(shop)
    if (found) await asLife(() => payOrder(shop.context, found.buyer.actor, found, pageOf))
  },

  /** On any page that is open anywhere, an old tab or one whose address the shop has lost. */
  async pay(shop) {
    if (shop.chance.is(0.4) && (await payLate(shop))) return
    const open = shop.provider.books().sessions.filter(({ status }) => status === 'open')
    payOn(shop, shop.chance.pick(open)?.id)
  },

  async 'the provider finishes'(shop) {
    const { sessions, refunds } = shop.provider.books()
    const processing = sessions.filter((one) => one.status === 'complete' && one.payment_status === 'unpaid')
    const session = shop.chance.pick(processing)
    if (session?.payment_intent && shop.chance.is(0.5)) settlePayment(shop, session.payment_intent)
    const refund = shop.chance.pick(refunds.filter(({ status }) => status === 'pending'))
    if (refund) shop.provider.settleRefund(refund.id, shop.chance.is(0.2) ? 'failed' : 'succeeded')
    const done = shop.chance.pick(refunds.filter(({ status }) => status === 'succeeded'))
    if (done && shop.chance.is(0.05)) {
      count(shop, 'bounced')
      shop.provider.settleRefund(done.id, 'failed')
    }
  },

  async 'an event arrives'(shop) {
    const event = shop.chance.pick(shop.provider.events.undelivered())
    if (!event) return
    const fate = shop.chance.next()
    if (fate < 0.25) {
      count(shop, 'lost')
      return shop.provider.events.lose(event.id)
    }
    const deliver = () => asLife(() => receiveEvent(shop.context, event.body, event.signature))
    if (fate < 0.4) {
      count(shop, 'duplicated')
      await Promise.all([deliver(), deliver()])
    }
    const taken = await deliver()
    // Taken by another delivery meanwhile, or not at all: then it comes again.
    const waits = shop.provider.events.undelivered().some(({ id }) => id === event.id)
    if (taken && waits && fate < 0.85) shop.provider.events.taken(event.id)
  },

  async 'the outbox is carried'(shop) {
    const due = await takeDueJobs(DOMAINS, 1 + shop.chance.below(20))
    for (const job of due) shop.queue.push({ job, failures: 0 })
  },

  async 'a job is done'(shop) {
    const queued = shop.chance.pick(shop.queue)
    if (queued) await work(shop, queued)
  },

  async 'a job is done twice'(shop) {
    const queued = shop.chance.pick(shop.queue)
    if (queued) await Promise.all([work(shop, queued), work(shop, queued)])
  },

  async sweep(shop) {
    const sweep = shop.chance.pick(SWEEPS)
    if (sweep) await asLife(() => sweep.run(shop.context, watch))
  },

  async 'the deadline sweep'(shop) {
    const sweep = SWEEPS.find(({ name }) => name === 'orders.deadlines')
    if (sweep) await asLife(() => sweep.run(shop.context, watch))
  },

  async 'time passes'(shop) {
    const minutes = shop.chance.pick([0.5, 1, 3, 3, 8, 16, 16, 50]) ?? 1
    shop.provider.clock.advance(minutes * 60)
  },

  async cancel(shop) {
    const found = anyOrder(shop)
    if (!found) return
    const byStaff = shop.chance.is(0.3)
    const actor = byStaff ? shop.packer : found.buyer.actor
    const input = { orderId: found.orderId, ...(byStaff ? { reason: 'frost' } : { key: found.key }) }
    const cancelled = await asLife(() => cancelOrder(shop.context, actor, input))
    if (cancelled?.ok) count(shop, `cancelled: ${cancelled.value.state}`)
  },

  async refund(shop) {
    const orderId = await anyPaid(shop)
    if (!orderId) return
    const attemptId = `refund-${shop.chance.below(3)}-of-the-order`
    const input = { orderId, amount: 300, reason: 'bruised', attemptId }
    const give = () => asLife(() => refundOrder(shop.context, shop.manager, input))
    const [refunded] = await Promise.all(shop.chance.is(0.3) ? [give(), give()] : [give()])
    if (refunded?.ok) count(shop, 'part refunded')
  },

  async pack(shop) {
    const orderId = await anyPaid(shop)
    if (!orderId) return
    const packed = await asLife(() => packOrder(shop.context, shop.packer, { orderId }))
    if (packed?.ok) count(shop, 'packed')
  },
}

function payOn(shop: Shop, session: string | undefined): void {
  const way = shop.chance.is(shop.slowPayments) ? shop.chance.pick(SLOW_WAYS) : shop.chance.pick(WAYS)
  if (session && way) count(shop, `paid: ${shop.provider.pay(session, way)}`)
}

/** On a page that should not be there any more. */
async function payLate(shop: Shop): Promise<boolean> {
  const rows = await db().order.findMany({ where: { state: { not: 'HELD' } }, select: { id: true } })
  const released = new Set(rows.map(({ id }) => id))
  const late = shop.provider
    .books()
    .sessions.filter(({ status, metadata }) => status === 'open' && released.has(metadata.reference ?? ''))
  const session = shop.chance.pick(late)
  if (!session) return false
  count(shop, 'paid late')
  payOn(shop, session.id)
  return true
}

/** How often each is done, about. */
export const WEIGHTS: readonly (readonly [keyof typeof deeds, number])[] = [
  ['check out', 10],
  ['tap twice', 4],
  ['a rush', 3],
  ['come again', 5],
  ['ask for the link', 7],
  ['a process wakes up late', 6],
  ['pay', 16],
  ['the provider finishes', 6],
  ['an event arrives', 14],
  ['the outbox is carried', 10],
  ['a job is done', 18],
  ['a job is done twice', 4],
  ['sweep', 8],
  ['the deadline sweep', 8],
  ['time passes', 10],
  ['cancel', 12],
  ['refund', 4],
  ['pack', 2],
]

/** A slow payment ends one way or the other, once; one that has failed stays complete and unpaid. */
export function settlePayment(shop: Shop, intent: string): void {
  if (shop.ended.has(intent)) return
  shop.ended.add(intent)
  shop.provider.settlePayment(intent, shop.chance.is(0.5) ? 'succeed' : 'fail')
}
