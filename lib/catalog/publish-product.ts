import 'server-only'
import type { Context } from '#lib/kernel/context.ts'
import { emit } from '#lib/kernel/outbox.ts'
import { ok, type Result, refuse } from '#lib/kernel/result.ts'
import { inTransaction } from '#lib/kernel/transaction.ts'
import { audit } from '#lib/members/audit.ts'
import type { Actor } from '#lib/members/model.ts'
import type { ProductChanged } from './events.ts'
import { type CatalogFault, missingToPublish, type ProductInput } from './model.ts'
import { mayEditCatalog } from './policy.ts'
import { countParts, lockProduct } from './store.ts'

/** Shows it to everybody and puts its variants on sale. A second time changes nothing. */
export async function publishProduct(
  context: Context,
  actor: Actor,
  input: ProductInput,
): Promise<Result<undefined, CatalogFault>> {
  return await inTransaction<undefined, CatalogFault>(async (tx) => {
    const product = await lockProduct(tx, input.productId)
    if (!product) return refuse({ code: 'product-unknown' })
    if (!mayEditCatalog(actor, product.cooperativeId)) return refuse({ code: 'not-allowed' })
    if (product.state === 'PUBLISHED') return ok()
    const missing = missingToPublish(await countParts(tx, product.id))
    if (missing.length > 0) return refuse({ code: 'not-ready', missing })
    await tx.product.update({
      where: { id: product.id },
      data: { state: 'PUBLISHED', updatedAt: context.now() },
    })
    await audit(tx, context, {
      actorId: actor.id,
      cooperativeId: product.cooperativeId,
      action: 'catalog.publish-product',
      subject: product.id,
    })
    await emit<ProductChanged>(tx, context, { type: 'catalog.product-changed', productId: product.id })
    return ok()
  })
}
