import 'server-only'
import type { Context } from '#lib/kernel/context.ts'
import { emit } from '#lib/kernel/outbox.ts'
import { ok, type Result, refuse } from '#lib/kernel/result.ts'
import { inTransaction } from '#lib/kernel/transaction.ts'
import { audit } from '#lib/members/audit.ts'
import type { Actor } from '#lib/members/model.ts'
import type { ProductChanged } from './events.ts'
import type { CatalogFault, DescribePicture } from './model.ts'
import { mayEditCatalog } from './policy.ts'
import { lockProduct, touch } from './store.ts'

/** What somebody who cannot see the picture is told of it. */
export async function describePicture(
  context: Context,
  actor: Actor,
  input: DescribePicture,
): Promise<Result<undefined, CatalogFault>> {
  return await inTransaction<undefined, CatalogFault>(async (tx) => {
    const product = await lockProduct(tx, input.productId)
    if (!product) return refuse({ code: 'product-unknown' })
    if (!mayEditCatalog(actor, product.cooperativeId)) return refuse({ code: 'not-allowed' })
    const shown = await tx.productPicture.count({
      where: { productId: product.id, pictureId: input.pictureId },
    })
    if (shown === 0) return refuse({ code: 'picture-unknown' })
    await tx.picture.update({ where: { id: input.pictureId }, data: { alt: input.alt } })
    await touch(tx, product.id, context.now())
    await audit(tx, context, {
      actorId: actor.id,
      cooperativeId: product.cooperativeId,
      action: 'catalog.describe-picture',
      subject: product.id,
      data: { pictureId: input.pictureId },
    })
    await emit<ProductChanged>(tx, context, { type: 'catalog.product-changed', productId: product.id })
    return ok()
  })
}
