import AxeBuilder from '@axe-core/playwright'
import { expect, type Page, test } from '@playwright/test'
import { breakCheckoutOf, inDatabase } from './behind-the-counter.ts'
import { fillAddress, giveUp, goOnToPay, inLineUp, LIVE, orderBehind, paid, payByCard } from './buyer.ts'
import { expectPlaying } from './demo.ts'

/** From the line-up of the live page to the provider's, the way a guest goes. */
async function orderFromLivePage(page: Page, product: RegExp): Promise<void> {
  await page.goto(LIVE)
  await inLineUp(page, product).getByRole('button', { name: 'Buy' }).click()
  await expect(page).toHaveURL(/\/checkout\//)
  await fillAddress(page)
  await goOnToPay(page)
}

test('a guest buys what is in the show, and the order is paid', async ({ page }) => {
  await orderFromLivePage(page, /Mountain navel oranges/)
  await payByCard(page, 'good')
  await expect(page).toHaveURL(/\/en\/orders\/ord_/)
  await paid(page)
})

test('who comes back from paying is not asked to pay again while the provider’s word is on its way', async ({
  page,
}) => {
  await orderFromLivePage(page, /Mountain navel oranges/)
  const order = await orderBehind(page)
  await page.goto(`${order}&back=paid`)
  await expect(page.getByText('Being confirmed', { exact: true })).toBeVisible()
  await expect(page.getByText(/Thank you! We are waiting to hear of your payment/)).toBeVisible()
  // An address is nobody's word: who did not pay still can.
  await page.getByRole('button', { name: /I have not paid yet/ }).click()
  await payByCard(page, 'good')
  await expect(page).toHaveURL(/back=paid/)
  await paid(page)
})

test('a field that is wrong is gone to, and the rest stays as it was typed', async ({ page }) => {
  await page.goto('/en/products/walnuts')
  await page.getByRole('button', { name: 'Buy now' }).click()
  await fillAddress(page)
  const phone = page.getByRole('textbox', { name: 'Phone' })
  await phone.fill('abc')
  await page.getByRole('button', { name: /Order and pay/ }).click()
  await expect(phone).toBeFocused()
  await expect(phone).toHaveAccessibleDescription('Please check this field.')
  await expect(page.getByRole('textbox', { name: 'Name' })).toHaveValue('李雷')
})

test('a declined card says so, and another card pays the same order', async ({ page }) => {
  await orderFromLivePage(page, /Mountain navel oranges/)
  await payByCard(page, 'declined')
  await expect(page.getByRole('alert')).toContainText('declined')
  await payByCard(page, 'good')
  await paid(page)
})

test('a bank that asks back (3-D Secure) is answered', async ({ page }) => {
  await orderFromLivePage(page, /Mountain navel oranges/)
  await payByCard(page, 'challenged')
  await page.getByRole('button', { name: /approve|complete|authori[sz]e/i }).click()
  await paid(page)
})

test('cancelling before packing gives the money back', async ({ page }) => {
  await orderFromLivePage(page, /Mountain navel oranges/)
  await payByCard(page, 'good')
  await paid(page)
  await page.getByText('Cancel the order', { exact: true }).click()
  await page.getByRole('button', { name: 'Yes, cancel it' }).click()
  await expect(page.getByText('Cancelled', { exact: true })).toBeVisible()
  await expect(async () => {
    await page.reload()
    await expect(page.getByText(/¥\d+\.\d\d returned/)).toBeVisible({ timeout: 2_000 })
  }).toPass({ timeout: 30_000 })
})

test('a product page fills the basket, and the basket is checked out', async ({ page }) => {
  await page.goto('/en/products/walnuts')
  await page.getByRole('combobox', { name: 'Quantity' }).selectOption('2')
  await page.getByRole('button', { name: 'Put in the basket' }).click()
  await page.getByRole('link', { name: 'To the basket' }).click()
  await expect(page.getByRole('spinbutton', { name: 'Quantity' })).toHaveValue('2')
  await page.getByRole('link', { name: 'Check out' }).click()
  await fillAddress(page)
  await page.getByRole('button', { name: /Order and pay/ }).click()
  await payByCard(page, 'good')
  await paid(page)
  await page.goto('/en/cart')
  await expect(page.getByText('Your basket is empty')).toBeVisible()
})

test('somebody else’s order is not there without its link', async ({ page, browser }) => {
  await orderFromLivePage(page, /Mountain navel oranges/)
  await payByCard(page, 'good')
  await paid(page)
  const { origin, pathname } = new URL(page.url())
  const stranger = await (await browser.newContext()).newPage()
  const answer = await stranger.goto(`${origin}${pathname}`)
  expect(answer?.status()).toBe(404)
})

test('a shortage while the page was open is said, nothing is charged, and what is left is offered', async ({
  page,
  browser,
}) => {
  await page.goto('/en/products/smoked-bacon')
  // The larger pack, of which the shed has four.
  const pack = await page.getByRole('radio').nth(1).inputValue()
  const checkout = (quantity: number) => `/en/checkout/yunling?variantId=${pack}&quantity=${quantity}`
  await page.goto(checkout(4))
  await fillAddress(page)
  // Another buyer takes one of the last packs meanwhile.
  const other = await (await browser.newContext()).newPage()
  await other.goto(checkout(1))
  await fillAddress(other)
  await goOnToPay(other)

  await page.getByRole('button', { name: /Order and pay/ }).click()
  // By its words: Next keeps an empty alert of its own in every page.
  const shortage = page.getByRole('alert').filter({ hasText: 'Only 3 left of Cypress-smoked bacon' })
  await expect(shortage).toBeInViewport()
  await expect(page).toHaveURL(/\/checkout\//)
  await expect(page.getByRole('button', { name: /Order and pay/ })).toBeDisabled()
  await page.getByRole('link', { name: 'Take the 3 that are left' }).click()
  await expect(shortage).toBeHidden()
  await expect(page.getByRole('textbox', { name: 'Name' })).toHaveValue('李雷')
  await goOnToPay(page)

  await giveUp(page, await orderBehind(page))
  await giveUp(other, await orderBehind(other))
})

test('what was chosen before the script came stands', async ({ page }) => {
  let letScriptsCome = () => {}
  const come = new Promise<void>((resolve) => {
    letScriptsCome = resolve
  })
  await page.route('**/_next/static/**/*.js', async (route) => {
    await come
    await route.continue()
  })
  await page.goto(LIVE, { waitUntil: 'commit' })
  const oranges = inLineUp(page, /Mountain navel oranges/)
  await oranges.getByRole('combobox', { name: 'Pack' }).selectOption({ label: '10 kg crate · ¥79.90' })
  letScriptsCome()
  // The price beside the button is the script's.
  await expect(oranges.getByText('¥79.90', { exact: true })).toBeVisible()
  await oranges.getByRole('button', { name: 'Buy' }).click()
  await expect(page.getByRole('dialog').getByText('¥79.90 each')).toBeVisible()
  await page.keyboard.press('Escape')
  await expect(oranges.getByRole('combobox', { name: 'Pack' })).toContainText('10 kg')
  await expect(oranges.getByText('¥79.90', { exact: true })).toBeVisible()
})

test.describe('without JavaScript', () => {
  test.use({ javaScriptEnabled: false })

  test('a checkout that broke after its order was written is the same order when she presses again', async ({
    page,
  }) => {
    const email = 'unlucky@example.com'
    await page.goto(LIVE)
    await inLineUp(page, /Mountain navel oranges/)
      .getByRole('button', { name: 'Buy' })
      .click()
    await fillAddress(page)
    await page.getByRole('textbox', { name: 'Mail address' }).fill(email)
    const mend = await breakCheckoutOf(email)
    await page
      .getByRole('button', { name: /Order and pay/ })
      .click()
      .then(() => expect(page.getByText('it is the same order, and you pay it once')).toBeVisible())
      .finally(mend)
    await goOnToPay(page)
    const order = await orderBehind(page)
    // Finds one row, or throws.
    await inDatabase(`UPDATE "order" SET email = email WHERE email = $1`, [email])
    await giveUp(page, order)
  })

  test('a guest buys all the same', async ({ page }) => {
    await orderFromLivePage(page, /Mountain navel oranges/)
    await payByCard(page, 'good')
    await expect(page).toHaveURL(/\/en\/orders\/ord_/)
    await expect(async () => {
      await page.reload()
      await expect(page.getByText('Paid', { exact: true })).toBeVisible({ timeout: 2_000 })
    }).toPass({ timeout: 30_000 })
  })
})

test.describe('over the picture, on a phone', () => {
  test.use({ viewport: { width: 390, height: 844 } })

  test('the checkout slides in, the video plays on, and closing it leads back', async ({ page }) => {
    const feeds: string[] = []
    page.on('request', (request) => {
      if (new URL(request.url()).pathname.startsWith('/feed/')) feeds.push(request.url())
    })
    await page.goto(LIVE)
    await expectPlaying(page)
    const video = await page.locator('video').elementHandle()
    const time = () => page.locator('video').evaluate((one: HTMLVideoElement) => one.currentTime)
    const buy = inLineUp(page, /Hand-made chilli oil/).getByRole('button', { name: 'Buy' })
    const sheet = page.getByRole('dialog', { name: 'Check out' })
    const closings = [
      () => page.keyboard.press('Escape'),
      () => page.getByRole('button', { name: 'Close, back to the picture' }).click(),
      () => page.goBack(),
      // What is left of the picture above the sheet.
      () => page.mouse.click(195, 60),
    ]
    for (const close of closings) {
      const before = await time()
      await buy.click()
      await expect(sheet.getByText('Hand-made chilli oil')).toBeVisible()
      await expect(page).toHaveURL(/\/en\/checkout\/yunling\?/)
      await expect(sheet.locator(':focus')).toHaveCount(1)
      await expect.poll(time).toBeGreaterThan(before + 1)
      await close()
      await expect(sheet).toBeHidden()
      await expect(page).toHaveURL(LIVE)
      await expect(buy).toBeFocused()
    }
    await expectPlaying(page)
    expect(await page.locator('video').evaluate((one, first) => one === first, video)).toBe(true)
    expect(feeds).toHaveLength(1)
  })

  test('an impatient second Escape does not leave the show', async ({ page }) => {
    await page.goto('/en')
    await page.goto(LIVE)
    await inLineUp(page, /Hand-made chilli oil/)
      .getByRole('button', { name: 'Buy' })
      .click()
    const sheet = page.getByRole('dialog', { name: 'Check out' })
    await expect(sheet).toBeVisible()
    await page.evaluate(() => {
      for (let i = 0; i < 2; i++)
        document.activeElement?.dispatchEvent(new KeyboardEvent('keydown', { key: 'Escape', bubbles: true }))
    })
    await expect(sheet).toBeHidden()
    await expectPlaying(page)
    await expect(page).toHaveURL(LIVE)
  })

  test('the sheet leaves the picture in sight and the button under the thumb', async ({ page }) => {
    await page.goto(LIVE)
    await page
      .getByRole('region', { name: 'In the picture now' })
      .getByRole('button', { name: 'Buy' })
      .click()
    const sheet = page.getByRole('dialog', { name: 'Check out' })
    const pay = sheet.getByRole('button', { name: /Order and pay/ })
    await expect(sheet).toBeVisible()
    // It slides in.
    await expect.poll(async () => (await pay.boundingBox())?.y).toBeLessThan(844 - 56)
    const box = await sheet.boundingBox()
    expect(box?.height).toBeLessThanOrEqual(844 * 0.85)
    for (const place of [0, 0.5, 1]) {
      await sheet.evaluate((one, part) => one.scrollTo(0, part * one.scrollHeight), place)
      await expect(pay).toBeInViewport({ ratio: 1 })
      expect((await pay.boundingBox())?.y).toBeGreaterThan(844 / 2)
    }
    const { violations } = await new AxeBuilder({ page }).include('[role=dialog]').analyze()
    expect(violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(' | ')}`)).toEqual(
      [],
    )
  })

  test('a price that changed meanwhile is said in the sheet, and the next try is made with the new one', async ({
    page,
  }) => {
    await page.goto(LIVE)
    const chilli = inLineUp(page, /Hand-made chilli oil/)
    await chilli.getByRole('combobox', { name: 'Pack' }).selectOption({ label: 'Three 230 g jars · ¥48.80' })
    await chilli.getByRole('button', { name: 'Buy' }).click()
    await fillAddress(page)
    await expect(page).toHaveURL(/variantId=/)
    const { searchParams } = new URL(page.url())
    const price = (fen: number) =>
      inDatabase(
        `UPDATE listing_price SET price = $1 FROM listing
         WHERE listing.id = listing_id AND show_id = $2 AND variant_id = $3`,
        [fen, searchParams.get('showId'), searchParams.get('variantId')],
      )
    await price(4980)
    try {
      const sheet = page.getByRole('dialog', { name: 'Check out' })
      await sheet.getByRole('button', { name: /Order and pay/ }).click()
      const changed = sheet.getByRole('alert').filter({ hasText: 'was ¥48.80, is now ¥49.80' })
      await expect(changed).toBeInViewport()
      await expect(sheet.getByText('¥49.80 each')).toBeVisible()
      await expect(sheet.getByRole('textbox', { name: 'Name' })).toHaveValue('李雷')
      await goOnToPay(page)
      await giveUp(page, await orderBehind(page))
    } finally {
      await price(4880)
    }
  })
})

test.describe('in Chinese, on a phone', () => {
  test.use({ viewport: { width: 390, height: 844 }, locale: 'zh-CN', hasTouch: true })

  test('the browser’s language opens the market, and two taps lead to the checkout', async ({ page }) => {
    await page.goto('/')
    await expect(page).toHaveURL(/\/zh$/)
    await page.getByRole('link', { name: '去看看' }).click()
    await page.getByRole('region', { name: '画面里正在讲' }).getByRole('button', { name: '立即购买' }).click()
    await expect(page.getByRole('heading', { name: '结算' })).toBeVisible()
  })
})
