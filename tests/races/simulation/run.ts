import { expect } from 'vitest'
import type { Context } from '#lib/kernel/context.ts'
import { db } from '#lib/kernel/db.ts'
import type { Sandbox } from '#server/payments-sandbox/sandbox-surface.ts'
import { providerContext } from '../../fixtures/provider.ts'
import { workOff } from '../../fixtures/worker.ts'
import { deeds, settlePayment, WEIGHTS } from './deeds.ts'
import { DOMAINS, SWEEPS, watch } from './house.ts'
import { brokenLaws, picture } from './laws.ts'
import { count, type House, openShop, type Shop } from './shop.ts'
import { letTimePass, nextStall, trouble } from './trouble.ts'

export interface Outcome {
  readonly seed: number
  readonly broken: readonly string[]
  readonly counts: Readonly<Record<string, number>>
  readonly crashes: number
}

const STEPS = 60

/** What befalls the processes, as probabilities. */
export interface Weather {
  /** At each point where a process touches the outside. A verb has ten to thirty of them. */
  readonly deaths: number
  readonly lostAnswers: number
  /** Of requests to give money back; as others if not given. */
  readonly lostRefunds?: number
  /** A machine that is frozen, a collection that takes seconds: the world goes on without it. */
  readonly stalls: number
  /** That a buyer pays in a way that takes its time. */
  readonly slowPayments: number
  /** So many times as often as usual. */
  readonly favours?: Readonly<Record<string, number>>
}

export const BAD_WEATHER: Weather = { deaths: 0.015, lostAnswers: 0.05, stalls: 0.04, slowPayments: 0.15 }

/** One shop's bad week: so many deeds at random and at once, then peace, then the laws. */
export async function simulate(
  house: House,
  provider: Sandbox,
  seed: number,
  weather: Weather = BAD_WEATHER,
): Promise<Outcome> {
  provider.reset()
  provider.clock.freeze()
  Object.assign(trouble, { violations: [], crashes: 0 })
  const context = skewed(provider, (seed % 61) - 30)
  const shop = await openShop(house, provider, context, seed, weather.slowPayments)
  trouble.takesMoney = (reference) =>
    provider
      .books()
      .sessions.some(
        ({ metadata, status, payment_status }) =>
          metadata.reference === reference && (status === 'open' || payment_status === 'paid'),
      ) && !isGivenBack(provider, reference)
  trouble.strikes = () => shop.chance.is(weather.deaths)
  trouble.losesAnswer = (request) => {
    const odds =
      request === 'createRefund' ? (weather.lostRefunds ?? weather.lostAnswers) : weather.lostAnswers
    return shop.chance.is(odds) ? (shop.chance.is(0.5) ? 'before' : 'after') : null
  }
  try {
    trouble.stalls = () => (shop.chance.is(weather.stalls) ? 1 + shop.chance.below(12) : 0)
    await oneAfterTheOther(shop, deedsOf(weather))
    trouble.strikes = () => false
    trouble.losesAnswer = () => null
    await comeToRest(shop)
    const broken = [...trouble.violations, ...(await brokenLaws(shop))]
    if (broken.length === 0) broken.push(...(await toldOnceMore(shop)))
    await take(shop)
    return { seed, broken, counts: shop.counts, crashes: trouble.crashes }
  } catch (error) {
    return {
      seed,
      broken: [...trouble.violations, String(error)],
      counts: shop.counts,
      crashes: trouble.crashes,
    }
  }
}

/** Deeds begin one after the other, a few at once; one that stands still does not keep the next ones waiting. */
async function oneAfterTheOther(shop: Shop, hat: readonly string[]): Promise<void> {
  const going = new Set<Promise<void>>()
  const begin = () => {
    const deed = oneDeed(shop, hat).finally(() => going.delete(deed))
    going.add(deed)
    return deed
  }
  for (let step = 0; step < STEPS; step++) {
    const stall = nextStall()
    const atOnce = shop.chance.is(0.25) ? 1 + shop.chance.below(3) : 1
    const begun = Promise.all(Array.from({ length: atOnce }, begin))
    await Promise.race([begun, stall])
    letTimePass()
  }
  trouble.stalls = () => 0
  letTimePass(Number.POSITIVE_INFINITY)
  await Promise.all(going)
}

/** Each deed as often as it weighs: whoever draws from it draws at the right odds. */
function deedsOf({ favours = {} }: Weather): string[] {
  return WEIGHTS.flatMap(([name, weight]) =>
    Array<string>(Math.round(weight * (favours[name] ?? 1))).fill(name),
  )
}

async function oneDeed(shop: Shop, hat: readonly string[]): Promise<void> {
  const name = shop.chance.pick(hat) ?? ''
  try {
    await deeds[name]?.(shop)
  } catch (error) {
    trouble.violations.push(`${name} threw: ${error instanceof Error ? error.message : error}`)
  }
}

/** Nobody dies any more and every answer comes; no event does. The house's own sweeps must put all in order. */
export async function comeToRest(shop: Shop): Promise<void> {
  const { provider, context } = shop
  for (const event of provider.events.undelivered()) provider.events.lose(event.id)
  for (let round = 0; round < 40; round++) {
    const before = await picture()
    for (const queued of shop.queue.splice(0)) await queued.job.run(context)
    for (const sweep of SWEEPS) await sweep.run(context, watch)
    await workOff(context, DOMAINS)
    for (const { status, payment_status, payment_intent } of provider.books().sessions)
      if (status === 'complete' && payment_status === 'unpaid' && payment_intent)
        settlePayment(shop, payment_intent)
    for (const { id, status } of provider.books().refunds)
      if (status === 'pending') provider.settleRefund(id, 'succeeded')
    provider.clock.advance(3600)
    if (round > 1 && before === (await picture()) && (await isAtRest())) return
  }
}

async function isAtRest(): Promise<boolean> {
  const [waiting] = await db().$queryRaw<{ count: number }[]>`
    select ((select count(*) from "order" where state in ('HELD', 'REFUNDING'))
          + (select count(*) from payment where state = 'OPEN')
          + (select count(*) from refund where state <> 'SUCCEEDED' and next_try_at is not null)
          + (select count(*) from outbox))::int as count`
  return waiting?.count === 0
}

/** 4: every event there ever was, again, in another order: nothing may change. */
async function toldOnceMore(shop: Shop): Promise<string[]> {
  const before = await picture()
  const events = await db().providerEvent.findMany({ orderBy: { id: shop.chance.is(0.5) ? 'asc' : 'desc' } })
  await db().providerEvent.updateMany({ data: { appliedAt: null } })
  const applyEvent = DOMAINS.flatMap(({ jobs }) => jobs).find(({ name }) => name === 'payments.apply-event')
  for (const { id } of events) await applyEvent?.run(shop.context, { eventId: id }, watch)
  for (const { id, reference } of await db().payment.findMany()) {
    const jobs = DOMAINS.flatMap((domain) => domain.jobs)
    for (const [name, input] of [
      ['orders.settle', { paymentId: id, reference }],
      ['orders.release', { reference }],
      ['orders.follow-refund', { reference }],
    ] as const) {
      const isOurs = name !== 'orders.settle' || (await wasPaid(id))
      if (isOurs) await jobs.find((job) => job.name === name)?.run(shop.context, input, watch)
    }
  }
  for (const { id } of await db().refund.findMany())
    await DOMAINS.flatMap(({ jobs }) => jobs)
      .find(({ name }) => name === 'payments.send-refund')
      ?.run(shop.context, { refundId: id }, watch)
  await workOff(shop.context, DOMAINS)
  return before === (await picture()) ? [] : ['told once more, something changed']
}

async function wasPaid(id: string): Promise<boolean> {
  return (await db().payment.findUniqueOrThrow({ where: { id } })).succeededAt !== null
}

function isGivenBack(provider: Sandbox, reference: string): boolean {
  const own = provider.books().charges.filter(({ metadata }) => metadata.reference === reference)
  return own.length > 0 && own.every((charge) => charge.amount_refunded === charge.amount_captured)
}

/** Our clock is never quite the provider's. */
function skewed(provider: Sandbox, seconds: number): Context {
  const context = providerContext(provider)
  return { ...context, now: () => new Date(context.now().getTime() + seconds * 1000) }
}

/** How the orders ended, for whoever wants to know that the runs are not all alike. */
async function take(shop: Shop): Promise<void> {
  for (const { state } of await db().order.findMany({ select: { state: true } })) count(shop, state)
}

const SEEDS = Number(process.env.SIMULATION_SEEDS ?? 300)
const FIRST = Number(process.env.SIMULATION_FIRST ?? 1)

/** Every second seed, so that two workers share the work. `SIMULATION_SEEDS=10000` for a night. */
export async function expectNothingBroken(house: House, provider: Sandbox, half: 1 | 2): Promise<void> {
  const outcomes: Outcome[] = []
  for (let seed = FIRST + half - 1; seed < FIRST + SEEDS; seed += 2)
    outcomes.push(await simulate(house, provider, seed))
  const broken = outcomes.flatMap(({ seed, broken }) => broken.slice(0, 3).map((law) => `${seed}: ${law}`))
  expect(broken).toEqual([])
  // It was a bad week indeed: otherwise nothing was proved.
  const sums = sumCounts(outcomes)
  if (process.env.SIMULATION_TELL) process.stdout.write(`${JSON.stringify(sums, null, 1)}\n`)
  if (outcomes.length >= 100)
    for (const what of MUST_HAVE_HAPPENED) expect(sums[what] ?? 0, what).toBeGreaterThan(2)
}

const MUST_HAVE_HAPPENED = [
  'crashes',
  'lost',
  'duplicated',
  'sold-out',
  'paid late',
  'paid: generic_decline',
  'paid: processing',
  'part refunded',
  'packed',
  'PAID',
  'RELEASED',
  'CANCELLED',
  'REFUNDED',
]

/** Sums over many runs. */
function sumCounts(outcomes: readonly Outcome[]): Record<string, number> {
  const sums: Record<string, number> = {}
  for (const { counts, crashes } of outcomes) {
    for (const [what, times] of Object.entries(counts)) sums[what] = (sums[what] ?? 0) + times
    sums.crashes = (sums.crashes ?? 0) + crashes
  }
  return sums
}
