import { beforeAll, describe, expect, test } from 'vitest'
import { availableOf, lotsOf, stockTable, stockTotals } from '#lib/inventory/queries.ts'
import { systemContext } from '#lib/kernel/context.ts'
import { closeDb, db } from '#lib/kernel/db.ts'
import { statementsOf } from '../../tests/fixtures/count-statements.ts'
import { useTestDatabase } from '../../tests/fixtures/database.ts'
import { addVariant, type Stall, setUpStall } from '../../tests/fixtures/stall.ts'
import { productCard, productCounts, searchProducts, seasonProducts, staffProducts } from './queries.ts'
import { searchText } from './search-text.ts'

useTestDatabase(closeDb)

const context = systemContext()
const words = (zh: string, en = '', fr = '') => ({ zh, en, fr })

/** Published, with a variant and two pictures. */
async function putOnShelf(stall: Stall, title: { zh: string; en: string; fr: string }, story = words('')) {
  const id = context.id('product')
  const at = context.now()
  await db().product.create({
    data: {
      id,
      cooperativeId: stall.cooperativeId,
      slug: id,
      title,
      story,
      category: 'fruit',
      state: 'PUBLISHED',
      searchText: searchText([title, story]),
      createdAt: at,
      updatedAt: at,
    },
  })
  await addVariant({ ...stall, productId: id })
  for (const position of [1, 0]) {
    const pictureId = context.id('picture')
    await db().picture.create({
      data: {
        id: pictureId,
        width: 640,
        height: 480,
        color: position ? '#111111' : '#000000',
        createdAt: at,
      },
    })
    await db().productPicture.create({ data: { productId: id, pictureId, position } })
  }
  return id
}

describe('cards', () => {
  test('keep the order asked for, say the cheapest price and the first picture, and leave drafts out', async () => {
    const stall = await setUpStall()
    const [one, two] = [await putOnShelf(stall, words('一')), await putOnShelf(stall, words('二'))]
    await db().variant.create({
      data: {
        id: context.id('variant'),
        productId: two,
        position: 1,
        pack: words('小'),
        unit: 'bag',
        price: 990,
        weightGrams: 400,
        createdAt: context.now(),
      },
    })
    const cards = await productCard([two, stall.productId, one])
    expect(cards.map(({ id }) => id)).toEqual([two, one])
    expect(cards[0]).toMatchObject({
      title: { zh: '二' },
      from: { amount: 990, currency: 'cny' },
      picture: { color: '#000000', alt: words('') },
      village: words('云岭村', 'Yunling'),
    })
    expect(cards[0]?.variantIds).toHaveLength(2)
    expect(await productCard([])).toEqual([])
  })

  test('of the season are those that can be bought, newest first', async () => {
    const stall = await setUpStall()
    const id = await putOnShelf(stall, words('新'))
    const retired = await putOnShelf(stall, words('旧'))
    await db().variant.updateMany({ where: { productId: retired }, data: { retiredAt: context.now() } })
    const season = await seasonProducts(5)
    expect(season[0]?.id).toBe(id)
    expect(season.map((card) => card.id)).not.toContain(retired)
  })
})

describe('search', () => {
  let tomato: string
  let soup: string

  beforeAll(async () => {
    const stall = await setUpStall()
    tomato = await putOnShelf(stall, words('老种番茄', 'Heirloom tomatoes', 'Tomates anciennes'))
    soup = await putOnShelf(
      stall,
      words('辣酱', 'Chilli sauce'),
      words('配番茄汤', 'Good with tomatoes, 100% hot'),
    )
    await putOnShelf(stall, words('脐橙', 'Oranges'))
  })

  const found = async (query: string) => (await searchProducts(query, null)).rows.map(({ id }) => id)

  test.each(['番茄', 'tomatoes', 'TOMATOES', 'ｔｏｍａｔｏ'])(
    'by %s finds titles before stories',
    async (query) => {
      expect(await found(query)).toEqual([tomato, soup])
    },
  )

  test('wants all words, accents or not', async () => {
    expect(await found('tomates anciennes')).toEqual([tomato])
    expect(await found('Tômates')).toEqual([tomato])
    expect(await found('tomatoes chilli')).toEqual([soup])
    expect(await found('tomatoes bananas')).toEqual([])
  })

  test.each(['', '  ', '!?', '%', '_', '\\', "'"])('for %j finds nothing', async (query) => {
    expect(await found(query)).toEqual([])
  })

  test('turns its pages without losing or repeating one, titles first all the way', async () => {
    const stall = await setUpStall()
    for (let i = 0; i < 30; i++) await putOnShelf(stall, words(`苹果 ${i}`))
    for (let i = 0; i < 25; i++) await putOnShelf(stall, words(`果汁 ${i}`), words('苹果'))
    const seen: string[] = []
    let cursor: string | null = null
    do {
      const page: Awaited<ReturnType<typeof searchProducts>> = await searchProducts('苹果', cursor)
      expect(page.rows.length).toBeLessThanOrEqual(24)
      seen.push(...page.rows.map(({ title }) => title.zh.slice(0, 2)))
      cursor = page.next
    } while (cursor)
    expect(seen).toEqual([...Array(30).fill('苹果'), ...Array(25).fill('果汁')])
    expect((await searchProducts('苹果', 't.not-an-id')).rows).toHaveLength(24)
  })

  test('never finds a draft', async () => {
    const stall = await setUpStall()
    const id = await putOnShelf(stall, words('秘密'))
    expect(await found('秘密')).toEqual([id])
    await db().product.update({ where: { id }, data: { state: 'DRAFT' } })
    expect(await found('秘密')).toEqual([])
  })
})

describe('the staff’s lists', () => {
  test('turn their pages, look for words, and count truly', async () => {
    const stall = await setUpStall()
    for (let i = 0; i < 60; i++) await putOnShelf(stall, words(`梨 ${i}`))
    const first = await staffProducts(stall.cooperativeId, {})
    const second = await staffProducts(stall.cooperativeId, { cursor: first.next })
    expect([first.rows.length, second.rows.length, second.next]).toEqual([50, 11, null])
    expect(new Set([...first.rows, ...second.rows].map(({ id }) => id)).size).toBe(61)
    expect(first.rows[0]).toMatchObject({ pictures: 2, variantsForSale: 1, state: 'PUBLISHED' })
    expect(await productCounts(stall.cooperativeId)).toEqual({ DRAFT: 1, PUBLISHED: 60 })
    expect((await staffProducts(stall.cooperativeId, { state: 'DRAFT' })).rows).toHaveLength(1)
    expect((await staffProducts(stall.cooperativeId, { words: '梨 59' })).rows).toHaveLength(1)
  })

  test('ask the database as often for 2,000 products as for 20', async () => {
    const [small, large] = [await setUpStall(), await setUpStall()]
    await fill(small, 20)
    await fill(large, 2_000)
    const lists = [
      (stall: Stall) => staffProducts(stall.cooperativeId, {}),
      (stall: Stall) => productCounts(stall.cooperativeId),
      (stall: Stall) => stockTable(stall.cooperativeId),
      (stall: Stall) => stockTotals(stall.cooperativeId),
      (stall: Stall) => lotsOf(stall.cooperativeId),
    ]
    for (const list of lists) {
      expect(await statementsOf(() => list(large))).toBe(1)
      expect(await statementsOf(() => list(small))).toBe(1)
    }
    expect(await statementsOf(() => searchProducts('批量', null))).toBe(1)
    const cards = (await searchProducts('批量', null)).rows
    expect(cards).toHaveLength(24)
    expect(await statementsOf(() => availableOf(cards.flatMap(({ variantIds }) => variantIds)))).toBe(1)
  })
})

/** Many products at once, each with a variant, a level, a lot and a picture. */
async function fill(stall: Stall, count: number) {
  const at = context.now()
  const made = Array.from({ length: count }, () => ({
    productId: context.id('product'),
    variantId: context.id('variant'),
    pictureId: context.id('picture'),
    lotId: context.id('lot'),
  }))
  const title = words('批量', 'Bulk')
  await db().product.createMany({
    data: made.map(({ productId: id }) => ({
      id,
      cooperativeId: stall.cooperativeId,
      slug: id,
      title,
      story: words('长'.repeat(300)),
      category: 'fruit',
      state: 'PUBLISHED' as const,
      searchText: searchText([title, '长'.repeat(300)]),
      createdAt: at,
      updatedAt: at,
    })),
  })
  await db().variant.createMany({
    data: made.map(({ productId, variantId: id }) => ({
      id,
      productId,
      pack: words('1 公斤'),
      unit: 'kg',
      price: 1000,
      weightGrams: 1100,
      createdAt: at,
    })),
  })
  await db().stockLevel.createMany({ data: made.map(({ variantId }) => ({ variantId, onHand: 9, held: 1 })) })
  await db().lot.createMany({
    data: made.map(({ variantId, lotId: id }) => ({
      id,
      code: id,
      cooperativeId: stall.cooperativeId,
      producerId: stall.producerId,
      variantId,
      state: 'OPEN' as const,
      received: 9,
      remaining: 9,
      village: words('上湾'),
      harvestedOn: at,
      createdAt: at,
    })),
  })
  await db().picture.createMany({
    data: made.map(({ pictureId: id }) => ({ id, width: 640, height: 640, color: '#ffffff', createdAt: at })),
  })
  await db().productPicture.createMany({
    data: made.map(({ productId, pictureId }) => ({ productId, pictureId, position: 0 })),
  })
}
