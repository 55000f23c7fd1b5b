import { describe, expect, test } from 'vitest'
import { openSandbox, refusalOf } from '../../tests/fixtures/open-sandbox.ts'

describe('a customer', () => {
  test('is made, read, changed and found', async () => {
    const { sandbox, stripe } = await openSandbox()
    const made = await stripe.customers.create({
      email: 'mei@example.org',
      name: 'Mei',
      metadata: { member: '1' },
      address: { line1: 'East road 1', city: 'Chengdu', country: 'CN' },
    })
    expect(made).toMatchObject({
      id: expect.stringMatching(/^cus_/),
      address: { line1: 'East road 1', postal_code: null },
      livemode: false,
    })
    sandbox.clock.advance(10)
    const changed = await stripe.customers.update(made.id, {
      name: '',
      phone: '+86 1',
      metadata: { member: '', village: '7' },
    })
    expect(changed).toMatchObject({ name: null, phone: '+86 1', metadata: { village: '7' } })
    expect((await stripe.customers.list({ email: 'mei@example.org' })).data).toHaveLength(1)
    expect((await stripe.customers.list({ email: 'other@example.org' })).data).toEqual([])
    const { data } = await stripe.events.list({ type: 'customer.updated' })
    expect(data).toMatchObject([
      { data: { previous_attributes: { name: 'Mei', phone: null, metadata: { member: '1' } } } },
    ])
  })

  test('that does not change is not announced', async () => {
    const { stripe } = await openSandbox()
    const { id } = await stripe.customers.create({ name: 'Mei' })
    await stripe.customers.update(id, { name: 'Mei' })
    expect((await stripe.events.list({ type: 'customer.updated' })).data).toEqual([])
  })

  test('that nobody made is missing', async () => {
    const { stripe } = await openSandbox()
    for (const asked of [stripe.customers.retrieve('cus_0'), stripe.customers.update('cus_0', {})])
      expect(await refusalOf(asked)).toMatchObject({ statusCode: 404, message: "No such customer: 'cus_0'" })
    expect((await refusalOf(stripe.customers.create({ email: 'mei at example' }))).code).toBe('email_invalid')
    expect((await refusalOf(stripe.customers.create({ balance: 5 }))).message).toContain('does not model')
  })
})

describe('a kept card', () => {
  test('is attached, listed and let go', async () => {
    const { stripe } = await openSandbox()
    const customer = (await stripe.customers.create({})).id
    const { id } = await stripe.paymentMethods.attach('pm_card_visa', { customer })
    expect(await stripe.paymentMethods.retrieve(id)).toMatchObject({ customer, card: { last4: '4242' } })
    for (const kept of [
      await stripe.paymentMethods.list({ customer, type: 'card' }),
      await stripe.customers.listPaymentMethods(customer),
    ])
      expect(kept.data).toMatchObject([{ id }])
    expect((await stripe.paymentMethods.list({ customer, type: 'alipay' })).data).toEqual([])
    expect((await stripe.paymentMethods.detach(id)).customer).toBeNull()
    expect((await stripe.customers.listPaymentMethods(customer)).data).toEqual([])
  })

  test('is not shown without its customer, nor let go twice', async () => {
    const { stripe } = await openSandbox()
    const customer = (await stripe.customers.create({})).id
    const { id } = await stripe.paymentMethods.attach('pm_card_visa', { customer })
    expect((await stripe.paymentMethods.list()).data).toEqual([])
    await stripe.paymentMethods.detach(id)
    expect((await refusalOf(stripe.paymentMethods.detach(id))).message).toMatch(/is not attached/)
    expect((await refusalOf(stripe.paymentMethods.retrieve('pm_0'))).message).toBe(
      "No such PaymentMethod: 'pm_0'",
    )
    expect((await refusalOf(stripe.paymentMethods.list({ customer: 'cus_0' }))).statusCode).toBe(400)
    expect((await refusalOf(stripe.customers.listPaymentMethods('cus_0'))).statusCode).toBe(404)
  })
})
