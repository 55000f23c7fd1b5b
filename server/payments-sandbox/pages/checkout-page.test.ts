import { describe, expect, test } from 'vitest'
import { CARD, openPage, send } from '../../../tests/fixtures/hosted-page.ts'
import { openSandbox, sessionParams } from '../../../tests/fixtures/open-sandbox.ts'

describe('the page', () => {
  test('says what is bought, for how much, and that no money moves', async () => {
    const open = await openSandbox()
    const { url } = await openPage(open)
    const answer = await fetch(url)
    const text = await answer.text()
    expect(answer.status).toBe(200)
    expect(text).toContain('Payments sandbox: no money moves')
    expect(text).toContain('Pears')
    expect(text).toContain('¥76.00')
    expect(text).toContain('href="http://shop.example/cart"')
    expect(text).toContain('value="mei@example.org"')
    for (const method of ['card', 'alipay', 'wechat_pay']) expect(text).toContain(`value="${method}"`)
  })

  test.each([
    ['zh', 'en', 'lang="zh-CN"', '不会真的付款'],
    ['fr', 'en', 'lang="fr"', 'aucun argent ne circule'],
    [undefined, 'de, fr;q=0.8', 'lang="fr"', 'aucun argent ne circule'],
    ['auto', 'zh-CN', 'lang="zh-CN"', '不会真的付款'],
    ['ja', 'ja', 'lang="en"', 'no money moves'],
  ] as const)('speaks %s (browser: %s)', async (locale, browser, lang, notice) => {
    const open = await openSandbox()
    const { url } = await openPage(open, sessionParams(locale ? { locale } : {}))
    const text = await (await fetch(url, { headers: { 'accept-language': browser } })).text()
    expect(text).toContain(lang)
    expect(text).toContain(notice)
  })

  test('runs no script, is framed by nobody, and lets forms lead to the shop alone', async () => {
    const open = await openSandbox()
    const { url } = await openPage(open)
    const answer = await fetch(url)
    const policy = answer.headers.get('content-security-policy')
    expect(policy).toMatch(/^default-src 'none'; style-src 'sha256-[A-Za-z0-9+/=]+'; img-src 'none'; /)
    expect(policy).toContain("form-action 'self' http://shop.example; ")
    expect(policy).toContain("frame-ancestors 'none'")
    expect(policy).not.toContain('script')
    expect(answer.headers.get('x-content-type-options')).toBe('nosniff')
    expect(answer.headers.get('referrer-policy')).toBe('same-origin')
    expect(answer.headers.get('cache-control')).toBe('no-store')
    expect(await answer.text()).not.toMatch(/<script|\son\w+=|style="/i)
  })

  test('shows markup in a name as text', async () => {
    const open = await openSandbox()
    const name = '<img src=x onerror=alert(1)> & "pears"'
    const price_data = { currency: 'cny', unit_amount: 900, product_data: { name } }
    const { url } = await openPage(open, sessionParams({ line_items: [{ quantity: 1, price_data }] }))
    const text = await (await fetch(url)).text()
    expect(text).not.toContain('<img')
    expect(text).toContain('&#60;img src=x onerror=alert(1)&#62; &#38; &#34;pears&#34;')
  })

  test('lets pictures in from where the shop has them', async () => {
    const open = await openSandbox()
    const product_data = { name: 'Pears', images: ['https://pictures.example/pear.png'] }
    const price_data = { currency: 'cny', unit_amount: 900, product_data }
    const { url } = await openPage(open, sessionParams({ line_items: [{ quantity: 1, price_data }] }))
    const answer = await fetch(url)
    expect(answer.headers.get('content-security-policy')).toContain('img-src https://pictures.example;')
    expect(await answer.text()).toContain('<img src="https://pictures.example/pear.png"')
  })

  test('is not there for a session that nobody made', async () => {
    const { url } = await openSandbox()
    expect((await fetch(`${url}/c/pay/cs_test_0`)).status).toBe(404)
    expect((await send(`${url}/c/pay/cs_test_0`, CARD)).status).toBe(404)
    expect((await fetch(`${url}/c/else`)).status).toBe(404)
    expect((await fetch(`${url}/c/pay/cs_test_0`, { method: 'DELETE' })).status).toBe(405)
  })
})

describe('what else a page may offer', () => {
  const rate = (name: string, amount: number) => ({
    shipping_rate_data: {
      display_name: name,
      type: 'fixed_amount' as const,
      fixed_amount: { amount, currency: 'cny' },
    },
  })

  test('a choice of shipping, which moves the total', async () => {
    const open = await openSandbox()
    const options = [rate('Slow', 500), rate('Fast', 1500)]
    const { url, state } = await openPage(open, sessionParams({ shipping_options: options }))
    const fast = (await state()).shipping_options[1]?.shipping_rate as string
    expect((await state()).amount_total).toBe(8100)
    await send(url, { ...CARD, shipping_rate: fast })
    expect(await state()).toMatchObject({ amount_total: 9100, payment_intent: { amount_received: 9100 } })
    expect(open.sandbox.books().charges).toMatchObject([{ amount: 9100 }])
  })

  test('an order that costs nothing', async () => {
    const open = await openSandbox()
    const price_data = { currency: 'cny', unit_amount: 0, product_data: { name: 'A gift' } }
    const { url, state } = await openPage(open, sessionParams({ line_items: [{ quantity: 1, price_data }] }))
    expect(await (await fetch(url)).text()).toContain('Complete the order')
    expect((await send(url, {})).status).toBe(303)
    expect(await state()).toMatchObject({ payment_status: 'no_payment_required', payment_intent: null })
    expect(open.sandbox.books().charges).toEqual([])
  })

  test('a customer, made where one is wanted', async () => {
    const open = await openSandbox()
    const { url, state } = await openPage(open, sessionParams({ customer_creation: 'always' }))
    await send(url, { ...CARD, name: 'Mei' })
    const { customer, payment_intent } = await state()
    expect(await open.stripe.customers.retrieve(String(customer))).toMatchObject({
      email: 'mei@example.org',
      name: 'Mei',
    })
    expect(payment_intent).toMatchObject({ customer })
    const { data } = await open.stripe.events.list({ type: 'customer.created' })
    expect(data).toHaveLength(1)
  })

  test('a guest is no customer', async () => {
    const open = await openSandbox()
    const { url, state } = await openPage(open)
    await send(url, CARD)
    expect((await state()).customer).toBeNull()
    expect((await open.stripe.customers.list()).data).toEqual([])
  })
})
