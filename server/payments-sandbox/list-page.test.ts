import { describe, expect, test } from 'vitest'
import { openSandbox, refusalOf } from '../../tests/fixtures/open-sandbox.ts'

async function withCustomers(count: number) {
  const open = await openSandbox()
  const ids: string[] = []
  for (let made = 0; made < count; made++) ids.unshift((await open.stripe.customers.create({})).id)
  return { ...open, ids }
}

describe('a list', () => {
  test('is newest first, ten at a time, and goes on behind a cursor', async () => {
    const { stripe, ids } = await withCustomers(12)
    const first = await stripe.customers.list()
    expect(first.data.map((one) => one.id)).toEqual(ids.slice(0, 10))
    expect(first).toMatchObject({ has_more: true, url: '/v1/customers' })
    const second = await stripe.customers.list({ starting_after: ids[9] })
    expect(second.data.map((one) => one.id)).toEqual(ids.slice(10))
    expect(second.has_more).toBe(false)
  })

  test('goes back before a cursor', async () => {
    const { stripe, ids } = await withCustomers(6)
    const before = await stripe.customers.list({ ending_before: ids[4], limit: 3 })
    expect(before.data.map((one) => one.id)).toEqual(ids.slice(1, 4))
    expect(before.has_more).toBe(true)
  })

  test('is walked to its end by the SDK', async () => {
    const { stripe, ids } = await withCustomers(7)
    const walked: string[] = []
    for await (const { id } of stripe.customers.list({ limit: 2 })) walked.push(id)
    expect(walked).toEqual(ids)
  })

  test('may end exactly at a page’s end', async () => {
    const { stripe } = await withCustomers(2)
    expect(await stripe.customers.list({ limit: 2 })).toMatchObject({ has_more: false })
  })

  test('keeps what came after its first page out of the second', async () => {
    const { stripe, ids } = await withCustomers(3)
    const first = await stripe.customers.list({ limit: 2 })
    await stripe.customers.create({})
    const second = await stripe.customers.list({ limit: 2, starting_after: first.data[1]?.id })
    expect(second.data.map((one) => one.id)).toEqual(ids.slice(2))
  })

  test.each([
    [{ limit: 0 }, 'This value must be greater than or equal to 1.', 'limit'],
    [{ limit: 101 }, "This value must be less than or equal to 100 (it currently is '101').", 'limit'],
    [{ starting_after: 'cus_0' }, "No such customer: 'cus_0'", 'starting_after'],
    [{ ending_before: 'cus_0' }, "No such customer: 'cus_0'", 'ending_before'],
    [
      { starting_after: 'cus_0', ending_before: 'cus_0' },
      'You may only specify one of these parameters: starting_after, ending_before.',
      undefined,
    ],
    [{ created: { gte: 1.5 } }, 'Invalid integer: 1.5', 'created[gte]'],
  ])('refuses %j', async (params, message, param) => {
    const { stripe } = await openSandbox()
    const refusal = await refusalOf(stripe.customers.list(params))
    expect(refusal).toMatchObject({ statusCode: 400, message })
    expect(refusal.param).toBe(param)
  })
})

describe('events', () => {
  test('are listed by type, by family and by delivery', async () => {
    const { sandbox, stripe } = await withCustomers(1)
    const { id } = await stripe.customers.create({})
    await stripe.customers.update(id, { name: 'Mei' })
    const typesOf = async (params: object) => (await stripe.events.list(params)).data.map((one) => one.type)
    expect(await typesOf({ type: 'customer.updated' })).toEqual(['customer.updated'])
    expect(await typesOf({ type: 'customer.*' })).toHaveLength(3)
    expect(await typesOf({ types: ['customer.updated', 'charge.failed'] })).toEqual(['customer.updated'])
    expect(await typesOf({ delivery_success: true })).toHaveLength(3)
    expect(await typesOf({ created: { gt: sandbox.clock.now() } })).toEqual([])
    const both = stripe.events.list({ type: 'a', types: ['b'] })
    expect((await refusalOf(both)).message).toContain('type, types')
    expect((await refusalOf(stripe.events.retrieve('evt_0'))).statusCode).toBe(404)
  })
})
