import Stripe from 'stripe'
import { beforeAll, describe, expect, test } from 'vitest'
import { type Exchange, ROUTES } from '#server/payments-sandbox/api.ts'
import { API_VERSION } from '#server/payments-sandbox/desk.ts'
import type { Reader } from '#server/payments-sandbox/params.ts'
import { createSandbox } from '#server/payments-sandbox/sandbox.ts'
import { stripeAt } from '../fixtures/open-sandbox.ts'
import { walkThroughEverything } from './scenario.ts'
import { type StripeContract, stripeContract } from './stripe-contract.ts'
import { EVENT_TYPES, PARAM_TYPES, rootName, stripeSchema } from './stripe-schema.ts'
import type { JsonSchema } from './type-to-schema.ts'

let contract: StripeContract
const exchanges: Exchange[] = []
let events: unknown[] = []
let flaws: string[] = []

beforeAll(async () => {
  contract = stripeContract()
  const sandbox = createSandbox({ controls: true, observe: (exchange) => exchanges.push(exchange) })
  const url = await sandbox.listen(0)
  sandbox.clock.freeze()
  await walkThroughEverything(sandbox, stripeAt(url))
  events = sandbox.events.undelivered().map(({ body }) => JSON.parse(body))
  await sandbox.close()
  flaws = exchanges.flatMap((exchange) => contract.exchange(exchange))
}, 120_000)

describe('the stand-in keeps Stripe’s contract', () => {
  test('it speaks the version that the SDK pins', () => {
    expect(API_VERSION).toBe(Stripe.API_VERSION)
  })

  test('every answer is what the SDK’s types say, and every request of the SDK’s is', () => {
    expect(flaws).toEqual([])
  })

  test('every event is what the SDK’s types say', () => {
    expect(events.flatMap((event) => contract.event(event))).toEqual([])
  })

  test('the walk leaves no endpoint out', () => {
    const asked = new Set(
      exchanges.filter(({ status }) => status === 200).map(({ method, pattern }) => `${method} ${pattern}`),
    )
    const there = ROUTES.map(({ method, pattern }) => `${method} ${pattern}`)
    expect(there.filter((endpoint) => !asked.has(endpoint))).toEqual([])
    expect(Object.keys(PARAM_TYPES).sort()).toEqual(there.sort())
  })

  test('the walk leaves no event out', () => {
    const heard = new Set(events.map((event) => (event as Stripe.Event).type as string))
    expect(EVENT_TYPES.filter((type) => !heard.has(type))).toEqual([])
  })

  test('refusals are told apart by the SDK', () => {
    const refused = exchanges.filter(({ status }) => status !== 200)
    expect(refused.map(({ status }) => status).sort()).toEqual([400, 402])
    for (const { answer } of refused)
      expect(answer).toMatchObject({ error: { type: expect.any(String), message: expect.any(String) } })
  })
})

describe('the parameters of', () => {
  test.each(ROUTES.map((route) => [`${route.method} ${route.pattern}`, route.params] as const))(
    '%s are the SDK’s, each modelled or named as not modelled',
    (endpoint, params) => {
      const schema = resolved(stripeSchema().roots[rootName('params', endpoint)])
      expect([...namesOf(params)].sort()).toEqual(Object.keys(schema?.properties ?? {}).sort())
      expect(strangers(params, schema, endpoint)).toEqual([])
    },
  )
})

describe('the contract itself', () => {
  const refund = () => structuredClone(exchanges.find(({ pattern }) => pattern === '/v1/refunds/:id')?.answer)

  test('tells what is missing, what is too much and what no SDK knows', () => {
    const { charge: _, ...rest } = refund() as Record<string, unknown>
    expect(contract.object(rest).join()).toContain("must have required property 'charge'")
    expect(contract.object({ ...rest, charge: 'ch_1', colour: 'red' }).join()).toContain(
      'additional properties',
    )
    expect(contract.object({ ...rest, charge: 'ch_1', reason: 'mood' }).join()).toContain('/reason')
    expect(contract.object({ ...rest, charge: 'ch_1', amount: '5' }).join()).toContain('must be number')
    expect(contract.object({ object: 'unicorn' })).toEqual(['no such object: unicorn'])
    expect(contract.object({ object: 'list', data: [rest] })).not.toEqual([])
  })

  test('tells a wrong request', () => {
    const form = { mode: 'payment', line_items: { 0: { quantity: '2' } } }
    expect(contract.params('POST /v1/checkout/sessions', form)).toEqual([])
    for (const wrong of [
      { ...form, mode: 'gift' },
      { ...form, payment_method_types: { 0: 'card' } },
      { ...form, line_items: { 0: { quantity: 'two' } } },
    ])
      expect(contract.params('POST /v1/checkout/sessions', wrong)).not.toEqual([])
    expect(contract.params('POST /v1/unicorns', {})).toEqual(['no such endpoint: POST /v1/unicorns'])
  })

  test('tells a wrong event', () => {
    const [event] = events as Record<string, unknown>[]
    expect(contract.event({ ...event, type: 'unicorn.born' })).toEqual(['no such event: unicorn.born'])
    expect(contract.event({ ...event, type: 'refund.created' })).not.toEqual([])
  })
})

interface ObjectSchema {
  readonly properties?: Readonly<Record<string, JsonSchema>>
}

/** The one object among what a parameter may be, if there is one. */
function resolved(schema: JsonSchema | undefined): ObjectSchema | undefined {
  if (typeof schema?.$ref === 'string') return stripeSchema().defs[schema.$ref] as ObjectSchema
  if (Array.isArray(schema?.anyOf))
    return (schema.anyOf as JsonSchema[]).map(resolved).find((one) => one?.properties)
  if (schema?.type === 'array') return resolved(schema.items as JsonSchema)
  return undefined
}

function namesOf(params: Reader<unknown>): string[] {
  return [...Object.keys(params.fields ?? {}), ...(params.beyond ?? [])]
}

/** Parameters at any depth that the SDK does not have. */
function strangers(params: Reader<unknown>, schema: ObjectSchema | undefined, at: string): string[] {
  const inner = params.of ?? params
  return namesOf(inner).flatMap((name) => {
    const known = schema?.properties?.[name]
    if (!known) return [`${at}.${name}`]
    const field = inner.fields?.[name]
    return field ? strangers(field, resolved(known), `${at}.${name}`) : []
  })
}
