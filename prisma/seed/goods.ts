import { producers } from '#db/demo/cooperative.ts'
import { lots } from '#db/demo/lots.ts'
import { products } from '#db/demo/products.ts'
import type { DemoProduct } from '#db/demo/types.ts'
import { addPicture } from '#lib/catalog/add-picture.ts'
import { describePicture } from '#lib/catalog/describe-picture.ts'
import { categoryName, saveVariantInput } from '#lib/catalog/model.ts'
import { publishProduct } from '#lib/catalog/publish-product.ts'
import { saveProducer } from '#lib/catalog/save-producer.ts'
import { saveVariant } from '#lib/catalog/save-variant.ts'
import { searchText } from '#lib/catalog/search-text.ts'
import { receiveLot } from '#lib/inventory/receive-lot.ts'
import { type Context, systemContext } from '#lib/kernel/context.ts'
import { db } from '#lib/kernel/db.ts'
import type { DemoHouse } from './people.ts'
import { demoPicture, done, villageDay } from './said.ts'

export interface DemoGoods {
  readonly productIds: ReadonlyMap<string, string>
  /** By the demo's own article number. */
  readonly variantIds: ReadonlyMap<string, string>
}

/** Producers, products with pictures and packs, and the lots in the shed. */
export async function seedGoods(house: DemoHouse, now: Date): Promise<DemoGoods> {
  const context = systemContext()
  const producerIds = new Map<string, string>()
  for (const producer of producers) {
    const known = await db().producer.findFirst({
      where: { cooperativeId: house.cooperativeId, name: producer.name.zh },
    })
    producerIds.set(
      producer.slug,
      known?.id ??
        done(
          await saveProducer(context, house.manager, {
            cooperativeId: house.cooperativeId,
            name: producer.name.zh,
            village: producer.village,
            story: producer.story,
            portrait: await demoPicture(producer.portrait),
          }),
          producer.slug,
        ).producerId,
    )
  }

  const productIds = new Map<string, string>()
  const variantIds = new Map<string, string>()
  // The shelf shows the newest first, the demo lists the first first.
  for (const [age, product] of products.entries()) {
    const productId = await seedProduct(context, house, product, new Date(now.getTime() - age * 60_000))
    productIds.set(product.slug, productId)
    for (const [sku, variantId] of await seedVariants(context, house, product, productId))
      variantIds.set(sku, variantId)
    const { state } = await db().product.findUniqueOrThrow({ where: { id: productId } })
    if (state === 'DRAFT') done(await publishProduct(context, house.manager, { productId }), product.slug)
  }

  for (const lot of lots) {
    const input = {
      cooperativeId: house.cooperativeId,
      producerId: producerIds.get(lot.producer) ?? '',
      variantId: variantIds.get(lot.sku) ?? '',
      quantity: lot.quantity,
      harvestedOn: villageDay(now, -lot.harvestedDaysAgo),
      bestBefore: villageDay(now, lot.bestBeforeDays - lot.harvestedDaysAgo),
      village: lot.village,
    }
    const { variantId, producerId, harvestedOn } = input
    const there = await db().lot.count({
      where: { variantId, producerId, harvestedOn: new Date(harvestedOn) },
    })
    if (there === 0) done(await receiveLot(context, house.manager, input), lot.code)
  }
  return { productIds, variantIds }
}

/** The row itself is written here, because the demo's addresses are promised. */
async function seedProduct(
  context: Context,
  house: DemoHouse,
  product: DemoProduct,
  at: Date,
): Promise<string> {
  const { slug, title, story, category, alt } = product
  const { id: productId, pictures } = await db().product.upsert({
    where: { slug },
    update: {},
    create: {
      id: context.id('product'),
      cooperativeId: house.cooperativeId,
      slug,
      title,
      story,
      category,
      searchText: searchText([title, categoryName(category), story]),
      createdAt: at,
      updatedAt: at,
    },
    select: { id: true, pictures: true },
  })
  if (pictures.length === 0) {
    const file = await demoPicture(product.picture)
    const { pictureId } = done(await addPicture(context, house.manager, { productId, file }), slug)
    done(await describePicture(context, house.manager, { productId, pictureId, alt }), slug)
  }
  return productId
}

async function seedVariants(context: Context, house: DemoHouse, product: DemoProduct, productId: string) {
  const ids = new Map<string, string>()
  const known = await db().variant.findMany({ where: { productId }, orderBy: { position: 'asc' } })
  for (const [position, variant] of product.variants.entries()) {
    const input = saveVariantInput.parse({
      productId,
      pack: variant.pack,
      unit: variant.unit,
      price: (variant.priceFen / 100).toFixed(2),
      weightGrams: variant.shippingGrams,
    })
    const id =
      known[position]?.id ?? done(await saveVariant(context, house.manager, input), variant.sku).variantId
    ids.set(variant.sku, id)
  }
  return ids
}
