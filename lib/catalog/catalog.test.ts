import { beforeAll, describe, expect, test } from 'vitest'
import { systemContext } from '#lib/kernel/context.ts'
import { closeDb, db } from '#lib/kernel/db.ts'
import type { Actor, Member } from '#lib/members/model.ts'
import { useTestDatabase } from '../../tests/fixtures/database.ts'
import { addPerson, addVariant, type Stall, setUpStall } from '../../tests/fixtures/stall.ts'
import { createProduct } from './create-product.ts'
import { editProduct } from './edit-product.ts'
import {
  createProductInput,
  missingToPublish,
  orderPicturesInput,
  saveCourierRatesInput,
  saveProducerInput,
  saveVariantInput,
} from './model.ts'
import { publishProduct } from './publish-product.ts'
import { courierRatesOf, producersOf, productPage, staffProduct, variantsFor } from './queries.ts'
import { restoreVariant } from './restore-variant.ts'
import { retireVariant } from './retire-variant.ts'
import { saveCourierRates } from './save-courier-rates.ts'
import { saveProducer } from './save-producer.ts'
import { saveVariant } from './save-variant.ts'
import { productSlug } from './slug.ts'
import { unpublishProduct } from './unpublish-product.ts'

useTestDatabase(closeDb)

const context = systemContext()
const words = (zh: string, en = '', fr = '') => ({ zh, en, fr })
const notAllowed = { ok: false, fault: { code: 'not-allowed' } }

let stall: Stall
let manager: Member
let host: Member
let packer: Member
let others: readonly Actor[]

beforeAll(async () => {
  stall = await setUpStall()
  manager = await addPerson(stall.cooperativeId, 'MANAGER')
  host = await addPerson(stall.cooperativeId, 'HOST')
  packer = await addPerson(stall.cooperativeId, 'PACKER')
  const stranger = await addPerson((await setUpStall()).cooperativeId, 'MANAGER', 'HOST')
  const viewer = await addPerson(stall.cooperativeId)
  others = [stranger, viewer, { kind: 'guest', id: 'gst_1' }]
})

async function draft(title = words('老种番茄', 'Heirloom tomatoes', 'Tomates anciennes')) {
  const made = await createProduct(context, host, {
    cooperativeId: stall.cooperativeId,
    title,
    story: words('', 'Picked in the morning.'),
    category: 'vegetables',
  })
  if (!made.ok) throw new Error(made.fault.code)
  return made.value
}

async function givePicture(productId: string) {
  const pictureId = context.id('picture')
  await db().picture.create({
    data: { id: pictureId, width: 1, height: 1, color: '#ffffff', createdAt: context.now() },
  })
  await db().productPicture.create({ data: { productId, pictureId, position: 0 } })
}

const tomatoCrate = {
  pack: words('5 公斤箱装', '5 kg crate'),
  unit: 'crate' as const,
  price: '69.80',
  weightGrams: 5500,
}

describe('a product', () => {
  test('begins as a draft under an address from its title, which stays', async () => {
    const { productId, slug } = await draft()
    expect(slug).toBe('heirloom-tomatoes')
    expect(await productPage(slug)).toBeNull()
    await editProduct(context, host, {
      productId,
      title: words('番茄', 'Tomatoes'),
      story: words(''),
      category: 'fruit',
    })
    const product = await staffProduct(stall.cooperativeId, productId)
    expect(product).toMatchObject({ slug, title: { en: 'Tomatoes' }, category: 'fruit', state: 'DRAFT' })
    expect((await draft()).slug).toMatch(/^heirloom-tomatoes-[0-9a-z]{4}$/)
  })

  test.each([
    [words('脐橙', 'Navel oranges!'), 'navel-oranges'],
    [words('竹笋', '', 'Pousses d’été & cœurs'), 'pousses-d-ete-coeurs'],
    [words('脐橙 No. 1'), 'no-1'],
    [words('脐橙'), 'p-3c1h8r0v'],
    [words('', 'x'.repeat(80)), 'x'.repeat(60)],
  ])('%j is found at %s', (title, slug) => {
    expect(productSlug(title, 'pro_01kb2x4q9ms7f3c1h8r0v')).toBe(slug)
  })

  test('is published when it has a picture and something to sell, and says what it lacks', async () => {
    const { productId, slug } = await draft(words('', 'Walnuts'))
    const publish = () => publishProduct(context, host, { productId })
    expect(await publish()).toEqual({
      ok: false,
      fault: { code: 'not-ready', missing: ['picture', 'variant'] },
    })
    await saveVariant(context, host, { productId, ...tomatoCrate })
    expect(await publish()).toEqual({ ok: false, fault: { code: 'not-ready', missing: ['picture'] } })
    await givePicture(productId)
    expect(await publish()).toMatchObject({ ok: true })
    expect(await publish()).toMatchObject({ ok: true })
    expect(await productPage(slug)).toMatchObject({
      title: { en: 'Walnuts' },
      variants: [{ price: { amount: 6980, currency: 'cny' }, retired: false }],
      pictures: [{ alt: { zh: '', en: '', fr: '' } }],
    })
    expect(await unpublishProduct(context, host, { productId })).toMatchObject({ ok: true })
    expect(await productPage(slug)).toBeNull()
    const events = await db().outbox.findMany({ where: { type: 'catalog.product-changed' } })
    expect(
      events.filter(({ payload }) => (payload as { productId: string }).productId === productId),
    ).toHaveLength(3)
  })

  test('lacks what it lacks', () => {
    expect(missingToPublish({ pictures: 1, variantsForSale: 1 })).toEqual([])
    expect(missingToPublish({ pictures: 0, variantsForSale: 2 })).toEqual(['picture'])
  })

  test('is nobody else’s to write', async () => {
    const { productId } = await draft()
    const edit = { productId, title: words('', 'Mine'), story: words(''), category: 'other' as const }
    for (const actor of [packer, ...others]) {
      expect(
        await createProduct(context, actor, {
          cooperativeId: stall.cooperativeId,
          ...edit,
          ...{ productId: undefined },
        }),
      ).toEqual(notAllowed)
      expect(await editProduct(context, actor, edit)).toEqual(notAllowed)
      expect(await publishProduct(context, actor, { productId })).toEqual(notAllowed)
      expect(await unpublishProduct(context, actor, { productId })).toEqual(notAllowed)
    }
    expect(await editProduct(context, manager, { ...edit, productId: context.id('product') })).toMatchObject({
      fault: { code: 'product-unknown' },
    })
  })
})

describe('a variant', () => {
  test('is saved with its price in the cooperative’s currency, and again with another', async () => {
    const { productId } = await draft()
    const saved = await saveVariant(context, host, { productId, ...tomatoCrate })
    if (!saved.ok) throw new Error(saved.fault.code)
    const { variantId } = saved.value
    await saveVariant(context, host, { productId, variantId, ...tomatoCrate, price: '¥75' })
    expect(await variantsFor([variantId, context.id('variant')])).toEqual([
      {
        variantId,
        productId,
        productSlug: expect.stringMatching(/^heirloom-tomatoes/),
        cooperativeId: stall.cooperativeId,
        title: words('老种番茄', 'Heirloom tomatoes', 'Tomates anciennes'),
        pack: words('5 公斤箱装', '5 kg crate'),
        unit: 'crate',
        price: 7500,
        currency: 'cny',
        weightGrams: 5500,
        published: false,
        retired: false,
        picture: null,
      },
    ])
  })

  test.each(['0', '0.00', '-5', '1.234', 'free', '1e3', '1000000', '¥'])(
    'is not sold for %s',
    async (price) => {
      const { productId } = await draft()
      expect(await saveVariant(context, host, { productId, ...tomatoCrate, price })).toEqual({
        ok: false,
        fault: { code: 'price-unreadable' },
      })
    },
  )

  test('retires and comes back; the last of a published product stays', async () => {
    const { productId } = await draft()
    const ids: string[] = []
    for (let i = 0; i < 2; i++) {
      const saved = await saveVariant(context, host, { productId, ...tomatoCrate })
      if (saved.ok) ids.push(saved.value.variantId)
    }
    await givePicture(productId)
    await publishProduct(context, host, { productId })
    const [one = '', two = ''] = ids
    expect(await retireVariant(context, host, { variantId: one })).toMatchObject({ ok: true })
    expect(await retireVariant(context, host, { variantId: one })).toMatchObject({ ok: true })
    expect(await retireVariant(context, host, { variantId: two })).toEqual({
      ok: false,
      fault: { code: 'last-of-published', what: 'variant' },
    })
    const product = await staffProduct(stall.cooperativeId, productId)
    expect(product?.variants.map(({ id, retired }) => [id, retired])).toEqual([
      [two, false],
      [one, true],
    ])
    expect(await restoreVariant(context, host, { variantId: one })).toMatchObject({ ok: true })
    expect(await retireVariant(context, host, { variantId: two })).toMatchObject({ ok: true })
  })

  test('alone in a draft may retire', async () => {
    const { productId } = await draft()
    const saved = await saveVariant(context, host, { productId, ...tomatoCrate })
    const variantId = saved.ok ? saved.value.variantId : ''
    expect(await retireVariant(context, host, { variantId })).toMatchObject({ ok: true })
  })

  test('two that retire at once leave one', async () => {
    const own = await setUpStall()
    const seller = await addPerson(own.cooperativeId, 'MANAGER')
    const ids = [await addVariant(own), await addVariant(own)]
    await givePicture(own.productId)
    await publishProduct(context, seller, { productId: own.productId })
    const retired = await Promise.all(ids.map((variantId) => retireVariant(context, seller, { variantId })))
    expect(retired.filter(({ ok }) => ok)).toHaveLength(1)
  })

  test('is nobody else’s, and not of another product', async () => {
    const { productId } = await draft()
    const variantId = await addVariant(stall)
    for (const actor of [packer, ...others]) {
      expect(await saveVariant(context, actor, { productId, ...tomatoCrate })).toEqual(notAllowed)
      expect(await retireVariant(context, actor, { variantId })).toEqual(notAllowed)
      expect(await restoreVariant(context, actor, { variantId })).toEqual(notAllowed)
    }
    expect(await saveVariant(context, host, { productId, variantId, ...tomatoCrate })).toEqual({
      ok: false,
      fault: { code: 'variant-unknown' },
    })
  })
})

describe('a producer', () => {
  test('is written by those who meet her, and changed under her own cooperative alone', async () => {
    const { cooperativeId } = stall
    const input = { cooperativeId, name: '李桂英', village: words('河坝'), story: words('') }
    const saved = await saveProducer(context, packer, input)
    if (!saved.ok) throw new Error(saved.fault.code)
    const { producerId } = saved.value
    await saveProducer(context, host, { ...input, producerId, story: words('六十八岁') })
    expect(await producersOf(cooperativeId)).toContainEqual({
      id: producerId,
      name: '李桂英',
      village: words('河坝'),
      story: words('六十八岁'),
      portrait: null,
    })
    for (const actor of others) expect(await saveProducer(context, actor, input)).toEqual(notAllowed)
    const other = await setUpStall()
    const theirs = await addPerson(other.cooperativeId, 'MANAGER')
    expect(
      await saveProducer(context, theirs, { ...input, cooperativeId: other.cooperativeId, producerId }),
    ).toEqual({ ok: false, fault: { code: 'producer-unknown' } })
  })
})

describe('courier rates', () => {
  const rate = (region: string, upToGrams: number, price: string) => ({ region, upToGrams, price })

  test('are replaced as a whole; what is left empty is not delivered', async () => {
    const { cooperativeId } = stall
    const save = (...rates: ReturnType<typeof rate>[]) =>
      saveCourierRates(context, manager, { cooperativeId, rates })
    await save(rate('east', 1000, '12'), rate('east', 3000, '15.50'), rate('far-west', 1000, '  '.trim()))
    expect(await courierRatesOf(cooperativeId)).toEqual([
      { region: 'east', upToGrams: 1000, price: 1200 },
      { region: 'east', upToGrams: 3000, price: 1550 },
    ])
    for (const price of ['much', '-1', '1000000', '999999999'])
      expect(await save(rate('east', 1000, price))).toMatchObject({ fault: { code: 'rate-unreadable' } })
    expect(await save(rate('east', 1000, '1'), rate('east', 1000, '2'))).toEqual({
      ok: false,
      fault: { code: 'rate-twice', region: 'east', upToGrams: 1000 },
    })
    expect(await courierRatesOf(cooperativeId)).toHaveLength(2)
    await save(rate('south', 5000, '0'))
    expect(await courierRatesOf(cooperativeId)).toEqual([{ region: 'south', upToGrams: 5000, price: 0 }])
  })

  test('are the manager’s alone', async () => {
    for (const actor of [host, packer, ...others])
      expect(
        await saveCourierRates(context, actor, { cooperativeId: stall.cooperativeId, rates: [] }),
      ).toEqual(notAllowed)
  })
})

describe('what staff types', () => {
  const cooperativeId = 'cop_01kb2x4q9ms7f3c1h8r0va'
  const productId = 'pro_01kb2x4q9ms7f3c1h8r0va'
  const product = { cooperativeId, title: { zh: '脐橙' }, category: 'fruit' }
  const variant = { productId, pack: { en: '5 kg' }, unit: 'crate', price: '38', weightGrams: '5500' }

  test('is taken from a form, what nobody wrote being empty', () => {
    expect(createProductInput.parse(product)).toMatchObject({ title: words('脐橙'), story: words('') })
    expect(saveVariantInput.parse(variant)).toMatchObject({ weightGrams: 5500, price: '38' })
    expect(
      orderPicturesInput.parse({ productId, pictureIds: 'pic_01kb2x4q9ms7f3c1h8r0va' }).pictureIds,
    ).toHaveLength(1)
  })

  test.each([
    { title: {} },
    { title: { zh: '  ' } },
    { title: { zh: 'x'.repeat(81) } },
    { title: { zh: '脐\u202e橙' } },
    { category: 'weapons' },
    { cooperativeId: 'cop_1' },
    { state: 'PUBLISHED' },
    { slug: 'mine' },
  ])('is no product with %j', (wrong) => {
    expect(createProductInput.safeParse({ ...product, ...wrong }).success).toBe(false)
  })

  test.each([
    { weightGrams: '0' },
    { weightGrams: '5.5' },
    { weightGrams: '2000001' },
    { unit: 'gallon' },
    { pack: { en: '' } },
    { price: '' },
    { retiredAt: null },
  ])('is no variant with %j', (wrong) => {
    expect(saveVariantInput.safeParse({ ...variant, ...wrong }).success).toBe(false)
  })

  test('is no producer without a name, and no rate for the moon', () => {
    expect(saveProducerInput.safeParse({ cooperativeId, name: ' ' }).success).toBe(false)
    const rates = [{ region: 'moon', upToGrams: 1000, price: '1' }]
    expect(saveCourierRatesInput.safeParse({ cooperativeId, rates }).success).toBe(false)
  })
})
