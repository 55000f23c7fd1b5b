import 'server-only'
import type { Context } from '#lib/kernel/context.ts'
import { emit } from '#lib/kernel/outbox.ts'
import { ok, type Result, refuse } from '#lib/kernel/result.ts'
import { inTransaction } from '#lib/kernel/transaction.ts'
import { audit } from '#lib/members/audit.ts'
import type { Actor } from '#lib/members/model.ts'
import type { ProductChanged } from './events.ts'
import type { CatalogFault, VariantInput } from './model.ts'
import { mayEditCatalog } from './policy.ts'
import { countParts, lockProductOf, touch } from './store.ts'

/** No longer sold. Its stock, its ledger and the orders for it stay; `restoreVariant` brings it back. */
export async function retireVariant(
  context: Context,
  actor: Actor,
  input: VariantInput,
): Promise<Result<undefined, CatalogFault>> {
  return await inTransaction<undefined, CatalogFault>(async (tx) => {
    const product = await lockProductOf(tx, input.variantId)
    if (!product) return refuse({ code: 'variant-unknown' })
    if (!mayEditCatalog(actor, product.cooperativeId)) return refuse({ code: 'not-allowed' })
    if (product.retired) return ok()
    const { variantsForSale } = await countParts(tx, product.id)
    if (product.state === 'PUBLISHED' && variantsForSale === 1)
      return refuse({ code: 'last-of-published', what: 'variant' })
    await tx.variant.update({ where: { id: input.variantId }, data: { retiredAt: context.now() } })
    await touch(tx, product.id, context.now())
    await audit(tx, context, {
      actorId: actor.id,
      cooperativeId: product.cooperativeId,
      action: 'catalog.retire-variant',
      subject: input.variantId,
    })
    await emit<ProductChanged>(tx, context, { type: 'catalog.product-changed', productId: product.id })
    return ok()
  })
}
