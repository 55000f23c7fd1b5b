import 'server-only'
import type { Context } from '#lib/kernel/context.ts'
import { emit } from '#lib/kernel/outbox.ts'
import { ok, type Result, refuse } from '#lib/kernel/result.ts'
import { inTransaction } from '#lib/kernel/transaction.ts'
import { audit } from '#lib/members/audit.ts'
import type { Actor } from '#lib/members/model.ts'
import type { ProductChanged } from './events.ts'
import { type CatalogFault, categoryName, type EditProduct } from './model.ts'
import { mayEditCatalog } from './policy.ts'
import { searchText } from './search-text.ts'
import { lockProduct } from './store.ts'

/** Its words and its category. The address stays what it was. */
export async function editProduct(
  context: Context,
  actor: Actor,
  input: EditProduct,
): Promise<Result<undefined, CatalogFault>> {
  return await inTransaction<undefined, CatalogFault>(async (tx) => {
    const product = await lockProduct(tx, input.productId)
    if (!product) return refuse({ code: 'product-unknown' })
    if (!mayEditCatalog(actor, product.cooperativeId)) return refuse({ code: 'not-allowed' })
    const { title, story, category } = input
    await tx.product.update({
      where: { id: product.id },
      data: {
        title,
        story,
        category,
        searchText: searchText([title, categoryName(category), story]),
        updatedAt: context.now(),
      },
    })
    await audit(tx, context, {
      actorId: actor.id,
      cooperativeId: product.cooperativeId,
      action: 'catalog.edit-product',
      subject: product.id,
    })
    await emit<ProductChanged>(tx, context, { type: 'catalog.product-changed', productId: product.id })
    return ok()
  })
}
