import 'server-only'
import type { Context } from '#lib/kernel/context.ts'
import { emit } from '#lib/kernel/outbox.ts'
import { ok, type Result, refuse } from '#lib/kernel/result.ts'
import { inTransaction } from '#lib/kernel/transaction.ts'
import { audit } from '#lib/members/audit.ts'
import type { Actor } from '#lib/members/model.ts'
import type { ProductChanged } from './events.ts'
import type { CatalogFault, PictureOfProduct } from './model.ts'
import { mayEditCatalog } from './policy.ts'
import { countParts, lockProduct, touch } from './store.ts'

/**
 * Takes a picture off a product. The picture itself stays the cooperative's: a show's poster may be the same one, and
 * pages that somebody has open still name it.
 */
export async function removePicture(
  context: Context,
  actor: Actor,
  input: PictureOfProduct,
): Promise<Result<undefined, CatalogFault>> {
  return await inTransaction<undefined, CatalogFault>(async (tx) => {
    const product = await lockProduct(tx, input.productId)
    if (!product) return refuse({ code: 'product-unknown' })
    if (!mayEditCatalog(actor, product.cooperativeId)) return refuse({ code: 'not-allowed' })
    const where = { productId_pictureId: { productId: product.id, pictureId: input.pictureId } }
    if (!(await tx.productPicture.findUnique({ where }))) return refuse({ code: 'picture-unknown' })
    const { pictures } = await countParts(tx, product.id)
    if (product.state === 'PUBLISHED' && pictures === 1)
      return refuse({ code: 'last-of-published', what: 'picture' })
    await tx.productPicture.delete({ where })
    await touch(tx, product.id, context.now())
    await audit(tx, context, {
      actorId: actor.id,
      cooperativeId: product.cooperativeId,
      action: 'catalog.remove-picture',
      subject: product.id,
      data: { pictureId: input.pictureId },
    })
    await emit<ProductChanged>(tx, context, { type: 'catalog.product-changed', productId: product.id })
    return ok()
  })
}
