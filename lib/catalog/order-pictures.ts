import 'server-only'
import type { Context } from '#lib/kernel/context.ts'
import { emit } from '#lib/kernel/outbox.ts'
import { ok, type Result, refuse } from '#lib/kernel/result.ts'
import { inTransaction } from '#lib/kernel/transaction.ts'
import { audit } from '#lib/members/audit.ts'
import type { Actor } from '#lib/members/model.ts'
import type { ProductChanged } from './events.ts'
import type { CatalogFault, OrderPictures } from './model.ts'
import { mayEditCatalog } from './policy.ts'
import { lockProduct, touch } from './store.ts'

/** The whole order of a product's pictures; the first one stands for it everywhere. */
export async function orderPictures(
  context: Context,
  actor: Actor,
  input: OrderPictures,
): Promise<Result<undefined, CatalogFault>> {
  return await inTransaction<undefined, CatalogFault>(async (tx) => {
    const product = await lockProduct(tx, input.productId)
    if (!product) return refuse({ code: 'product-unknown' })
    if (!mayEditCatalog(actor, product.cooperativeId)) return refuse({ code: 'not-allowed' })
    const rows = await tx.productPicture.findMany({ where: { productId: product.id } })
    const ordered = new Set(input.pictureIds)
    const same = ordered.size === rows.length && input.pictureIds.length === rows.length
    if (!same || !rows.every(({ pictureId }) => ordered.has(pictureId)))
      return refuse({ code: 'pictures-changed' })
    for (const [position, pictureId] of input.pictureIds.entries())
      await tx.productPicture.update({
        where: { productId_pictureId: { productId: product.id, pictureId } },
        data: { position },
      })
    await touch(tx, product.id, context.now())
    await audit(tx, context, {
      actorId: actor.id,
      cooperativeId: product.cooperativeId,
      action: 'catalog.order-pictures',
      subject: product.id,
      data: { pictures: input.pictureIds },
    })
    await emit<ProductChanged>(tx, context, { type: 'catalog.product-changed', productId: product.id })
    return ok()
  })
}
