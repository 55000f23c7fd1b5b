import { beforeAll, expect, test } from 'vitest'
import { systemContext } from '#lib/kernel/context.ts'
import { closeDb, db } from '#lib/kernel/db.ts'
import { emit } from '#lib/kernel/outbox.ts'
import { ok } from '#lib/kernel/result.ts'
import { inTransaction } from '#lib/kernel/transaction.ts'
import { deleteChat } from '#lib/live/delete-chat.ts'
import { pinProduct } from '#lib/live/pin-product.ts'
import { postChat } from '#lib/live/post-chat.ts'
import { carryAll, carryOnce } from '../../tests/fixtures/carrier.ts'
import { useTestDatabase } from '../../tests/fixtures/database.ts'
import { listProduct, setUpShow } from '../../tests/fixtures/show.ts'
import { type Stall, setUpStall } from '../../tests/fixtures/stall.ts'
import { type FeedEvent, readFeedEvent } from './events.ts'
import { feedHead, feedSince } from './queries.ts'

useTestDatabase(closeDb)

const context = systemContext()
const guest = () => ({ kind: 'guest', id: context.id('guest') }) as const
let stall: Stall
beforeAll(async () => {
  stall = await setUpStall()
})

async function told(showId: string): Promise<FeedEvent[]> {
  const events = await feedSince(showId, 0, 10_000)
  expect(events?.map(({ n }) => n)).toEqual(events?.map((_, i) => i + 1))
  expect(await feedHead(showId)).toBe(events?.length)
  return (events ?? []).map(({ json }) => {
    const event = readFeedEvent(JSON.parse(json))
    if (!event) throw new Error(`no reader knows ${json}`)
    return event
  })
}

test('what happens is told in order, as viewers see it', async () => {
  const show = await setUpShow(stall)
  const { productId } = await listProduct(stall, show.id)
  const said = await postChat(context, guest(), {
    showId: show.id,
    text: '番茄是沙瓤的吗？',
    nickname: '豆豆妈',
  })
  await carryAll()
  await pinProduct(context, show.host, { showId: show.id, productId })
  await carryAll()
  expect(await told(show.id)).toMatchObject([
    {
      type: 'chat',
      id: said.ok && said.value.messageId,
      nickname: '豆豆妈',
      part: 'viewer',
      text: '番茄是沙瓤的吗？',
    },
    { type: 'pins', open: [{ productId }] },
  ])
})

test('a line that was deleted is told to nobody who comes later, and nothing else is lost with it', async () => {
  const show = await setUpShow(stall)
  const elsewhere = await setUpShow(stall)
  const say = async (showId: string, text: string) => {
    const said = await postChat(context, guest(), { showId, text, nickname: '豆豆妈' })
    return said.ok ? said.value.messageId : ''
  }
  const bad = await say(show.id, 'her number is 139 0000 0000')
  await say(show.id, `what does ${bad} mean?`)
  await say(elsewhere.id, 'her number is 139 0000 0000')
  await carryAll()
  await deleteChat(context, show.host, { showId: show.id, messageId: bad })
  await carryAll()
  expect(await told(show.id)).toMatchObject([
    { type: 'chat-deleted', ids: [bad] },
    { type: 'chat', text: `what does ${bad} mean?` },
    { type: 'chat-deleted', ids: [bad] },
  ])
  expect(await told(elsewhere.id)).toMatchObject([{ type: 'chat', text: 'her number is 139 0000 0000' }])
})

test('a line that was deleted before anybody heard it is never told', async () => {
  const show = await setUpShow(stall)
  const said = await postChat(context, guest(), { showId: show.id, text: 'spam', nickname: 'x' })
  if (said.ok) await deleteChat(context, show.host, { showId: show.id, messageId: said.value.messageId })
  await carryAll()
  expect((await told(show.id)).map(({ type }) => type)).toEqual(['chat-deleted'])
})

test('levels are told to the shows that show them, once a batch, as they are now', async () => {
  const live = await setUpShow(stall, 'LIVE')
  const over = await setUpShow(stall, 'ENDED')
  const { variantId, productId } = await listProduct(stall, live.id)
  await db().listing.create({ data: { id: context.id('listing'), showId: over.id, productId, position: 0 } })
  await db().stockLevel.create({ data: { variantId, onHand: 10, held: 3 } })
  for (let i = 0; i < 5; i++)
    await inTransaction(async (tx) => {
      await emit(tx, context, { type: 'inventory.level-changed', variantIds: [variantId] } as const)
      return ok()
    })
  await carryAll()
  expect(await told(live.id)).toEqual([{ type: 'stock', variants: [{ id: variantId, available: 7 }] }])
  expect(await told(over.id)).toEqual([])
})

test('a purchase is told with what was bought in this show', async () => {
  const show = await setUpShow(stall)
  const { variantId, productId } = await listProduct(stall, show.id)
  const orderId = context.id('order')
  const line = { productId, variantId, title: {}, pack: {}, unitPrice: 3580, weightGrams: 5500 }
  await db().order.create({
    data: {
      id: orderId,
      number: orderId.slice(-8),
      attemptId: orderId,
      cooperativeId: stall.cooperativeId,
      state: 'HELD',
      locale: 'zh',
      email: 'a@example.org',
      address: {},
      currency: 'cny',
      goods: 3 * 3580,
      shipping: 0,
      total: 3 * 3580,
      weightGrams: 3 * 5500,
      deadline: context.now(),
      createdAt: context.now(),
      lines: {
        create: [
          { id: context.id('line'), position: 0, showId: show.id, quantity: 2, total: 2 * 3580, ...line },
          { id: context.id('line'), position: 1, showId: null, quantity: 1, total: 3580, ...line },
        ],
      },
    },
  })
  await inTransaction(async (tx) => {
    await emit(tx, context, { type: 'orders.paid', orderId } as const)
    return ok()
  })
  await carryAll()
  expect(await told(show.id)).toEqual([{ type: 'bought', productId, quantity: 2 }])
})

test('an event of a show that is gone stops nobody', async () => {
  const show = await setUpShow(stall)
  await inTransaction(async (tx) => {
    await emit(tx, context, { type: 'live.line-up-changed', showId: context.id('show') } as const)
    await emit(tx, context, { type: 'live.line-up-changed', showId: show.id } as const)
    await emit(tx, context, { type: 'somebody.else', anything: 1 } as const)
    return ok()
  })
  await carryAll()
  expect(await told(show.id)).toEqual([{ type: 'line-up' }])
})

test('numbers have no holes and nothing is told twice, whoever carries and however many speak at once', async () => {
  const shows = await Promise.all([setUpShow(stall), setUpShow(stall), setUpShow(stall)])
  const authors = Array.from({ length: 6 }, guest)
  let speaking = true
  const carriers = Array.from({ length: 3 }, async () => {
    while (speaking) await carryOnce(7)
  })
  await Promise.all(
    authors.flatMap((author, a) =>
      shows.map(async (show) => {
        for (let i = 0; i < 12; i++)
          await postChat(context, author, { showId: show.id, text: `line ${i}`, nickname: `author ${a}` })
      }),
    ),
  )
  speaking = false
  await Promise.all(carriers)
  await carryAll()
  for (const show of shows) {
    const events = await told(show.id)
    expect(events).toHaveLength(authors.length * 12)
    for (const author of authors)
      expect(
        events.flatMap((event) =>
          event.type === 'chat' && event.authorId === author.id ? [event.text] : [],
        ),
      ).toEqual(Array.from({ length: 12 }, (_, i) => `line ${i}`))
  }
})
