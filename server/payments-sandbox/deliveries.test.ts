import { once } from 'node:events'
import { createServer, type IncomingHttpHeaders } from 'node:http'
import type { AddressInfo } from 'node:net'
import Stripe from 'stripe'
import { describe, expect, onTestFinished, test } from 'vitest'
import { type OpenSandbox, openSandbox, sessionParams } from '../../tests/fixtures/open-sandbox.ts'

const SECRET = 'whsec_of_the_village'

interface Arrived {
  readonly headers: IncomingHttpHeaders
  readonly body: string
  readonly event: Stripe.Event
}

/** A shop's webhook: `answers` are the statuses it gives, then 200 for ever. */
async function listen(answers: number[] = []) {
  const arrived: Arrived[] = []
  const server = createServer(async (request, response) => {
    let body = ''
    for await (const part of request) body += part
    arrived.push({ headers: request.headers, body, event: JSON.parse(body) })
    const status = answers.shift() ?? 200
    response.writeHead(status, status === 302 ? { location: '/elsewhere' } : {}).end()
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  onTestFinished(() => {
    server.closeAllConnections()
    server.close()
  })
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/hook`
  const open = await openSandbox({ webhookUrl: url, webhookSecret: SECRET })
  return { ...open, arrived, types: () => arrived.map(({ event }) => event.type) }
}

async function pay({ sandbox, stripe }: OpenSandbox) {
  const { id } = await stripe.checkout.sessions.create(sessionParams())
  sandbox.pay(id, {})
  return id
}

const PAID = [
  'payment_intent.created',
  'charge.succeeded',
  'payment_intent.succeeded',
  'checkout.session.completed',
]

describe('a webhook', () => {
  test('hears what happened, in order, signed', async () => {
    const shop = await listen()
    const id = await pay(shop)
    await shop.sandbox.events.idle()
    expect(shop.types()).toEqual(PAID)
    const last = shop.arrived[3]
    const header = String(last?.headers['stripe-signature'])
    const event = Stripe.webhooks.constructEvent(last?.body ?? '', header, SECRET)
    expect(event).toMatchObject({
      object: 'event',
      api_version: '2026-10-28.endive',
      pending_webhooks: 1,
      data: { object: { id, payment_status: 'paid' } },
    })
    expect(last?.headers['content-type']).toBe('application/json; charset=utf-8')
    expect((await shop.stripe.events.retrieve(event.id)).pending_webhooks).toBe(0)
  })

  test('can tell another body and another secret', async () => {
    const shop = await listen()
    await pay(shop)
    await shop.sandbox.events.idle()
    const [first] = shop.arrived
    const header = String(first?.headers['stripe-signature'])
    const body = first?.body ?? ''
    expect(() => Stripe.webhooks.constructEvent(`${body} `, header, SECRET)).toThrow(/signature/)
    expect(() => Stripe.webhooks.constructEvent(body, header, 'whsec_forged')).toThrow(/signature/)
  })

  test('can check signatures though the sandbox’s clock is elsewhere', async () => {
    const shop = await listen()
    shop.sandbox.clock.advance(-7 * 24 * 3600)
    await pay(shop)
    await shop.sandbox.events.idle()
    const [first] = shop.arrived
    const header = String(first?.headers['stripe-signature'])
    expect(() => Stripe.webhooks.constructEvent(first?.body ?? '', header, SECRET)).not.toThrow()
  })

  test('hears how things were at that moment, whatever became of them', async () => {
    const shop = await listen()
    shop.sandbox.events.hold()
    await pay(shop)
    shop.sandbox.events.release()
    await shop.sandbox.events.idle()
    const statuses = shop.arrived.map(({ event }) => (event.data.object as { status?: string }).status)
    expect(statuses).toEqual(['requires_payment_method', 'succeeded', 'succeeded', 'complete'])
  })

  test('hears which request it was, and its key', async () => {
    const shop = await listen()
    const made = await shop.stripe.customers.create({}, { idempotencyKey: 'k' })
    await shop.sandbox.events.idle()
    expect(shop.arrived[0]?.event.request).toEqual({
      id: made.lastResponse.requestId,
      idempotency_key: 'k',
    })
  })

  test.each([500, 400, 302])(
    'that answers %i hears it again, after longer and longer pauses',
    async (status) => {
      const shop = await listen([status, status])
      await shop.stripe.customers.create({})
      const tries = async (advance: number) => {
        shop.sandbox.clock.advance(advance)
        await shop.sandbox.events.idle()
        return shop.arrived.length
      }
      expect(await tries(0)).toBe(1)
      expect(await tries(0.9)).toBe(1)
      expect(await tries(0.1)).toBe(2)
      expect(await tries(1.9)).toBe(2)
      const { data } = await shop.stripe.events.list({ delivery_success: false })
      expect(data).toHaveLength(1)
      expect(await tries(0.1)).toBe(3)
      expect(await tries(3600)).toBe(3)
      expect((await shop.stripe.events.list({ delivery_success: false })).data).toEqual([])
      expect(new Set(shop.arrived.map(({ event }) => event.id)).size).toBe(1)
    },
  )

  test('that never answers well is given up after three days', async () => {
    const shop = await listen(Array(10_000).fill(500))
    await shop.stripe.customers.create({})
    await shop.sandbox.events.idle()
    shop.sandbox.clock.advance(3 * 24 * 3600)
    await shop.sandbox.events.idle()
    const tries = shop.arrived.length
    shop.sandbox.clock.advance(3600)
    await shop.sandbox.events.idle()
    expect(shop.arrived).toHaveLength(tries)
    expect(shop.sandbox.events.undelivered()).toEqual([])
  })

  test('that never answers does not keep the sandbox from ending', async () => {
    const server = createServer(() => {})
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
    onTestFinished(() => {
      server.closeAllConnections()
      server.close()
    })
    const asked = once(server, 'request')
    const webhookUrl = `http://127.0.0.1:${(server.address() as AddressInfo).port}/`
    const { sandbox, stripe } = await openSandbox({ webhookUrl, webhookSecret: SECRET })
    await stripe.customers.create({})
    await asked
    await sandbox.close()
    expect(sandbox.events.undelivered()).toMatchObject([{ attempts: 0 }])
  })

  test('that is not there yet hears it once it is', async () => {
    const arrived: string[] = []
    const server = createServer((request, response) => {
      arrived.push(request.url ?? '')
      request.resume()
      response.end()
    })
    const listenAt = (port: number) =>
      new Promise<void>((resolve) => server.listen(port, '127.0.0.1', resolve))
    await listenAt(0)
    const { port } = server.address() as AddressInfo
    server.close()
    await once(server, 'close')
    const webhookUrl = `http://127.0.0.1:${port}/hook`
    const { sandbox, stripe } = await openSandbox({ webhookUrl, webhookSecret: SECRET })
    await stripe.customers.create({})
    await sandbox.events.idle()
    expect(sandbox.events.undelivered()).toMatchObject([{ attempts: 1, type: 'customer.created' }])
    await listenAt(port)
    onTestFinished(() => {
      server.closeAllConnections()
      server.close()
    })
    sandbox.clock.advance(1)
    await sandbox.events.idle()
    expect(arrived).toEqual(['/hook'])
  })
})

describe('trouble on the way', () => {
  test('held events wait, and are released in order', async () => {
    const shop = await listen()
    shop.sandbox.events.hold()
    await pay(shop)
    await shop.sandbox.events.idle()
    expect(shop.types()).toEqual([])
    expect(shop.sandbox.events.undelivered().map(({ type }) => type)).toEqual(PAID)
    shop.sandbox.events.release()
    await shop.sandbox.events.idle()
    expect(shop.types()).toEqual(PAID)
  })

  test('lost ones are never heard of, but listed', async () => {
    const shop = await listen()
    shop.sandbox.events.dropNext(3)
    await pay(shop)
    await shop.sandbox.events.idle()
    expect(shop.types()).toEqual(['checkout.session.completed'])
    expect((await shop.stripe.events.list()).data).toHaveLength(4)
  })

  test('doubled ones come twice', async () => {
    const shop = await listen()
    shop.sandbox.events.duplicateNext(1)
    await pay(shop)
    await shop.sandbox.events.idle()
    expect(shop.types()).toEqual(['payment_intent.created', ...PAID])
    expect(shop.arrived[0]?.event.id).toBe(shop.arrived[1]?.event.id)
  })

  test('they can be put in another order', async () => {
    const shop = await listen()
    shop.sandbox.events.hold()
    await pay(shop)
    const ids = shop.sandbox.events.undelivered().map(({ id }) => id)
    shop.sandbox.events.reorder(ids.toReversed())
    shop.sandbox.events.release()
    await shop.sandbox.events.idle()
    expect(shop.types()).toEqual(PAID.toReversed())
  })

  test('they can be delivered one by one, doubled, lost or taken', async () => {
    const shop = await listen()
    const { events } = shop.sandbox
    events.hold()
    await pay(shop)
    const [made, charged, paid, completed] = events.undelivered().map(({ id }) => id)
    expect(await events.deliver(completed ?? '')).toBe(200)
    expect(shop.types()).toEqual(['checkout.session.completed'])
    events.duplicate(made ?? '')
    events.lose(charged ?? '')
    events.taken(paid ?? '')
    expect(events.undelivered().map(({ type }) => type)).toEqual([
      'payment_intent.created',
      'payment_intent.created',
    ])
    expect(() => events.lose(charged ?? '')).toThrow(/no undelivered event/)
    const { data } = await shop.stripe.events.list({ delivery_success: true })
    expect(data.map(({ type }) => type)).toEqual(['checkout.session.completed', 'payment_intent.succeeded'])
  })

  test('whoever pulls them can check the signature', async () => {
    const open = await openSandbox({ webhookSecret: SECRET })
    await pay(open)
    const pulled = open.sandbox.events.undelivered()
    expect(pulled.map(({ type }) => type)).toEqual(PAID)
    for (const { body, signature } of pulled)
      expect(() => Stripe.webhooks.constructEvent(body, signature, SECRET)).not.toThrow()
  })

  test('nothing is queued where nobody listens', async () => {
    const open = await openSandbox({ controls: false })
    await pay(open)
    expect(open.sandbox.events.undelivered()).toEqual([])
    expect((await open.stripe.events.list()).data[0]?.pending_webhooks).toBe(0)
  })
})
