import 'server-only'
import type { Context } from '#lib/kernel/context.ts'
import { ok, type Result, refuse } from '#lib/kernel/result.ts'
import { inTransaction, type Tx } from '#lib/kernel/transaction.ts'
import { audit } from '#lib/members/audit.ts'
import type { Actor } from '#lib/members/model.ts'
import { type CatalogFault, type CreateProduct, categoryName } from './model.ts'
import { mayEditCatalog } from './policy.ts'
import { searchText } from './search-text.ts'
import { productSlug } from './slug.ts'

export interface CreatedProduct {
  readonly productId: string
  readonly slug: string
  readonly cooperativeSlug: string
}

/** A draft: nobody but staff sees it until it is published. */
export async function createProduct(
  context: Context,
  actor: Actor,
  input: CreateProduct,
): Promise<Result<CreatedProduct, CatalogFault>> {
  return await inTransaction<CreatedProduct, CatalogFault>(async (tx) => {
    if (!mayEditCatalog(actor, input.cooperativeId)) return refuse({ code: 'not-allowed' })
    const cooperative = await tx.cooperative.findUnique({
      where: { id: input.cooperativeId },
      select: { slug: true },
    })
    if (!cooperative) return refuse({ code: 'not-allowed' })
    const productId = context.id('product')
    const slug = await freeSlug(tx, productSlug(input.title, productId), productId)
    await tx.product.create({
      data: {
        id: productId,
        cooperativeId: input.cooperativeId,
        slug,
        title: input.title,
        story: input.story,
        category: input.category,
        searchText: searchText([input.title, categoryName(input.category), input.story]),
        createdAt: context.now(),
        updatedAt: context.now(),
      },
    })
    await audit(tx, context, {
      actorId: actor.id,
      cooperativeId: input.cooperativeId,
      action: 'catalog.create-product',
      subject: productId,
    })
    return ok({ productId, slug, cooperativeSlug: cooperative.slug })
  })
}

async function freeSlug(tx: Tx, wished: string, productId: string): Promise<string> {
  const taken = await tx.product.findUnique({ where: { slug: wished }, select: { id: true } })
  return taken ? `${wished}-${productId.slice(-4)}` : wished
}
