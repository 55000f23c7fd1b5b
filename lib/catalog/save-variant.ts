import 'server-only'
import type { Context } from '#lib/kernel/context.ts'
import { MOST_MONEY, parseMoney } from '#lib/kernel/money.ts'
import { emit } from '#lib/kernel/outbox.ts'
import { ok, type Result, refuse } from '#lib/kernel/result.ts'
import { inTransaction, type Tx } from '#lib/kernel/transaction.ts'
import { audit } from '#lib/members/audit.ts'
import type { Actor } from '#lib/members/model.ts'
import type { ProductChanged } from './events.ts'
import type { CatalogFault, SaveVariant } from './model.ts'
import { mayEditCatalog } from './policy.ts'
import { lockProduct, touch } from './store.ts'

/** What is sold: a new one at the end of its product's, or other words, price and weight for one there is. */
export async function saveVariant(
  context: Context,
  actor: Actor,
  input: SaveVariant,
): Promise<Result<{ variantId: string }, CatalogFault>> {
  return await inTransaction<{ variantId: string }, CatalogFault>(async (tx) => {
    const product = await lockProduct(tx, input.productId)
    if (!product) return refuse({ code: 'product-unknown' })
    if (!mayEditCatalog(actor, product.cooperativeId)) return refuse({ code: 'not-allowed' })
    const price = parseMoney(input.price, product.currency)?.amount ?? 0
    if (price < 1 || price > MOST_MONEY) return refuse({ code: 'price-unreadable' })
    const words = { pack: input.pack, unit: input.unit, price, weightGrams: input.weightGrams }

    const variantId = input.variantId ?? context.id('variant')
    if (input.variantId) {
      const { count } = await tx.variant.updateMany({
        where: { id: variantId, productId: product.id },
        data: words,
      })
      if (count === 0) return refuse({ code: 'variant-unknown' })
    } else {
      const position = await nextPosition(tx, product.id)
      await tx.variant.create({
        data: { id: variantId, productId: product.id, position, ...words, createdAt: context.now() },
      })
    }
    await touch(tx, product.id, context.now())
    await audit(tx, context, {
      actorId: actor.id,
      cooperativeId: product.cooperativeId,
      action: 'catalog.save-variant',
      subject: variantId,
      data: { price, weightGrams: input.weightGrams },
    })
    await emit<ProductChanged>(tx, context, { type: 'catalog.product-changed', productId: product.id })
    return ok({ variantId })
  })
}

async function nextPosition(tx: Tx, productId: string): Promise<number> {
  const { _max } = await tx.variant.aggregate({ where: { productId }, _max: { position: true } })
  return (_max.position ?? -1) + 1
}
