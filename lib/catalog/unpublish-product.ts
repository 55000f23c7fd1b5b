import 'server-only'
import type { Context } from '#lib/kernel/context.ts'
import { emit } from '#lib/kernel/outbox.ts'
import { ok, type Result, refuse } from '#lib/kernel/result.ts'
import { inTransaction } from '#lib/kernel/transaction.ts'
import { audit } from '#lib/members/audit.ts'
import type { Actor } from '#lib/members/model.ts'
import type { ProductChanged } from './events.ts'
import type { CatalogFault, ProductInput } from './model.ts'
import { mayEditCatalog } from './policy.ts'
import { lockProduct } from './store.ts'

/** Takes it off sale. Orders that were placed go on; nothing is lost, and it may be published again. */
export async function unpublishProduct(
  context: Context,
  actor: Actor,
  input: ProductInput,
): Promise<Result<undefined, CatalogFault>> {
  return await inTransaction<undefined, CatalogFault>(async (tx) => {
    const product = await lockProduct(tx, input.productId)
    if (!product) return refuse({ code: 'product-unknown' })
    if (!mayEditCatalog(actor, product.cooperativeId)) return refuse({ code: 'not-allowed' })
    if (product.state === 'DRAFT') return ok()
    await tx.product.update({ where: { id: product.id }, data: { state: 'DRAFT', updatedAt: context.now() } })
    await audit(tx, context, {
      actorId: actor.id,
      cooperativeId: product.cooperativeId,
      action: 'catalog.unpublish-product',
      subject: product.id,
    })
    await emit<ProductChanged>(tx, context, { type: 'catalog.product-changed', productId: product.id })
    return ok()
  })
}
